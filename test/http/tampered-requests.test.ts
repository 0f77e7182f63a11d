import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { type DoorServer, image, type Reply, startDoor } from "./door-server.js";
import { type Fields, policyOf, postForm, signedV1, signedV4 } from "./form.js";
import { type Plain, type Signed, schemes, sign } from "./sign-request.js";

let door: DoorServer;
let requests: readonly Signed[];

/** What is asked, of a private bucket, before it is signed in each of the four ways. */
const asked: readonly Plain[] = [
  { method: "GET", key: "dir/图 1+2.png" },
  { method: "GET", key: "a.png", query: { "x-oss-process": "image/resize,w_10/rotate,90" } },
  { method: "GET", key: "a.png", query: { "response-content-type": "text/html" } },
  { method: "HEAD", key: "a.png" },
  { method: "GET", query: { acl: "" } },
  {
    method: "PUT",
    key: "new/hello.txt",
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-md5": "XUFAKrxLKna5cZ2REBfFkg==",
      "x-oss-meta-who": "wire",
    },
    body: "hello",
  },
  { method: "PUT", key: "a.png", query: { acl: "" }, headers: { "x-oss-object-acl": "public-read" } },
  { method: "DELETE", key: "a.png" },
];

beforeAll(async () => {
  door = await startDoor();
  requests = asked.flatMap((plain) => schemes.map((scheme) => sign({ bucket: "demo", ...plain }, scheme)));
});
afterAll(() => door.stop());

const furnish = () => Promise.all(["a.png", "dir/图 1+2.png"].map((key) => door.put("demo", key, image)));

test("as they were signed they are all served", async () => {
  for (const request of requests) {
    await furnish();
    const reply = await door.send(request);
    expect([request.name, codeOf(reply), Math.floor(reply.status / 100)]).toEqual([request.name, undefined, 2]);
  }
});

/** Where a request is changed: in what says who signed it and when, or in what that signature covers. */
type Place = { readonly part: "method" | "path" | "query"; readonly name?: never } | HeaderPlace;
interface HeaderPlace {
  readonly part: "header";
  readonly name: string;
}

/** One character put in, taken out or with one of its bits turned; or an end cut off. */
interface Change {
  readonly kind: "insert" | "delete" | "flip" | "cut";
  readonly at: number;
  readonly char: number;
  readonly bit: number;
}

const methods = ["GET", "HEAD", "PUT", "POST", "DELETE"];
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("insert", "delete", "flip", "cut"),
  at: fc.nat(),
  char: fc.integer({ min: 0x21, max: 0x7e }),
  bit: fc.nat(6),
});

/** One change that makes another request of one that was signed. */
const tampered = fc
  .record({ pick: fc.nat(), where: fc.nat(), change })
  .map(({ pick, where, change }) => {
    const request = requests[pick % requests.length] as Signed;
    const places: readonly Place[] = [
      { part: "method" },
      { part: "path" },
      { part: "path" },
      ...(request.query === "" ? [] : ([{ part: "query" }, { part: "query" }, { part: "query" }] as const)),
      ...Object.keys(request.headers).map((name) => ({ part: "header", name }) as const),
    ];
    const place = places[where % places.length] as Place;
    return { request, place, tampered: tamper(request, place, change) };
  })
  .filter(({ request, tampered }) => meaningOf(tampered) !== meaningOf(request));

function tamper(request: Signed, { part, name }: Place, change: Change): Signed {
  switch (part) {
    case "method": {
      // Without its body: the client would send it after a GET with nothing to say how long it is.
      const { body: _, ...rest } = request;
      return { ...rest, method: methods[change.at % methods.length] ?? "GET" };
    }
    case "path": {
      // What does not start with a slash is no request line: it does not get as far as the door.
      const path = `/${altered(request.path.split("?")[0]?.slice(1) ?? "", change)}`;
      return { ...request, path: request.query === "" ? path : `${path}?${request.query}` };
    }
    case "query": {
      const query = altered(request.query, change);
      return { ...request, query, path: `${request.path.split("?")[0]}?${query}` };
    }
    case "header":
      return { ...request, headers: { ...request.headers, [name]: altered(request.headers[name] ?? "", change) } };
  }
}

function altered(text: string, { kind, at, char, bit }: Change): string {
  const index = text.length === 0 ? 0 : at % text.length;
  const [before, found, after] = [text.slice(0, index), text.charCodeAt(index), text.slice(index + 1)];
  switch (kind) {
    case "insert":
      return before + String.fromCharCode(char) + text.slice(index);
    case "delete":
      return before + after;
    case "flip": {
      const flipped = found ^ (1 << bit);
      return before + String.fromCharCode(flipped > 0x20 && flipped < 0x7f ? flipped : char) + after;
    }
    case "cut":
      return before;
  }
}

