import fc from "fast-check";

const int = (min: number, max: number) => fc.integer({ min, max });

const steps = {
  resize: fc
    .tuple(fc.constantFrom("lfit", "mfit", "fill", "pad", "fixed"), int(1, 400), int(1, 400), fc.constantFrom(0, 1))
    .map(([mode, w, h, limit]) => `resize,m_${mode},w_${w},h_${h},limit_${limit}`),
  percent: int(1, 150).map((p) => `resize,p_${p}`),
  crop: fc
    .tuple(int(1, 300), int(1, 300), fc.constantFrom("nw", "center", "se", "north", "west"))
    .map(([w, h, g]) => `crop,w_${w},h_${h},g_${g}`),
  indexcrop: fc
    .tuple(fc.constantFrom("x", "y"), int(1, 200), int(0, 3))
    .map(([k, n, i]) => `indexcrop,${k}_${n},i_${i}`),
  quarter: fc.constantFrom("rotate,90", "rotate,180", "rotate,270"),
  rotate: int(1, 359).map((degrees) => `rotate,${degrees}`),
  bright: int(-60, 60).map((value) => `bright,${value}`),
  contrast: int(-60, 60).map((value) => `contrast,${value}`),
  blur: fc.tuple(int(1, 12), int(1, 12)).map(([r, s]) => `blur,r_${r},s_${s}`),
  sharpen: int(50, 399).map((value) => `sharpen,${value}`),
  circle: int(1, 200).map((r) => `circle,r_${r}`),
  corners: int(1, 100).map((r) => `rounded-corners,r_${r}`),
  text: fc
    .tuple(fc.constantFrom("nw", "se", "center"), int(10, 100))
    .map(([g, t]) => `watermark,text_QQ,g_${g},t_${t}`),
  image: fc
    .tuple(fc.constantFrom("north", "east", "sw"), int(10, 100), fc.constantFrom(0, 1))
    .map(([g, t, fill]) => `watermark,image_YQ,g_${g},t_${t},fill_${fill}`),
  focal: fc
    .tuple(int(1, 300), int(1, 300), int(0, 1000), int(0, 1000), fc.constantFrom(0, 1))
    .map(([w, h, x, y, limit]) => `x-focal-crop,w_${w},h_${h},x_${x},y_${y},limit_${limit}`),
  smart: fc
    .tuple(int(1, 300), int(1, 300), fc.constantFrom("attention", "entropy"))
    .map(([w, h, by]) => `x-smart-crop,w_${w},h_${h},by_${by}`),
  trim: fc.constant("x-trim,1"),
} as const;

export type StepKind = keyof typeof steps;
export const stepKinds = Object.keys(steps) as StepKind[];

/** Process strings of `min` to `max` steps of the kinds; a start outside the frame and the like can still be refused. */
export function randomCascade(
  kinds: readonly StepKind[],
  { min, max }: { readonly min: number; readonly max: number },
): fc.Arbitrary<string> {
  const step = fc.oneof(...kinds.map((kind) => steps[kind]));
  return fc.array(step, { minLength: min, maxLength: max }).map((list) => `image/${list.join("/")}`);
}
