import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type DoorServer, type Reply, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

function remove(body: string, { query = "", headers = {} as Record<string, string> } = {}): Promise<Reply> {
  const all = { "content-length": String(Buffer.byteLength(body)), ...headers };
  return door.send({ method: "POST", path: `/demo/?delete=${query}`, headers: all, body, sign: "/demo/?delete" });
}

const keysIn = (reply: Reply) =>
  [...reply.text.matchAll(/<Deleted><Key>([^<]*)<\/Key><\/Deleted>/g)].map(([, key]) => key);

test("those that are there and those that are not count as deleted", async () => {
  for (const key of ["a", "b", "kept"]) await door.put("demo", key, "x");
  const reply = await remove(
    "<Delete><Quiet>false</Quiet><Object><Key>a</Key></Object><Object><Key>b</Key><VersionId/></Object><Object><Key>c</Key></Object></Delete>",
  );
  expect([reply.status, reply.headers["content-type"]]).toEqual([200, "application/xml"]);
  expect(keysIn(reply)).toEqual(["a", "b", "c"]);
  const left = await door.send({ path: "/demo/", sign: "/demo/" });
  expect([...left.text.matchAll(/<Key>([^<]*)</g)].map(([, key]) => key)).toEqual(["kept"]);
});

test.each([
  ["five entities", `<Delete><Object><Key>&amp;&lt;&gt;&quot;&apos;</Key></Object></Delete>`],
  ["numbers", `<Delete><Object><Key>&#38;&#60;&#62;&#34;&#39;</Key></Object></Delete>`],
  ["bare quotes", `<Delete><Object><Key>&amp;&lt;&gt;"'</Key></Object></Delete>`],
  ["character data", `<Delete><Object><Key><![CDATA[&<>"']]></Key></Object></Delete>`],
  [
    "a declaration, a namespace and space around",
    `<?xml version="1.0" encoding="UTF-8"?>\n<Delete xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">\n  <Object>\n    <Key>&amp;&lt;&gt;&quot;&apos;</Key>\n  </Object>\n</Delete>\n\n`,
  ],
])("a key in %s", async (_, body) => {
  await door.put("demo", `&<>"'`, "x");
  expect(keysIn(await remove(body))).toEqual(["&amp;&lt;&gt;&quot;&apos;"]);
  expect((await door.send({ path: "/demo/%26%3C%3E%22%27", sign: `/demo/&<>"'` })).status).toBe(404);
});

const spaced = "<Delete><Object><Key> 图 1+2%/&amp;.jpg </Key></Object></Delete>";
const encoded = "%20%E5%9B%BE%201%2B2%25/%26.jpg%20";

test.each<[string, { query?: string; headers?: Record<string, string> }, string, string | undefined]>([
  ["not asked for", {}, " 图 1+2%/&amp;.jpg ", undefined],
  ["in the query", { query: "&encoding-type=url" }, encoded, "url"],
  ["in a header", { headers: { "encoding-type": "url" } }, encoded, "url"],
])("keys come back as they were, or encoded: %s", async (_, how, key, encoding) => {
  const reply = await remove(spaced, how);
  expect([keysIn(reply), reply.element("EncodingType")]).toEqual([[key], encoding]);
});

test("quiet says nothing", async () => {
  await door.put("demo", "a", "x");
  const reply = await remove("<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>");
  expect([reply.status, reply.text]).toEqual([200, '<?xml version="1.0" encoding="UTF-8"?>\n<DeleteResult/>']);
  expect((await door.send({ path: "/demo/a", sign: "/demo/a" })).status).toBe(404);
});

const many = (count: number) => `<Delete>${"<Object><Key>k</Key></Object>".repeat(count)}</Delete>`;

test.each<[string, string, { query?: string; headers?: Record<string, string> }, string]>([
  ["no keys", "<Delete></Delete>", {}, "MalformedXML"],
  ["1001 keys", many(1001), {}, "MalformedXML"],
  ["more than 2 MB", `<Delete>${" ".repeat(2 * 1024 * 1024)}${many(1)}</Delete>`, {}, "MalformedXML"],
  ["an object without a key", "<Delete><Object></Object></Delete>", {}, "MalformedXML"],
  ["another document", "<Remove><Object><Key>k</Key></Object></Remove>", {}, "MalformedXML"],
  ["nothing", "", {}, "MalformedXML"],
  ["no XML", "k", {}, "MalformedXML"],
  [
    "a document type",
    `<!DOCTYPE Delete [<!ENTITY e "k">]><Delete><Object><Key>&e;</Key></Object></Delete>`,
    {},
    "MalformedXML",
  ],
  ["an empty key", "<Delete><Object><Key>k</Key></Object><Object><Key/></Object></Delete>", {}, "InvalidObjectName"],
  ["a version", "<Delete><Object><Key>k</Key><VersionId>CAEQ</VersionId></Object></Delete>", {}, "NotImplemented"],
  ["another encoding", many(1), { query: "&encoding-type=html" }, "InvalidArgument"],
  ["another digest", many(1), { headers: { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" } }, "InvalidDigest"],
])("%s is refused, and nothing is deleted", async (_, body, how, code) => {
  await door.put("demo", "k", "x");
  const reply = await remove(body, how);
  expect([reply.status, reply.element("Code")]).toEqual([400, code]);
  expect((await door.send({ path: "/demo/k", sign: "/demo/k" })).text).toBe("x");
});

test("1000 keys with the digest of the document", async () => {
  const body = many(1000);
  const reply = await remove(body, { headers: { "content-md5": createHash("md5").update(body).digest("base64") } });
  expect(keysIn(reply)).toHaveLength(1000);
});

test("a stranger deletes nothing, or what everybody may write", async () => {
  await door.put("open", "k", "x");
  const ask = (bucket: string) =>
    door.send({
      method: "POST",
      path: `/${bucket}/?delete`,
      headers: { "content-length": String(many(1).length) },
      body: many(1),
    });
  expect((await ask("open")).element("Code")).toBe("AccessDenied");
  expect((await ask("shared")).status).toBe(200);
  const nonsense = { method: "POST", path: "/demo/?delete", headers: { "content-length": "1" }, body: "x" };
  expect((await door.send(nonsense)).element("Code")).toBe("AccessDenied");
  expect((await ask("nowhere")).element("Code")).toBe("NoSuchBucket");
});