/** What a request says once it is decoded; equal for two that no server could tell apart. */
function meaningOf({ method, path, headers }: Signed): string {
  const [rawPath = "", ...rest] = path.split("?");
  const query = new Map<string, string>();
  for (const pair of rest.join("?").split("&").filter(Boolean)) {
    const [name = "", ...value] = pair.split("=").map((part) => decoded(part.replaceAll("+", " ")));
    if (!query.has(name)) query.set(name, value.join("="));
  }
  const said = Object.entries(headers).map(([name, value]) => [
    name,
    name === "authorization" ? fieldsOf(value) : value.trim(),
  ]);
  const named = rawPath.replace(/^(\/[^/]*)\/$/, "$1");
  return JSON.stringify([method, decoded(named), [...query].sort(), said]);
}

/** Fields of version 4 are separated by commas with spaces around them or without, and empty ones say nothing. */
function fieldsOf(authorization: string): readonly string[] {
  const [scheme = "", ...rest] = authorization.trim().split(" ");
  const fields = rest.join(" ").split(",");
  return scheme === "OSS"
    ? [authorization.trim()]
    : [scheme, ...fields.map((field) => field.replace(/^\s*([^=]*?)\s*=\s*/, "$1=").trim()).filter(Boolean)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return `undecodable: ${text}`;
  }
}

/** What a change of the signature itself, of the key's id or of a date may be answered with. */
const ofCredentials = [
  "AccessDenied",
  "InvalidAccessKeyId",
  "InvalidArgument",
  "InvalidURI",
  "NotImplemented",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
];
const credentials = ["authorization", "x-oss-date", "x-oss-content-sha256"];

test("with one character changed none is served, and nothing is touched", { timeout: 300_000 }, async () => {
  await furnish();
  const before = door.store.calls.length;
  await fc.assert(
    fc.asyncProperty(tampered, async ({ request, place, tampered }) => {
      const reply = await door.send(tampered);
      // A question mark in the path takes part of it, and the first parameter, to the query.
      const isAboutQuery = place.part === "query" || tampered.path.split("?").length > request.path.split("?").length;
      const isAboutSigner = (isAboutQuery && request.scheme.endsWith("url")) || credentials.includes(place.name ?? "");
      const right = isAboutSigner ? ofCredentials : ["SignatureDoesNotMatch", "InvalidURI"];
      expect(right).toContain(codeOf(reply));
      expect(reply.status).toBe(
        ["InvalidArgument", "InvalidURI", "NotImplemented"].includes(codeOf(reply) ?? "") ? 400 : 403,
      );
    }),
    { numRuns: scaled(10_000), seed },
  );
  const touched = door.store.calls
    .slice(before)
    .filter((call) => !["findBucket", "find", "listBuckets"].includes(call));
  expect(touched).toEqual([]);
  expect(door.troubles).toEqual([]);
});

test("of a form no credential and no letter of its policy can be changed", { timeout: 300_000 }, async () => {
  const conditions = [{ bucket: "demo" }, ["starts-with", "$key", "up/"]];
  const forms = [signedV1(policyOf(conditions)), signedV4(conditions)];
  const post = (fields: Fields) =>
    postForm(door, [["key", "up/a.txt"], ...fields], { bytes: "hello" }, { bucket: "demo" });
  for (const fields of forms) expect((await post(fields)).status).toBe(204);
  const before = door.store.calls.length;
  const form = fc
    .record({ pick: fc.nat(), where: fc.nat(), change })
    .map(({ pick, where, change }) => {
      const fields = forms[pick % forms.length] as Fields;
      const place = where % fields.length;
      const tampered = fields.map(([name, value], i) => [name, i === place ? altered(value, change) : value] as const);
      return { fields, tampered, changed: fields[place]?.[0] ?? "" };
    })
    .filter(({ fields, tampered }) => JSON.stringify(fields) !== JSON.stringify(tampered));
  await fc.assert(
    fc.asyncProperty(form, async ({ tampered, changed }) => {
      const reply = await post(tampered);
      expect(changed === "policy" ? ["SignatureDoesNotMatch", "InvalidArgument"] : ofCredentials).toContain(
        codeOf(reply),
      );
      expect(reply.status).toBe(["InvalidArgument", "NotImplemented"].includes(codeOf(reply) ?? "") ? 400 : 403);
    }),
    { numRuns: scaled(2_000), seed },
  );
  const touched = door.store.calls.slice(before).filter((call) => !["findBucket", "find"].includes(call));
  expect(touched).toEqual([]);
});

/** The code of the error document, in the body or, for HEAD, in its header. */
function codeOf({ headers, text }: Reply): string | undefined {
  const document = text || Buffer.from(String(headers["x-oss-err"] ?? ""), "base64").toString();
  return /<Code>([^<]*)<\/Code>/.exec(document)?.[1];
}
