import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, createClient, RequestError, uploadImage } from "../../src/client/index.js";
import { startGateway, type TestGateway } from "../support/gateway.js";

const samples = new URL("../../samples/", import.meta.url);
let gateway: TestGateway;
let client: Client;
let china: Blob;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
  client = createClient({ url: `${gateway.url}/graphql`, token: gateway.adminToken });
  china = new Blob([await readFile(new URL("china.jpg", samples))], { type: "image/jpeg" });
});
afterAll(() => gateway.stop());

/** Keys that end in a text, by the other door. */
const there = async (key: string) => (await fetch(`${gateway.url}/samples/${key}`)).status;

test("a small file comes in one part, and is an image", async () => {
  const progress: number[] = [];
  const options = { target: { key: "in/small.jpg" }, onProgress: (sent: number) => void progress.push(sent) };
  expect(await uploadImage(client, china, options)).toMatchObject({
    image: { key: "in/small.jpg", byteSize: 196_653, contentType: "image/jpeg" },
    userErrors: [],
  });
  expect(progress).toEqual([196_653]);
});

test("a large file comes in parts, side by side, and whole", async () => {
  // What follows a JPG's end is no part of the picture.
  const large = new Blob([china, new Uint8Array(17 * 1024 * 1024)], { type: "image/jpeg" });
  const progress: number[] = [];
  let [running, most] = [0, 0];
  const counted: typeof fetch = async (...args) => {
    most = Math.max(most, ++running);
    return fetch(...args).finally(() => running--);
  };
  const { image } = await uploadImage(client, large, {
    target: { key: "in/large.jpg" },
    onProgress: (sent) => void progress.push(sent),
    fetch: counted,
  });
  expect(image?.byteSize).toBe(large.size);
  expect(progress).toHaveLength(3);
  expect(progress.at(-1)).toBe(large.size);
  expect(most).toBe(3);
});

test("what the sender can put right is told, before bytes are sent and after", async () => {
  const never: typeof fetch = () => expect.fail("nothing was to be sent");
  const early = await uploadImage(client, china, { target: { key: "/in" }, fetch: never });
  expect(early).toMatchObject({ image: null, userErrors: [{ code: "INVALID_OBJECT_NAME" }] });
  const text = new Blob(["no picture"], { type: "image/jpeg" });
  const late = await uploadImage(client, text, { target: { key: "in/text.jpg" } });
  expect(late).toMatchObject({ image: null, userErrors: [{}] });
  expect(await there("in/text.jpg")).toBe(404);
});

test("nothing is left of what must not replace the target", async () => {
  const upload = () => uploadImage(client, china, { target: { key: "in/once.jpg" }, ifExists: "FAIL" });
  expect(await upload()).toMatchObject({ image: { key: "in/once.jpg" } });
  expect(await upload()).toMatchObject({ image: null, userErrors: [{ code: "FILE_ALREADY_EXISTS" }] });
  expect(await (await fetch(`${gateway.url}/samples?uploads`)).text()).not.toContain("<Upload>");
});

test("a part that is refused, or does not arrive, is a RequestError without the signature, and the upload is gone", async () => {
  for (const [send, told] of [
    [async () => new Response("no", { status: 403 }), { httpStatus: 403 }],
    [() => Promise.reject(new TypeError("cut off")), { httpStatus: undefined, cause: expect.any(TypeError) }],
  ] as [typeof fetch, object][]) {
    const options = { target: { key: "in/none.jpg" }, retries: 0, fetch: send };
    const error = await uploadImage(client, china, options).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject(told);
    expect(String(error)).not.toMatch(/Signature/);
  }
  expect(await there("in/none.jpg")).toBe(404);
});

test("a part that meets passing trouble is sent again, as often as is said and no sooner than Retry-After", async () => {
  const large = new Blob([china, new Uint8Array(17 * 1024 * 1024)], { type: "image/jpeg" });
  const busy: typeof fetch = async () => new Response("busy", { status: 503, headers: { "retry-after": "0" } });
  const trouble: (typeof fetch)[] = [busy, () => Promise.reject(new TypeError("cut off")), busy];
  const progress: number[] = [];
  const { image } = await uploadImage(client, large, {
    target: { key: "in/again.jpg" },
    onProgress: (sent) => void progress.push(sent),
    fetch: (...args) => (trouble.shift() ?? fetch)(...args),
  });
  expect(image?.byteSize).toBe(large.size);
  expect(progress).toHaveLength(3);
  let tries = 0;
  const never: typeof fetch = async (...args) => {
    tries += 1;
    return busy(...args);
  };
  const failing = uploadImage(client, china, { target: { key: "in/none.jpg" }, retries: 2, fetch: never });
  await expect(failing).rejects.toMatchObject({ httpStatus: 503, retryAfter: 0 });
  expect(tries).toBe(3);
});

test.each([
  ["is refused", { status: 403 }],
  ["is told to wait for long", { status: 503, headers: { "retry-after": "31" } }],
])("a part that %s is not sent again", async (_, answer) => {
  let tries = 0;
  const send: typeof fetch = async () => {
    tries += 1;
    return new Response("no", answer);
  };
  const failing = uploadImage(client, china, { target: { key: "in/none.jpg" }, fetch: send });
  await expect(failing).rejects.toMatchObject({ httpStatus: answer.status });
  expect(tries).toBe(1);
});

test("who aborts while a part waits to be sent again gets the reason back", async () => {
  const stop = new AbortController();
  const busy: typeof fetch = async () => {
    setTimeout(() => stop.abort(new Error("enough")));
    return new Response("busy", { status: 503, headers: { "retry-after": "30" } });
  };
  const options = { target: { key: "in/none.jpg" }, fetch: busy, signal: stop.signal };
  await expect(uploadImage(client, china, options)).rejects.toThrow("enough");
});

test("an upload whose last answer is lost ends with its image", async () => {
  let lost = 0;
  const losing: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (!String(init?.body).includes("completeUpload") || lost > 0) return response;
    await response.arrayBuffer();
    lost += 1;
    throw new TypeError("cut off");
  };
  const far = createClient({ url: `${gateway.url}/graphql`, token: gateway.adminToken, fetch: losing });
  const { image } = await uploadImage(far, china, { target: { key: "in/lost.jpg" }, ifExists: "FAIL" });
  expect(image).toMatchObject({ key: "in/lost.jpg", byteSize: china.size });
  expect(lost).toBe(1);
});

test("who aborts gets the reason back", async () => {
  const stop = new AbortController();
  const hang: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      stop.abort(new Error("enough"));
    });
  await expect(
    uploadImage(client, china, { target: { key: "in/none.jpg" }, fetch: hang, signal: stop.signal }),
  ).rejects.toThrow("enough");
});
