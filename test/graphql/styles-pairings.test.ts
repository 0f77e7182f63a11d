import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedPairing, openPairing, pairings } from "../pairings/pairing.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { look } from "../support/look.js";
import { ossRequest, readOssError } from "../support/oss-request.js";

const picture = readFileSync(new URL("../photos/picos-gray.jpg", import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes
type Answer = any;

describe.each(pairings)("styles over store $store with engine $engine", (pairing) => {
  let opened: OpenedPairing;
  const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
    const { data, errors } = await graphqlRequest<Answer>(opened.gateway, query, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const bucket = "photos";
  const create = (name: string, width: number) => {
    const targets = [{ action: "resize", argument: "width" }];
    const parameters = [{ name: "width", min: 20, max: 200, targets }];
    const input = { bucket, name, transform: { simple: { width } }, parameters };
    return ask(
      `mutation ($input: CreateStyleInput!) { createStyle(input: $input) { style { version } userErrors { code path } } }`,
      { input },
    );
  };
  const putContent = (where: "gateway" | "cloud", name: string, content: string) =>
    ossRequest((where === "cloud" ? opened.cloud : undefined) ?? opened.gateway, {
      method: "PUT",
      bucket,
      query: { style: "", styleName: name },
      body: `<Style><Content>${content}</Content></Style>`,
    });
  const versions = async (name: string) => {
    const { style } = await ask(
      `query ($name: String!) { style(bucket: "photos", name: $name) { process version parameters { name }
         versions { nodes { version process changedBy } } } }`,
      { name },
    );
    return style;
  };
  const widthOf = async (url: string) => {
    const response = await fetch(url);
    expect(response.status).toBe(200);
    return (await look(Buffer.from(await response.arrayBuffer()))).width;
  };

  beforeAll(async () => {
    opened = await openPairing(pairing);
    await ask(`mutation { createBucket(input: { name: "photos", acl: PUBLIC_READ }) { bucket { name } } }`);
    await ossRequest(opened.gateway, { method: "PUT", bucket, key: "a.jpg", body: picture });
  });
  afterAll(() => opened.close());

  test("keep what they were, whoever changed them where", async () => {
    await create("card", 100);
    expect((await putContent("gateway", "card", "image/resize,w_90")).status).toBe(200);
    expect((await putContent("cloud", "card", "image/resize,w_80")).status).toBe(200);
    const update = `mutation { updateStyle(input: { bucket: "photos", name: "card", transform: { simple: { width: 70 } }, expectedVersion: 3 }) {
      style { version } previous { process } impact { renditions { before { width } after { width } } } userErrors { code } } }`;
    const { updateStyle } = await ask(update);
    expect(updateStyle).toEqual({
      style: { version: 4 },
      previous: { process: "image/resize,w_80" },
      impact: { renditions: [{ before: { width: 80 }, after: { width: 70 } }] },
      userErrors: [],
    });
    expect((await ask(update)).updateStyle.userErrors).toEqual([{ code: "STYLE_CHANGED" }]);
    const { versions: made, ...now } = await versions("card");
    expect(now).toEqual({ process: "image/resize,w_70", version: 4, parameters: [{ name: "width" }] });
    const key = `key ${opened.gateway.accessKeyId}`;
    // Only the cloud knows who changed it there; here both doors are the gateway's.
    const third = opened.cloud ? null : key;
    expect(made.nodes.map(({ process, changedBy }: Answer) => [process, changedBy])).toEqual([
      ["image/resize,w_70", "admin"],
      ["image/resize,w_80", third],
      ["image/resize,w_90", key],
      ["image/resize,w_100", "admin"],
    ]);
    await ask(`mutation { restoreStyle(input: { bucket: "photos", name: "card", version: 2 }) { style { version } } }`);
    const stored = await ossRequest(opened.cloud ?? opened.gateway, {
      bucket,
      query: { style: "", styleName: "card" },
    });
    expect(await stored.text()).toContain("<Content>image/resize,w_90</Content>");
  });

  test("make pictures with values for their parameters", async () => {
    await create("wide", 100);
    const arguments_ = [{ name: "width", value: { int: 150 } }];
    const { image } = await ask(
      `query ($transform: TransformInput!) { image(bucket: "photos", key: "a.jpg") { rendition(transform: $transform) { url width } } }`,
      { transform: { styleWith: { name: "wide", arguments: arguments_ } } },
    );
    expect(image.rendition.width).toBe(150);
    expect(await widthOf(image.rendition.url)).toBe(150);
    const at = `${opened.gateway.url}/photos/a.jpg?x-oss-process=style/wide`;
    expect(await widthOf(at)).toBe(100);
    expect(await widthOf(`${at},width_50`)).toBe(50);
    const refused = await readOssError(await fetch(`${at},width_201`));
    expect(refused).toMatchObject({ status: 400, code: "InvalidArgument" });
    const etags = await Promise.all(
      [`${at},width_50`, `${opened.gateway.url}/photos/a.jpg?x-oss-process=image/resize,w_50`].map(async (url) =>
        (await fetch(url)).headers.get("etag"),
      ),
    );
    expect(etags[0]).toBe(etags[1]);
  });

  test("tell what a change touches", async () => {
    await create("used", 100);
    const { image } = await ask(
      `{ image(bucket: "photos", key: "a.jpg") { a: url(transform: { style: "used" }) b: url(transform: { process: "style/used,width_50" }) } }`,
    );
    await fetch(image.a).then((response) => response.arrayBuffer());
    await ask(
      `mutation { saveImage(input: { source: { bucket: "photos", key: "a.jpg" }, target: { bucket: "photos", key: "saved.jpg" }, transform: { style: "used" } }) { written } }`,
    );
    const { styleImpact } = await ask(
      `{ styleImpact(bucket: "photos", name: "used", transform: { simple: { width: 100 } }, parameters: []) {
         signedUrls { count isComplete } cachedResults { count isComplete } derivedObjects { count sample { key } }
         warnings { kind } } }`,
    );
    expect(styleImpact).toMatchObject({
      signedUrls: { count: 2, isComplete: true },
      cachedResults: { isComplete: true },
      derivedObjects: { count: 1, sample: [{ key: "saved.jpg" }] },
      warnings: [{ kind: "ARGUMENTS_REFUSED" }],
    });
    expect(styleImpact.cachedResults.count).toBeGreaterThanOrEqual(1);
  });
});
