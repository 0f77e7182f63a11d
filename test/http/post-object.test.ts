import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { accessKeyId, type DoorServer, startDoor } from "./door-server.js";
import { boundary, type Fields, formBody, policyOf, postForm, signedV1, signedV4 } from "./form.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});
afterEach(() => door.stop());

const file = { name: "图 1.jpg", contentType: "image/jpeg", bytes: "the bytes" };
// biome-ignore lint/suspicious/noTemplateCurlyInString: the wire's own placeholder
const key: Fields = [["key", "dir/${filename}"]];
const stored = "/shared/dir/%E5%9B%BE%201.jpg";

describe("a form upload", () => {
  test("stores its file under the name that the form and the file give it", async () => {
    const reply = await postForm(door, key, file);
    expect([reply.status, reply.text]).toEqual([204, ""]);
    expect(reply.headers.etag).toMatch(/^"[0-9A-F]{32}"$/);
    const read = await door.send({ path: stored });
    expect([read.status, read.text, read.headers["content-type"]]).toEqual([200, "the bytes", "image/jpeg"]);
  });

  test.each<[what: string, fields: Fields, type: string]>([
    ["its field Content-Type", [["content-type", "image/png"]], "image/png"],
    [
      "x-oss-content-type before that",
      [
        ["Content-Type", "image/png"],
        ["x-oss-content-type", "image/webp"],
      ],
      "image/webp",
    ],
  ])("takes the type from %s", async (_, fields, type) => {
    await postForm(door, [...key, ...fields], file);
    expect((await door.send({ path: stored })).headers["content-type"]).toBe(type);
  });

  test("keeps headers and metadata, and no other field", async () => {
    await postForm(
      door,
      [
        ["KEY", "k"],
        ["Cache-Control", "max-age=60"],
        ["x-oss-meta-Who", "名字"],
        ["submit", "Send"],
      ],
      file,
    );
    const { headers } = await door.send({ path: "/shared/k" });
    expect(headers["cache-control"]).toBe("max-age=60");
    expect(Buffer.from(String(headers["x-oss-meta-who"]), "latin1").toString()).toBe("名字");
    expect(Object.keys(headers).filter((name) => /submit|key/.test(name))).toEqual([]);
  });

  test("answers as it is asked to", async () => {
    const answer = async (fields: Fields) => postForm(door, [["key", "a/b c"], ...fields], file);
    expect((await answer([["success_action_status", "200"]])).status).toBe(200);
    expect((await answer([["success_action_status", "299"]])).status).toBe(204);
    const created = await answer([["success_action_status", "201"]]);
    expect(created.status).toBe(201);
    expect(["Bucket", "Key"].map(created.element)).toEqual(["shared", "a/b c"]);
    expect(created.element("Location")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/shared\/a\/b%20c$/);
    expect(created.element("ETag")?.replaceAll("&quot;", '"')).toBe(created.headers.etag);
    const redirected = await answer([["success_action_redirect", "https://example.com/done?x=1"]]);
    expect(redirected.status).toBe(303);
    const target = new URL(String(redirected.headers.location));
    expect(Object.fromEntries(target.searchParams)).toEqual({
      x: "1",
      bucket: "shared",
      key: "a/b c",
      etag: redirected.headers.etag,
    });
  });

  test("ignores what comes after the file", async () => {
    const body = formBody(key, file, [["x-oss-meta-late", "1"]]);
    expect((await postForm(door, [], undefined, { body })).status).toBe(204);
    expect((await door.send({ path: stored })).headers["x-oss-meta-late"]).toBeUndefined();
  });

  test("of many megabytes is stored as it is", async () => {
    const bytes = Buffer.alloc(9 * 1024 * 1024, "0123456789\r\n--");
    expect((await postForm(door, [["key", "big"]], { ...file, bytes })).status).toBe(204);
    expect((await door.send({ path: "/shared/big" })).text === bytes.toString()).toBe(true);
  });

  test("is refused where anonymous callers may not write, and its type is asked for", async () => {
    const refused = await postForm(door, key, file, { bucket: "open" });
    expect([refused.status, refused.element("Code")]).toEqual([403, "AccessDenied"]);
    const plain = await door.send({ method: "POST", path: "/shared/", headers: { "content-length": "0" } });
    expect([plain.status, plain.element("Code")]).toEqual([400, "RequestIsNotMultiPartContent"]);
  });
});

