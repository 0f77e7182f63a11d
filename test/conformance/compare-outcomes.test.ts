import { describe, expect, test } from "vitest";
import { compareOutcomes, type Look, type Outcome, type Seen } from "../../src/conformance/index.js";

const grey = (width: number, value: number) => ({ format: "png", width, height: 10, frames: 1, value });
const shown: Readonly<Record<string, Seen & { readonly value: number }>> = {
  a: grey(20, 100),
  near: grey(20, 101),
  far: grey(20, 250),
  wide: grey(21, 100),
  moving: { ...grey(20, 100), frames: 3 },
};
const image = (name: string, contentType = "image/png"): Outcome => ({
  kind: "image",
  bytes: Buffer.from(name),
  contentType,
});
const refused = (status: number, code: string): Outcome => ({ kind: "refused", status, code });
const document = (fields: Record<string, string>): Outcome => ({
  kind: "document",
  json: JSON.stringify(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]))),
});
const facts = { FileSize: "9", Format: "png", FrameCount: "1", ImageHeight: "10", ImageWidth: "20" };

const compare = (here: Outcome, there: Outcome) => compareOutcomes(here, there, { minSsim: 0.95, look });

async function look(here: Buffer, there: Buffer): Promise<Look> {
  const [a, b] = [shown[here.toString()]!, shown[there.toString()]!];
  const largest = Math.abs(a.value - b.value);
  return { a, b, distance: { ssim: 1 - largest / 255, largest } };
}

describe("two outcomes", () => {
  test.each<[string, Outcome, Outcome]>([
    ["equal bytes", image("a"), image("a")],
    ["equal refusals", refused(400, "InvalidArgument"), refused(400, "InvalidArgument")],
    ["equal documents", document(facts), document(facts)],
  ])("with %s are identical", async (_, here, there) => {
    expect(await compare(here, there)).toEqual({ verdict: "identical", differences: [] });
  });

  test.each<[string, Outcome, Outcome]>([
    ["other pixels of the same look", image("a"), image("near")],
    ["an older code for the same", refused(404, "NoSuchKey"), refused(404, "NoSuchFile")],
    ["another code of the open points", refused(400, "ImageTooLarge"), refused(400, "BadRequest")],
    ["further fields on one side", document({ ...facts, Make: "x" }), document(facts)],
  ])("with %s are alike", async (_, here, there) => {
    expect(await compare(here, there)).toMatchObject({ verdict: "alike", differences: [] });
  });

  test.each<[string, Outcome, Outcome, readonly string[]]>([
    ["width", image("a"), image("wide"), ["width"]],
    ["frames", image("a"), image("moving"), ["frames"]],
    ["look", image("a"), image("far"), ["SSIM"]],
    ["media type", image("a"), image("a", "image/webp"), ["content type"]],
    ["kind", image("a"), refused(400, "InvalidArgument"), ["outcome"]],
    ["code", refused(400, "InvalidArgument"), refused(400, "MissingArgument"), ["error"]],
    ["status", refused(403, "ImageDamage"), refused(500, "ImageDamage"), ["error"]],
    ["facts", document(facts), document({ ...facts, ImageWidth: "21" }), ["ImageWidth"]],
    ["facts that are absent", document(facts), document({ ...facts, FrameCount: undefined as never }), ["FrameCount"]],
    [
      "colour",
      { kind: "document", json: '{"RGB": "0x000000"}' },
      { kind: "document", json: '{"RGB": "0x010000"}' },
      ["RGB"],
    ],
    ["form", document(facts), { kind: "document", json: "no JSON" }, ["document"]],
  ])("of another %s are different, and it is named", async (_, here, there, named) => {
    const { verdict, differences } = await compare(here, there);
    expect([verdict, differences.map(({ what }) => what)]).toEqual(["different", named]);
  });
});
