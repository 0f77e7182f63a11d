import type { Look, Outcome, PixelDistance, Refused } from "./side.js";

/** Something in which two outcomes differ, in words: `width`, 200 and 201. */
export interface Difference {
  readonly what: string;
  readonly here: string;
  readonly there: string;
}

export interface Comparison {
  /** The bytes are the same; or only as near as the case asks; or they differ in what must be equal. */
  readonly verdict: "identical" | "alike" | "different";
  readonly differences: readonly Difference[];
  /** Of two images of one size that are not identical. */
  readonly distance?: PixelDistance;
}

/**
 * Compares what two sides made of one case; `look` looks at two images. Throws what `look` throws. Source: specification §17,
 * §18, §23.
 */
export async function compareOutcomes(
  here: Outcome,
  there: Outcome,
  { minSsim, look }: { readonly minSsim: number; look(a: Buffer, b: Buffer): Promise<Look> },
): Promise<Comparison> {
  if (here.kind === "refused" && there.kind === "refused") return compareRefusals(here, there);
  if (here.kind === "document" && there.kind === "document") return compareDocuments(here.json, there.json);
  if (here.kind !== "image" || there.kind !== "image")
    return different([{ what: "outcome", here: describe(here), there: describe(there) }]);
  if (here.contentType === there.contentType && here.bytes.equals(there.bytes)) return identical;
  const { a, b, distance } = await look(here.bytes, there.bytes);
  const differences = [
    ...differing("content type", here.contentType, there.contentType),
    ...(["format", "width", "height", "frames"] as const).flatMap((fact) => differing(fact, a[fact], b[fact])),
  ];
  if (a.width !== b.width || a.height !== b.height) return different(differences);
  const unlike =
    distance.ssim < minSsim ? [{ what: "SSIM", here: `at least ${minSsim}`, there: distance.ssim.toFixed(4) }] : [];
  return { ...different([...differences, ...unlike]), distance };
}

const identical: Comparison = { verdict: "identical", differences: [] };

function different(differences: readonly Difference[]): Comparison {
  return { verdict: differences.length > 0 ? "different" : "alike", differences };
}

function differing(what: string, here: string | number, there: string | number): Difference[] {
  return here === there ? [] : [{ what, here: String(here), there: String(there) }];
}

/** Codes that mean the same; the second and later ones are what older or other texts have. Source: specification §26. */
const sameCodes: readonly (readonly string[])[] = [
  ["BadRequest", "CutEdgeExceedRange"],
  ["ImageTooLarge", "BadRequest", "InvalidArgument"],
  ["NoSuchKey", "NoSuchFile"],
  ["NoSuchStyle", "NoSuchImageStyle"],
];

function compareRefusals(here: Refused, there: Refused): Comparison {
  const [a, b] = [describe(here), describe(there)];
  if (a === b) return identical;
  const isSame =
    here.code === there.code ||
    sameCodes.some(([ours, ...others]) => here.code === ours && others.includes(there.code));
  return isSame && Math.floor(here.status / 100) === Math.floor(there.status / 100)
    ? { verdict: "alike", differences: [] }
    : different([{ what: "error", here: a, there: b }]);
}

/** The facts that every image has. Source: specification §17. */
const facts = ["FileSize", "Format", "FrameCount", "ImageHeight", "ImageWidth"];

/** Fields that both have must be equal, and the facts must be there; one may know more of the rest. */
function compareDocuments(here: string, there: string): Comparison {
  if (here === there) return identical;
  const [a, b] = [fields(here), fields(there)];
  if (!a || !b) return different([{ what: "document", here, there }]);
  const names = new Set([...(a.has("RGB") ? [] : facts), ...[...a.keys()].filter((name) => b.has(name))]);
  return different([...names].flatMap((name) => differing(name, a.get(name) ?? "absent", b.get(name) ?? "absent")));
}

function fields(json: string): ReadonlyMap<string, string> | undefined {
  try {
    const document: unknown = JSON.parse(json);
    if (typeof document !== "object" || document === null) return undefined;
    return new Map(
      Object.entries(document).map(([name, value]) => [name, String((value as { value?: unknown })?.value ?? value)]),
    );
  } catch {
    return undefined;
  }
}

function describe(outcome: Outcome): string {
  switch (outcome.kind) {
    case "image":
      return `an image (${outcome.contentType}, ${outcome.bytes.length} bytes)`;
    case "document":
      return `a document (${outcome.json.slice(0, 60)})`;
    case "refused":
      return `${outcome.status} ${outcome.code}`;
  }
}