describe("a policy", () => {
  test.each([
    ["version 1", () => signedV1(policyOf([{ bucket: "demo" }]))],
    ["version 4", () => signedV4([{ bucket: "demo" }])],
  ])("signed with %s lets its holder write", async (_, sign) => {
    expect((await postForm(door, [...key, ...sign()], file, { bucket: "demo" })).status).toBe(204);
  });

  const met: readonly (readonly [what: string, condition: unknown])[] = [
    ["an object", { key: "dir/图 1.jpg" }],
    ["eq", ["eq", "$key", "dir/图 1.jpg"]],
    ["starts-with", ["starts-with", "$KEY", "dir/"]],
    ["starts-with nothing, of a field that is not there", ["starts-with", "$x-oss-meta-a", ""]],
    ["in", ["in", "$content-type", ["image/jpeg", "image/png"]]],
    ["not-in", ["not-in", "$content-type", ["text/html"]]],
    ["a range", ["content-length-range", 9, 9]],
    ["a range in text", ["content-length-range", "0", "9"]],
  ];
  test.each(met)("is met: %s", async (_, condition) => {
    expect((await postForm(door, [...key, ...signedV1(policyOf([condition]))], file)).status).toBe(204);
  });

  const broken: readonly (readonly [what: string, condition: unknown, code: string])[] = [
    ["another bucket", { bucket: "demo" }, "AccessDenied"],
    ["another key", ["eq", "$key", "dir/photo.jpg"], "AccessDenied"],
    ["another start", ["starts-with", "$key", "other/"], "AccessDenied"],
    ["a field that is not there", { "x-oss-meta-a": "1" }, "AccessDenied"],
    ["a type that is not listed", ["in", "$content-type", ["image/png"]], "AccessDenied"],
    ["a type that is excluded", ["not-in", "$content-type", ["image/jpeg"]], "AccessDenied"],
    ["too large a file", ["content-length-range", 0, 8], "EntityTooLarge"],
    ["too small a file", ["content-length-range", 10, 20], "EntityTooSmall"],
    ["an unknown word", ["ends-with", "$key", "jpg"], "InvalidPolicyDocument"],
    ["a range of words", ["content-length-range", "a", "b"], "InvalidPolicyDocument"],
    ["a number", 7, "InvalidPolicyDocument"],
  ];
  test.each(broken)("refuses %s, and nothing is stored", async (_, condition, code) => {
    const reply = await postForm(door, [...key, ...signedV1(policyOf([condition]))], file);
    expect(reply.element("Code")).toBe(code);
    expect((await door.send({ path: stored })).status).toBe(404);
  });

  test("looks at the type that the object will have, whichever field says it", async () => {
    const fields: Fields = [...key, ["Content-Type", "image/png"], ["x-oss-content-type", "text/html"]];
    const policy = policyOf([["in", "$content-type", ["image/png"]]]);
    expect((await postForm(door, [...fields, ...signedV1(policy)], file)).element("Code")).toBe("AccessDenied");
  });

  test("of a temporary key goes with its token, and reaches as far as the key", async () => {
    const admin = { caller: { kind: "admin" }, signal: new AbortController().signal } as const;
    const {
      key: holder,
      secret,
      securityToken,
    } = await door.service.createTemporaryKey(
      {
        parent: accessKeyId,
        grant: { role: "write", scopes: [{ bucket: parseBucketName("demo"), prefix: "dir/" }] },
      },
      admin,
    );
    const signed = signedV1(policyOf([]), { id: holder.id, secret });
    const token: Fields = [["x-oss-security-token", securityToken]];
    const answer = async (...fields: Fields[]) => {
      const { status, element } = await postForm(door, [...fields, signed].flat(), file, { bucket: "demo" });
      return [status, element("Code")];
    };
    expect(await answer(key, token)).toEqual([204, undefined]);
    expect(await answer([["key", "elsewhere"]], token)).toEqual([403, "AccessDenied"]);
    expect(await answer(key)).toEqual([403, "InvalidAccessKeyId"]);
    expect(await answer(key, [["x-oss-security-token", "another"]])).toEqual([403, "InvalidSecurityToken"]);
    expect(await answer(key, [["x-oss-security-token", ""]])).toEqual([403, "InvalidAccessKeyId"]);
  });

  test("a permanent key goes with an empty token, which is none", async () => {
    const reply = await postForm(door, [...key, ...signedV1(policyOf([])), ["x-oss-security-token", ""]], file);
    expect(reply.status).toBe(204);
  });

  const good = policyOf([]);
  const refused: readonly (readonly [what: string, fields: Fields, code: string])[] = [
    ["expired", signedV1(policyOf([], new Date(Date.now() - 1000))), "AccessDenied"],
    ["not JSON", signedV1(Buffer.from("{").toString("base64")), "InvalidPolicyDocument"],
    ["without an expiration", signedV1(Buffer.from('{"conditions":[]}').toString("base64")), "InvalidPolicyDocument"],
    ["not base64", signedV1("{}"), "InvalidPolicyDocument"],
    ["signed by nobody", signedV1(good, { id: "nobody", secret: "s" }), "InvalidAccessKeyId"],
    ["signed with another secret", signedV1(good, { id: "AKID", secret: "s" }), "SignatureDoesNotMatch"],
    [
      "changed after signing",
      signedV1(good).map(([n, v]) => [n, n === "policy" ? policyOf([]).slice(4) : v]),
      "SignatureDoesNotMatch",
    ],
    ["without its signature", signedV1(good).slice(0, 2), "InvalidArgument"],
    ["alone", [["policy", good]], "InvalidArgument"],
    ["with a token for a permanent key", [...signedV1(good), ["x-oss-security-token", "t"]], "InvalidSecurityToken"],
    ["of version 4 that does not compare its own fields", signedV4([], { withOwnConditions: false }), "AccessDenied"],
    ["of version 4 without its date", signedV4([]).filter(([name]) => name !== "x-oss-date"), "InvalidArgument"],
  ];
  test.each(refused)("%s is refused, even where everybody may write", async (_, fields, code) => {
    const reply = await postForm(door, [...key, ...fields], file);
    expect(reply.element("Code")).toBe(code);
    expect((await door.send({ path: stored })).status).toBe(404);
  });
});

