import { action } from "../action.js";
import { int } from "../param.js";

export const circle = action({
  name: "circle",
  form: "keyed",
  role: "pixels",
  doc: "Cuts a circle out of the middle. Outside it the result is transparent, or white in a format without transparency.",
  source: "OSS manual, circle crop; specification §9",
  params: {
    radius: int(
      "r",
      { min: 1, max: 4096, unit: "px" },
      "Radius; more than fits acts as the largest circle that fits.",
      { required: true, ec: "233" },
    ),
  },
  missing: { code: "MissingArgument" },
  keepsAnimation: () => false,

  plan({ radius }, frame) {
    const side = Math.min(2 * radius + 1, frame.width, frame.height);
    const size = { width: side, height: side };
    const x = Math.floor((frame.width - side) / 2);
    const y = Math.floor((frame.height - side) / 2);
    const whole = side === frame.width && side === frame.height;
    return {
      ops: [
        ...(whole ? [] : [{ op: "crop" as const, x, y, ...size }]),
        { op: "mask", shape: "circle", radius: side / 2 },
      ],
      size,
    };
  },

  examples: [
    {
      process: "circle,r_100",
      from: { width: 400, height: 267 },
      to: { width: 201, height: 201 },
      shows: "2r + 1 px a side",
    },
    {
      process: "circle,r_2000",
      from: { width: 400, height: 267 },
      to: { width: 267, height: 267 },
      shows: "the largest that fits",
    },
  ],
});
