import {
  AlphaAction,
  Channels,
  CompositeOperator,
  DistortMethod,
  DistortSettings,
  EvaluateOperator,
  FilterType,
  Gravity,
  type IMagickImage,
  MagickColors,
  MagickGeometry,
  VirtualPixelMethod,
} from "@imagemagick/magick-wasm";

/**
 * Executes `image/…` with ImageMagick's own operations: a second reading of the specification (§6 to §12), written apart
 * from the product's, with ImageMagick's arithmetic wherever it has one. `filter` is how pixels are resampled.
 */
export function runProcess(image: IMagickImage, process: string, filter: FilterType = FilterType.Lanczos): void {
  const steps = process.split("/").slice(1).map(readStep);
  if (!steps.some(({ name, value }) => name === "auto-orient" && value === "0")) image.autoOrient();
  for (const step of steps) {
    run(image, step, filter);
    image.resetPage();
  }
}

interface Step {
  readonly name: string;
  /** The bare value. */
  readonly value: string;
  readonly items: Readonly<Record<string, string>>;
}

function readStep(text: string): Step {
  const [name = "", ...rest] = text.split(",");
  const items = rest.map((item) => item.split("_", 2) as [string, string]);
  return { name, value: rest[0] ?? "", items: Object.fromEntries(items) };
}

function run(image: IMagickImage, { name, value, items }: Step, filter: FilterType): void {
  const number = (key: string) => Number(items[key] ?? 0);
  switch (name) {
    case "resize":
      resize(image, items, filter);
      break;
    case "crop":
      crop(image, items);
      break;
    case "indexcrop":
      indexcrop(image, number("x"), number("y"), number("i"));
      break;
    case "circle": {
      const side = Math.min(2 * number("r") + 1, image.width, image.height);
      image.crop(side, side, Gravity.Center);
      break;
    }
    case "rotate":
      rotate(image, Number(value));
      break;
    case "bright":
      image.evaluate(Channels.RGB, EvaluateOperator.Add, Number(value));
      break;
    case "contrast":
      contrast(image, Number(value));
      break;
    case "blur":
      image.virtualPixelMethod = VirtualPixelMethod.Edge;
      image.gaussianBlur(number("r"), number("s"));
      break;
    case "auto-orient":
    case "format":
      break;
    default:
      throw new Error(`no reading of ${name}`);
  }
}

function resize(image: IMagickImage, items: Readonly<Record<string, string>>, filter: FilterType): void {
  const { m = "lfit", p, limit = "1" } = items;
  if (p !== undefined) {
    const percent = new MagickGeometry(Number(p), Number(p));
    percent.isPercentage = true;
    // ImageMagick refuses a side that vanishes; the specification makes it 1 px.
    const vanishes = (Math.min(image.width, image.height) * Number(p)) / 100 < 0.5;
    image.resize(vanishes ? smallest(image, Number(p) / 100) : percent, filter);
    return;
  }
  const { width, height, alone } = boxOf(image, items);
  const across = width / image.width;
  const down = height / image.height;
  const enlarges = {
    lfit: Math.min(across, down) > 1,
    mfit: Math.max(across, down) > 1,
    fixed: across > 1 || down > 1,
  };
  const asked = m === "pad" ? "lfit" : m === "fill" ? "mfit" : (m as keyof typeof enlarges);
  if (limit === "1" && enlarges[asked]) return;
  // ImageMagick's word for a missing side is 0.
  const geometry = new MagickGeometry(alone === "height" ? 0 : width, alone === "width" ? 0 : height);
  geometry.fillArea = asked === "mfit" && alone === undefined;
  geometry.ignoreAspectRatio = asked === "fixed";
  image.resize(geometry, filter);
  if (m === "fill") image.crop(width, height, Gravity.Center);
  if (m !== "pad") return;
  // The canvas that is added is opaque, what the picture covers keeps its transparency.
  image.compose = CompositeOperator.Copy;
  image.extent(new MagickGeometry(width, height), Gravity.Center, MagickColors.White);
}

