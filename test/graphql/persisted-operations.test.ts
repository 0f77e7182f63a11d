import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DocumentNode } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as generated from "../../src/client/generated.js";
import { parseAllowList } from "../../src/graphql/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { startGateway, type TestGateway } from "../support/gateway.js";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const persisted = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

async function ask(gateway: TestGateway, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json", ...headers },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

describe("automatic persisted operations", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const query = "{ viewer { authenticated } }";
  const data = { viewer: { authenticated: false } };

  test("are asked by hash once the text was sent, by GET too", async () => {
    const extensions = persisted(sha256(query));
    expect(await ask(gateway, { extensions })).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
    expect(await ask(gateway, { query, extensions })).toMatchObject({ data });
    expect(await ask(gateway, { extensions })).toMatchObject({ status: 200, data });
    const url = `${gateway.url}/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
    const response = await fetch(url, { headers: { "apollo-require-preflight": "1" } });
    expect(await response.json()).toMatchObject({ data });
  });

  test("cannot be registered under another's hash", async () => {
    const other = "{ viewer { roles } }";
    const answer = await ask(gateway, { query: other, extensions: persisted(sha256("{ viewer { subject } }")) });
    expect(answer.data).toBeUndefined();
    expect(answer.status).toBe(400);
  });
});

describe("with a list", () => {
  const listed = "query Who { viewer { ...V } } fragment V on Viewer { authenticated }";
  const list = {
    "who-1": listed,
    "change-1": "subscription Changes { imageChanged { __typename } }",
    "card-1": '{ image(key: "china.jpg") { url(transform: { steps: [{ resize: { width: 9 } }] }) } }',
    "any-1": 'query Any($t: TransformInput!) { image(key: "china.jpg") { url(transform: $t) } }',
  };
  let gateway: TestGateway;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "imgraph-operations-"));
    const path = join(folder, "operations.json");
    await writeFile(path, JSON.stringify(list));
    const bound = { IMGRAPH_OPERATIONS: "allowlist", IMGRAPH_OPERATIONS_FILE: path };
    gateway = await startGateway({ env: { ...bound, IMGRAPH_SAMPLES: "on" } });
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test.each<[what: string, body: object]>([
    ["as text", { query: listed }],
    ["in another order", { query: "fragment V on Viewer { authenticated }\n\n  query Who { viewer { ...V } }" }],
    ["by the hash of the list", { extensions: persisted("who-1") }],
    ["by the hash of its text", { extensions: persisted(sha256(listed)) }],
  ])("a document on it is run, %s", async (_, body) => {
    expect(await ask(gateway, body)).toMatchObject({ status: 200, data: { viewer: { authenticated: false } } });
  });

  test.each<[what: string, body: object]>([
    ["another one", { query: "{ viewer { roles } }" }],
    ["a part of it", { query: "query Who { viewer { authenticated } }" }],
    ["it with more", { query: `${listed} query More { viewer { roles } }`, operationName: "Who" }],
    ["introspection", { query: "{ __schema { types { name } } }" }],
    [
      "one that registers itself",
      { query: "{ viewer { roles } }", extensions: persisted(sha256("{ viewer { roles } }")) },
    ],
  ])("%s is refused", async (_, body) => {
    expect(await ask(gateway, body)).toMatchObject({ status: 403, data: undefined, code: "OPERATION_NOT_LISTED" });
  });

  test("and nothing can be added to it", async () => {
    const extensions = persisted(sha256("{ viewer { subject } }"));
    await ask(gateway, { query: "{ viewer { subject } }", extensions });
    expect(await ask(gateway, { extensions })).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
  });

  test("subscriptions are bound by it too", async () => {
    const stream = async (query: string) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream" },
        body: JSON.stringify({ query }),
      });
      return response.text();
    };
    expect(await stream('subscription Other { imageChanged(bucket: "open") { __typename } }')).toContain(
      "OPERATION_NOT_LISTED",
    );
  });

  test("at the OSS endpoint strangers have what it writes out rendered, by its URLs what it leaves open too", async () => {
    const get = async (process: string) =>
      (await fetch(`${gateway.url}/samples/china.jpg?x-oss-process=${process}`)).status;
    expect(await get("image/resize,w_9,m_lfit")).toBe(200);
    expect(await get("image/resize,w_10")).toBe(403);
    const body = { extensions: persisted("any-1"), variables: { t: { simple: { width: 10 } } } };
    const { data } = (await ask(gateway, body)) as { data: { image: { url: string } } };
    const url = data.image.url.replace(/^http:..[^/]+/, gateway.url);
    expect((await fetch(url)).status).toBe(200);
    // A signature is of one pipeline, wherever another one stands.
    expect((await fetch(url.replace("w_10", "w_11"))).status).toBe(403);
    const plain = url.replace(/&x-oss-process=[^&]*/, "");
    for (const each of [url, plain])
      expect((await fetch(each, { headers: { "x-oss-process": "image/resize,w_11" } })).status).toBe(403);
  });

  test("the log names the operations that let clients choose", async () => {
    const lines = gateway.logLines.filter((line) =>
      line.includes("clients choose what these listed operations render"),
    );
    expect(lines.map((line) => JSON.parse(line).operations)).toEqual([["Any"]]);
  });

  test("the admin token is not bound by it", async () => {
    const headers = { authorization: `Bearer ${gateway.adminToken}` };
    expect(await ask(gateway, { query: "{ viewer { roles } }" }, headers)).toMatchObject({ status: 200 });
  });
});

test.each(["no JSON", "[]", "null", '{"a": 1}', '{"a": "{"}'])("%s is no list", async (json) => {
  const { details } = await expectFailure("InvalidArgument", () => parseAllowList(json));
  expect(details).toMatchObject({ name: "IMGRAPH_OPERATIONS_FILE" });
});

test("the list of the project has every document of imgraph/client", async () => {
  const list = parseAllowList(await readFile(new URL("../../schema/operations.json", import.meta.url), "utf8"));
  const documents = Object.entries(generated).filter(([name]) => name.endsWith("Document"));
  expect(documents.length).toBeGreaterThan(10);
  for (const [, document] of documents) list.refuseUnlisted(document as DocumentNode);
});
