import { assertNever } from "../../base/assert-never.js";
import { Failure } from "../../base/failure.js";
import { printStep, type WrittenStep } from "../../pipeline/index.js";
import { type FocalPointInput, isStrategy } from "./focus.js";
import { Fit, type SimpleTransform } from "./simple-transform.js";

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
  if (dpr != null && !(dpr >= 1 && dpr <= 5)) throw refused("dpr", String(dpr), "a number 1..5");
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

/** The field of the simple form at fault, by the item that the grammar or the plan names. */
export function simpleField(item: string | undefined): string[] {
  const field = item === undefined ? undefined : (fieldOfItem[item] ?? (item in fields ? item : undefined));
  return field === undefined ? [] : [field];
}

const fields: Readonly<Record<string, true>> = {
  fit: true,
  focus: true,
  focalPoint: true,
  background: true,
  dpr: true,
};

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
  if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) throw refused("focalPoint", `${x}, ${y}`, "shares 0..1");
  return { x: Math.round(x * 1000), y: Math.round(y * 1000) };
}

const step = (action: WrittenStep["action"], args: Readonly<Record<string, unknown>>) =>
  ({ action, args }) as WrittenStep;

function refused(name: string, got: string, expected: string): Failure {
  return new Failure("InvalidArgument", { name, got, expected }, { where: { item: name } });
}
