import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedPairing, openPairing, pairings } from "../pairings/pairing.js";
import { graphqlRequest } from "../support/graphql-request.js";

const picture = readFileSync(new URL("../photos/picos-gray.jpg", import.meta.url));
const mebibyte = 1024 ** 2;

interface Part {
  readonly url: string;
  readonly method: string;
  readonly offset: number;
  readonly byteSize: number;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly isReceived: boolean;
}

const upload = "id receivedBytes parts { url method offset byteSize headers { key value } isReceived }";

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes
type Answer = any;

describe.each(pairings)("over store $store with engine $engine", (pairing) => {
  let opened: OpenedPairing;
  const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
    const { data, errors } = await graphqlRequest<Answer>(opened.gateway, query, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const create = async (byteSize: number, key: string) => {
    const input = { target: { bucket: "photos", key }, contentType: "image/jpeg", byteSize };
    const query = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { ${upload} } } }`;
    return (await ask(query, { input })).createUpload.upload as { id: string; parts: Part[]; receivedBytes: number };
  };
  const complete = async (uploadId: string) =>
    (
      await ask(
        `mutation ($uploadId: ID!) { completeUpload(input: { uploadId: $uploadId }) {
           image { key byteSize contentType info { width } } userErrors { code path } } }`,
        { uploadId },
      )
    ).completeUpload;
  const send = (part: Part, file: Buffer, headers: Record<string, string> = {}) =>
    fetch(part.url, {
      method: part.method,
      headers: { ...Object.fromEntries(part.headers.map(({ key, value }) => [key, value])), ...headers },
      body: new Uint8Array(file.subarray(part.offset, part.offset + part.byteSize)),
    });

  const other = createServer();
  let otherOrigin: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    otherOrigin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    opened = await openPairing(pairing, { IMGRAPH_IMPORT_HOSTS: otherOrigin });
    await ask(`mutation { createBucket(input: { name: "photos", acl: PUBLIC_READ }) { bucket { name } } }`);
  });
  afterAll(async () => {
    await opened.close();
    await new Promise((resolve) => other.close(resolve));
  });

  test("a file is sent by a signed request, which takes that file's length and type and no other", async () => {
    const { id, parts } = await create(picture.length, "a.jpg");
    const [part] = parts as [Part];
    const longer = { ...part, byteSize: part.byteSize + 1 };
    expect((await send(longer, Buffer.concat([picture, picture]))).status).toBe(403);
    expect((await send(part, picture, { "content-type": "text/html" })).status).toBe(403);
    expect((await fetch(part.url)).status).toBe(403);
    expect((await fetch(part.url, { method: "DELETE" })).status).toBe(403);
    expect((await send(part, picture)).status).toBe(200);
    expect((await fetch(`${opened.gateway.url}/photos/a.jpg`)).status).toBe(404);
    expect(await complete(id)).toMatchObject({
      image: { key: "a.jpg", byteSize: picture.length, contentType: "image/jpeg" },
      userErrors: [],
    });
    const fetched = await fetch(`${opened.gateway.url}/photos/a.jpg`);
    expect(Buffer.from(await fetched.arrayBuffer()).equals(picture)).toBe(true);
    const { objects } = await ask(`{ objects(bucket: "photos") { nodes { key } } }`);
    expect(objects.nodes).toEqual([{ key: "a.jpg" }]);
  });

  test("a large file is sent in parts, and goes on after an interruption", async () => {
    // What stands behind the end of a JPEG is no part of the picture.
    const file = Buffer.concat([picture, Buffer.alloc(17 * mebibyte - picture.length)]);
    const { id, parts } = await create(file.length, "large.jpg");
    expect(parts).toHaveLength(3);
    for (const part of [parts[2]!, parts[0]!]) expect((await send(part, file)).status).toBe(200);
    expect(await complete(id)).toEqual({ image: null, userErrors: [{ code: "INVALID_PART", path: ["uploadId"] }] });

    const { upload: now } = await ask(`query ($id: ID!) { upload(id: $id) { ${upload} } }`, { id });
    expect(now.receivedBytes).toBe(9 * mebibyte);
    expect(now.parts.map(({ isReceived }: Part) => isReceived)).toEqual([true, false, true]);
    expect((await send(now.parts[1], file)).status).toBe(200);
    const completed = await complete(id);
    expect(completed).toMatchObject({ image: { byteSize: file.length }, userErrors: [] });
    expect(await complete(id)).toEqual(completed);
  });

  test("what is no image is refused, and nothing of it stays", async () => {
    const text = Buffer.from("<script>alert(1)</script>".repeat(9));
    const { id, parts } = await create(text.length, "evil.jpg");
    expect((await send(parts[0]!, text)).status).toBe(200);
    expect(await complete(id)).toEqual({ image: null, userErrors: [{ code: "BAD_REQUEST", path: ["uploadId"] }] });
    const { objects } = await ask(`{ objects(bucket: "photos") { nodes { key } } }`);
    expect(objects.nodes.map(({ key }: { key: string }) => key)).toEqual(["a.jpg", "large.jpg"]);
  });

  test("an image of another host is fetched where the settings name that, and nothing inside is reached", async () => {
    const asked: string[] = [];
    other.on("request", (req, res) => {
      asked.push(req.url ?? "");
      if (req.url === "/a.jpg") res.end(picture);
      else res.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    });
    const fetched = async (url: string) =>
      (
        await ask(
          `mutation ($url: URL!) { importImage(input: { url: $url, target: { bucket: "photos", key: "fetched.jpg" } }) {
             image { byteSize contentType } userErrors { code path } } }`,
          { url },
        )
      ).importImage;
    const refusal = { image: null, userErrors: [{ code: "IMPORT_REFUSED", path: ["url"] }] };
    expect(await fetched(`${otherOrigin}/away`)).toEqual(refusal);
    expect(await fetched(`${opened.gateway.url}/photos/a.jpg`)).toEqual(refusal);
    expect(await fetched(`${otherOrigin}/a.jpg`)).toEqual({
      image: { byteSize: picture.length, contentType: "image/jpeg" },
      userErrors: [],
    });
    expect(asked).toEqual(["/away", "/a.jpg"]);
    await ask(`mutation { deleteImages(input: { bucket: "photos", keys: ["fetched.jpg"] }) { deletions { key } } }`);
  });

  test("copies, moves and deletions take along what people say", async () => {
    const at = (key: string) => `{ bucket: "photos", key: "${key}" }`;
    const notes = "key alt tags focalPoint { x y } metadata { value }";
    const data = await ask(`mutation {
      notes: setImageNotes(input: { image: ${at("a.jpg")}, alt: "peaks", tags: ["t"] }) { image { alt } }
      point: setFocalPoint(input: { image: ${at("a.jpg")}, focalPoint: { x: 0, y: 1 } }) { image { alt } }
      metadata: setImageMetadata(input: { image: ${at("a.jpg")}, metadata: [{ key: "k", value: "v" }] }) { image { alt } }
      copy: copyImage(input: { source: ${at("a.jpg")}, target: ${at("b.jpg")} }) { image { ${notes} } }
      move: moveImage(input: { source: ${at("b.jpg")}, target: ${at("c.jpg")} }) { image { ${notes} } }
      save: saveImage(input: { source: ${at("c.jpg")}, target: ${at("d.jpg")}, transform: { simple: { width: 9 } } }) { written }
    }`);
    const said = { alt: "peaks", tags: ["t"], focalPoint: { x: 0, y: 1 }, metadata: [{ value: "v" }] };
    expect(data.copy.image).toEqual({ key: "b.jpg", ...said });
    expect(data.move.image).toEqual({ key: "c.jpg", ...said });
    const { image } = await ask(
      `{ image(bucket: "photos", key: "c.jpg") { derived { nodes { key info { width } } } } }`,
    );
    expect(image.derived.nodes).toEqual([{ key: "d.jpg", info: { width: 9 } }]);
    const { deleteImages } = await ask(`mutation {
      deleteImages(input: { bucket: "photos", keys: ["b.jpg", "c.jpg", "d.jpg"] }) { deletions { error { code } } } }`);
    expect(deleteImages.deletions).toEqual([{ error: { code: "NO_SUCH_KEY" } }, { error: null }, { error: null }]);
  });
});