describe("a form that is out of order", () => {
  const many = (count: number): Fields => Array.from({ length: count }, (_, i) => [`x${i}`, "1"] as const);
  const whole = formBody(key, file);
  const table: readonly (readonly [what: string, body: Buffer, code: string])[] = [
    ["has no file", formBody(key), "IncorrectNumberOfFilesInPOSTRequest"],
    ["has no key before the file", formBody([], file, key), "MissingArgument"],
    ["has an empty key", formBody([["key", ""]], file), "InvalidObjectName"],
    ["has a key that starts with a slash", formBody([["key", "/k"]], file), "InvalidObjectName"],
    ["has a field that is too long", formBody([...key, ["x", "x".repeat(8193)]], file), "FieldItemTooLong"],
    ["has too many fields", formBody([...key, ...many(100)], file), "MalformedPOSTRequest"],
    ["ends in a field", whole.subarray(0, 40), "MalformedPOSTRequest"],
    ["ends in the file", whole.subarray(0, whole.length - 12), "MalformedPOSTRequest"],
    ["is empty", Buffer.alloc(0), "MalformedPOSTRequest"],
    ["is something else", Buffer.from('{"key": "k"}'), "MalformedPOSTRequest"],
    ["never comes to its file", Buffer.alloc(3 * 1024 * 1024, "x"), "MalformedPOSTRequest"],
    ["would split an answer", formBody([...key, ["Cache-Control", "a\r\nX-Evil: 1"]], file), "InvalidArgument"],
    [
      "hides a script in its redirect",
      formBody([...key, ["success_action_redirect", "javascript:alert(1)"]], file),
      "InvalidArgument",
    ],
    ["asks for a callback", formBody([...key, ["callback", "e30="]], file), "NotImplemented"],
    ["has an ACL that is none", formBody([...key, ["x-oss-object-acl", "all"]], file), "InvalidArgument"],
    ["has another digest", formBody([...key, ["Content-MD5", "nonsense"]], file), "InvalidDigest"],
  ];
  test.each(table)("%s", async (_, body, code) => {
    const reply = await postForm(door, [], undefined, { body });
    expect(reply.element("Code")).toBe(code);
    expect((await door.send({ path: "/shared/?prefix=" })).text).not.toContain("<Contents>");
    expect(door.troubles.filter(({ event }) => event === "unexpected error")).toEqual([]);
  });

  test("names no boundary", async () => {
    const headers = { "content-type": "multipart/form-data", "content-length": "0" };
    const reply = await door.send({ method: "POST", path: "/shared/", headers });
    expect(reply.element("Code")).toBe("MalformedPOSTRequest");
  });

  const behind = formBody(key, file, [["after", "more"]]);
  test.each([
    ["in its file", whole.subarray(0, whole.length - boundary.length - 8)],
    ["behind its file", behind.subarray(0, behind.length - boundary.length - 12)],
    ["behind its end", whole],
  ])("breaks off %s: nothing is stored and nothing is left running", async (_, sent) => {
    const socket = connect(door.port, "127.0.0.1");
    socket.write(
      `POST /shared/ HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 9999\r\n\r\n`,
    );
    socket.write(sent);
    await vi.waitFor(() => expect(door.store.calls).toContain("put"));
    socket.destroy();
    await vi.waitFor(() => expect(door.handling).toBe(0));
    expect((await door.send({ path: stored })).status).toBe(404);
  });
});
