import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { type DoorServer, startDoor } from "./door-server.js";
import { md5, partsOf } from "./upload-requests.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

const parameters =
  "append position uploads uploadId partNumber delete acl encoding-type max-parts part-number-marker max-uploads key-marker upload-id-marker prefix delimiter list-type continuation-token max-keys objectMeta versionId";
const headers =
  "x-oss-copy-source x-oss-copy-source-range x-oss-metadata-directive x-oss-copy-source-if-match x-oss-copy-source-if-none-match x-oss-forbid-overwrite x-oss-object-acl x-oss-complete-all x-oss-range-behavior content-md5 content-type encoding-type x-oss-meta-a";
const values =
  " 0 1 2 -1 01 1e3 10001 9999999999999999999 url yes true COPY REPLACE /shared/k shared%2Fk bytes=0-1 bytes=9- * .. %2e%2e%2f %00 %FF % public-read 1B2M2Y8AsgTpgAmY7PhCfg==";

test("no mixture of sub-resources, headers and bodies is more than refused", async () => {
  await door.put("shared", "k", "hello");
  const started = await door.send({ method: "POST", path: "/shared/k?uploads", headers: { "content-length": "0" } });
  const uploadId = started.element("UploadId") ?? "";
  const oneOf = (words: string) => fc.constantFrom(...words.split(" "));
  const value = fc.oneof(oneOf(values), fc.constant(uploadId), fc.string({ maxLength: 20 }).map(encodeURIComponent));
  const request = fc.record({
    method: oneOf("GET HEAD PUT POST DELETE"),
    path: oneOf("/ /shared /shared/ /shared/k /shared/other"),
    query: fc.array(fc.tuple(oneOf(parameters), value), { maxLength: 4 }),
    headers: fc.dictionary(oneOf(headers), value, { maxKeys: 4 }),
    body: fc.oneof(
      fc.constantFrom("", "hello", "<Delete><Object><Key>other</Key></Object></Delete>"),
      fc.constant(partsOf([1, md5(Buffer.from("hello"))])),
      fc.string({ maxLength: 50 }),
    ),
  });
  const ask = fc.asyncProperty(request, async ({ method, path, query, headers, body }) => {
    const target = `${path}?${query.map(([name, text]) => `${name}=${text}`).join("&")}`;
    const sent = /GET|HEAD/.test(method)
      ? { method, path: target, headers }
      : { method, path: target, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) }, body };
    const reply = await door.send(sent);
    expect(reply.status).toBeLessThan(500);
  });
  await fc.assert(ask, { seed, numRuns: scaled(5_000) });
  expect(door.troubles.filter(({ event }) => event !== "refused")).toEqual([]);
});
