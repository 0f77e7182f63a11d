import { Failure } from "../../base/failure.js";
import { action } from "../action.js";
import { gravityItem, regionOrigin } from "../gravity.js";
import { int } from "../param.js";

const side = { min: 0, unit: "px" };

export const crop = action({
  name: "crop",
  form: "keyed",
  role: "pixels",
  doc: "Cuts a rectangle out of the frame. What reaches over the border is cut off, never padded.",
  source: "OSS manual, custom crop; specification §7",
  params: {
    width: int("w", side, "Width of the region; 0, or more than there is, reaches to the border.", {
      default: 0,
      ec: "225",
    }),
    height: int("h", side, "Height of the region; 0, or more than there is, reaches to the border.", {
      default: 0,
      ec: "226",
    }),
    x: int("x", side, "Shift to the right from the origin.", { default: 0, ec: "221" }),
    y: int("y", side, "Shift down from the origin.", { default: 0, ec: "222" }),
    gravity: gravityItem("The edge or corner of the frame to which the region is aligned before it is shifted.", {
      default: "north-west",
      ec: "209",
      remoteOnly: ["face", "auto"],
    }),
  },

  plan({ width = 0, height = 0, x = 0, y = 0, gravity = "north-west" }, frame) {
    const wanted = {
      width: width === 0 ? frame.width : Math.min(width, frame.width),
      height: height === 0 ? frame.height : Math.min(height, frame.height),
    };
    const origin = regionOrigin(gravity, wanted, frame);
    const start = { x: origin.x + x, y: origin.y + y };
    if (start.x >= frame.width || start.y >= frame.height)
      throw new Failure(
        "BadRequest",
        {
          reason: `Advance cut's position is out of image. The region starts at ${start.x},${start.y} of ${frame.width}x${frame.height}.`,
        },
        { where: { item: start.x >= frame.width ? "x" : "y" } },
      );
    const size = {
      width: Math.min(wanted.width, frame.width - start.x),
      height: Math.min(wanted.height, frame.height - start.y),
    };
    if (size.width === frame.width && size.height === frame.height) return { ops: [] };
    return { ops: [{ op: "crop", ...start, ...size }], size };
  },

  examples: [
    {
      process: "crop,w_100,h_100,x_100,y_100,r_1",
      from: { width: 400, height: 267 },
      to: { width: 100, height: 100 },
      shows: "the vendor's overview; r has no meaning",
    },
    {
      process: "crop,x_10,y_10",
      from: { width: 400, height: 267 },
      to: { width: 390, height: 257 },
      shows: "to the border",
    },
    {
      process: "crop,w_200,h_200,g_center",
      from: { width: 400, height: 267 },
      to: { width: 200, height: 200 },
      shows: "from the middle",
    },
    {
      process: "crop,x_10,y_10,w_200,h_200,g_se",
      from: { width: 400, height: 267 },
      to: { width: 190, height: 190 },
      shows: "shifted over the corner: cut off",
    },
  ],
});