function smallest({ width, height }: IMagickImage, scale: number): MagickGeometry {
  const geometry = new MagickGeometry(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  geometry.ignoreAspectRatio = true;
  return geometry;
}

interface Box {
  readonly width: number;
  readonly height: number;
  /** The only side that is given; the other follows from it. */
  readonly alone?: "width" | "height";
}

/** The box that w, h, l and s come to on this picture. Source: specification §6. */
function boxOf({ width: from, height: to }: IMagickImage, { m, w, h, l, s }: Readonly<Record<string, string>>): Box {
  const proportional = m === undefined || m === "lfit" || m === "mfit";
  const landscape = from >= to;
  const one = (side: number, which: "width" | "height"): Box =>
    proportional
      ? {
          width: which === "width" ? side : (from * side) / to,
          height: which === "height" ? side : (to * side) / from,
          alone: which,
        }
      : { width: side, height: side };
  if (w !== undefined && h !== undefined) return { width: Number(w), height: Number(h) };
  if (w !== undefined) return one(Number(w), "width");
  if (h !== undefined) return one(Number(h), "height");
  const [long, short] = [Number(l), Number(s)];
  if (l !== undefined && s !== undefined)
    return landscape ? { width: long, height: short } : { width: short, height: long };
  if (l !== undefined) return one(long, landscape ? "width" : "height");
  return one(short, landscape ? "height" : "width");
}

const gravities: Readonly<Record<string, Gravity>> = {
  nw: Gravity.Northwest,
  north: Gravity.North,
  ne: Gravity.Northeast,
  west: Gravity.West,
  center: Gravity.Center,
  east: Gravity.East,
  sw: Gravity.Southwest,
  south: Gravity.South,
  se: Gravity.Southeast,
};

/** ImageMagick shifts inwards from the east and the south, the specification always right and down. */
function crop(
  image: IMagickImage,
  { w = "0", h = "0", x = "0", y = "0", g = "nw" }: Readonly<Record<string, string>>,
): void {
  const side = (asked: string, most: number) => Math.min(Number(asked) || most, most);
  const across = /^(?:ne|east|se)$/.test(g) ? -Number(x) : Number(x);
  const down = /^(?:sw|south|se)$/.test(g) ? -Number(y) : Number(y);
  const region = new MagickGeometry(across, down, side(w, image.width), side(h, image.height));
  image.crop(region, gravities[g] ?? Gravity.Northwest);
}

/** A strip is a region whose overhang ImageMagick cuts off. */
function indexcrop(image: IMagickImage, x: number, y: number, index: number): void {
  const down = y > 0;
  const length = down ? y : x;
  const along = down ? image.height : image.width;
  const start = index * length;
  if (length > along || start >= along) return;
  const strip = down
    ? new MagickGeometry(0, start, image.width, length)
    : new MagickGeometry(start, 0, length, image.height);
  image.crop(strip);
}

/** Free angles by its resampling turn: the one by shears leaves a border around what it has turned. */
function rotate(image: IMagickImage, degrees: number): void {
  if (degrees % 90 === 0) {
    image.rotate(degrees);
    return;
  }
  const settings = new DistortSettings(DistortMethod.ScaleRotateTranslate);
  settings.bestFit = true;
  image.alpha(AlphaAction.Set);
  image.virtualPixelMethod = VirtualPixelMethod.Transparent;
  image.distort(settings, [degrees]);
}

/** The sum with each half clamped on the side where the whole would be clamped too. */
function contrast(image: IMagickImage, value: number): void {
  const gain = value > 0 ? 1 + value / 100 : 1 + value / 200;
  if (gain > 1) image.evaluate(Channels.RGB, EvaluateOperator.Subtract, 128 - 128 / gain);
  image.evaluate(Channels.RGB, EvaluateOperator.Multiply, gain);
  if (gain < 1) image.evaluate(Channels.RGB, EvaluateOperator.Add, 128 - 128 * gain);
}
