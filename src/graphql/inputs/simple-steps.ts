import { assertNever } from "../../base/assert-never.js";
import { Failure, isFailure } from "../../base/failure.js";
import { type NumberRange, readInRange } from "../../base/number-range.js";
import { printStep, type WrittenStep } from "../../pipeline/index.js";
import { focalShares } from "../../service/objects/check-notes.js";
import { type FocalPointInput, isStrategy } from "./focus.js";
import { Fit, pixelRatios, type SimpleTransform } from "./simple-transform.js";

/** Items of the process string, and the field of the simple form from which they come. */
const fieldOfItem: Readonly<Record<string, string>> = {
  w: "width",
  h: "height",
  color: "background",
  g: "focus",
  by: "focus",
  x: "focalPoint",
  y: "focalPoint",
  Q: "quality",
  "": "format",
};

/**
 * The steps of the simple form, as a process string without its `image/`. Values are checked by whoever reads the string. Pure.
 * Throws MissingArgument and InvalidArgument for fields that do not go together.
 */
export function simpleSteps(simple: SimpleTransform): string {
  const { fit, focus, focalPoint, background, dpr, format, quality } = simple;
  if (focus != null && fit !== Fit.COVER) throw refused("focus", focus, "no focus, or fit COVER beside it");
  if (focalPoint != null && (fit !== Fit.COVER || focus != null))
    throw refused("focalPoint", "a point", "no point, or fit COVER beside it and no focus");
  if (background != null && fit !== Fit.CONTAIN)
    throw refused("background", background, "no background, or fit CONTAIN beside it");
  if (dpr != null) readField("dpr", dpr, pixelRatios);
  const steps = [
    ...resizing(simple),
    ...(format == null
      ? []
      : [format === "auto" ? step("x-auto-format", { enabled: true }) : step("format", { format })]),
    ...(quality == null ? [] : [step("quality", { absolute: quality })]),
  ];
  if (steps.length === 0)
    throw new Failure("MissingArgument", {
      name: "simple",
      expected: "at least one of width, height, format, quality",
    });
  return steps.map(printStep).join("/");
}

/** The place in the simple form of the field at fault, by the item that the grammar, the plan or `simpleSteps` names. */
export function simpleField(item: string | undefined): string[] {
  const field = item === undefined || ownFields.has(item) ? item : fieldOfItem[item];
  return field?.split(".") ?? [];
}

/** Fields that no item of a process string stands for alone. */
const ownFields: ReadonlySet<string> = new Set([
  "fit",
  "focus",
  "focalPoint",
  "focalPoint.x",
  "focalPoint.y",
  "background",
  "dpr",
]);

function resizing({ width, height, fit, focus, focalPoint, background, dpr }: SimpleTransform): WrittenStep[] {
  const devicePixels = (side: number) => Math.round(side * (dpr ?? 1));
  const box = {
    ...(width != null && { width: devicePixels(width) }),
    ...(height != null && { height: devicePixels(height) }),
  };
  if (width == null && height == null) {
    const alone = Object.entries({ fit, dpr }).find(([, value]) => value != null);
    if (alone) throw refused(alone[0], String(alone[1]), "a width or a height beside it");
    return [];
  }
  const mode = fit ?? Fit.INSIDE;
  const needsBoth = mode !== Fit.INSIDE && mode !== Fit.OUTSIDE;
  if (needsBoth && (width == null || height == null))
    throw new Failure(
      "MissingArgument",
      { name: width == null ? "width" : "height", expected: `both sides with fit ${mode}` },
      { where: { item: width == null ? "w" : "h" } },
    );
  switch (mode) {
    case Fit.INSIDE:
      return [step("resize", box)];
    case Fit.OUTSIDE:
      return [step("resize", { mode: "mfit", ...box })];
    case Fit.CONTAIN:
      return [step("resize", { mode: "pad", ...box, limit: false, ...(background != null && { color: background }) })];
    case Fit.FILL:
      return [step("resize", { mode: "fixed", ...box, limit: false })];
    case Fit.COVER:
      if (focalPoint != null) return [step("x-focal-crop", { ...box, ...perMille(focalPoint), limit: false })];
      if (focus != null && isStrategy(focus)) return [step("x-smart-crop", { ...box, by: focus, limit: false })];
      if (focus === "focal-point") return [step("x-focal-crop", { ...box, limit: false })];
      if (focus == null || focus === "center") return [step("resize", { mode: "fill", ...box, limit: false })];
      return [step("resize", { mode: "mfit", ...box, limit: false }), step("crop", { ...box, gravity: focus })];
    default:
      return assertNever(mode);
  }
}

function perMille({ x, y }: FocalPointInput): { x: number; y: number } {
  const share = (name: string, value: number) => Math.round(readField(`focalPoint.${name}`, value, focalShares) * 1000);
  return { x: share("x", x), y: share("y", y) };
}

function readField(name: string, value: number, range: NumberRange): number {
  try {
    return readInRange(name, value, range);
  } catch (error) {
    throw isFailure(error, "InvalidArgument") ? error.at({ item: name }) : error;
  }
}

const step = (action: WrittenStep["action"], args: Readonly<Record<string, unknown>>) =>
  ({ action, args }) as WrittenStep;

function refused(name: string, got: string, expected: string): Failure {
  return new Failure("InvalidArgument", { name, got, expected }, { where: { item: name } });
}
