import { get } from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { asAdmin } from "../../src/compose/gateway.js";
import { startGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on", IMGRAPH_CHILDREN: "1" } });
});
afterAll(() => gateway.stop());

/** With a Host header of the test's own, which `fetch` does not allow. */
async function ask(path: string, host: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port: gateway.port, path, headers: { host } }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    }).on("error", reject);
  });
}

test("it is ready, and its metrics show the pixel process", async () => {
  expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  await (await fetch(`${gateway.url}/samples/china.jpg?x-oss-process=image/resize,w_10`)).arrayBuffer();
  const page = await (await fetch(`${gateway.url}/metrics`)).text();
  expect(page).toContain("imgraph_engine_children 1\n");
  expect(page).toContain('imgraph_render_duration_seconds_count{outcome="done"} 1\n');
});

test("the samples are there for everyone", async () => {
  const { data } = (await (
    await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ images { edges { node { key } } } }" }),
    })
  ).json()) as { data: { images: { edges: { node: { key: string } }[] } } };
  expect(data.images.edges.map(({ node }) => node.key)).toEqual([
    "china.jpg",
    "friends.jpg",
    "kleiber.webp",
    "picos.jpg",
    "sunset.gif",
  ]);
});

test.each([
  ["broken JSON", "application/json", "{", 400, /^the body is not valid JSON: send a JSON object/],
  ["no body", "application/json", "", 400, /^the body is empty: send a JSON object/],
  ["a form", "application/x-www-form-urlencoded", "query=%7Ba%7D", 415, /media type .* send a JSON object/],
  ["a document", "application/graphql", "{ __typename }", 415, /media type .* send a JSON object/],
  ["too much", "application/json", `"${"x".repeat(1024 * 1024)}"`, 413, /^the body is larger than 1048576 bytes$/],
])("%s is no operation, and the answer is GraphQL that says what is", async (_, type, body, status, message) => {
  const headers = { "content-type": type };
  const response = await fetch(`${gateway.url}/graphql`, { method: "POST", headers, body });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  const requestId = response.headers.get("x-oss-request-id");
  expect(await response.json()).toEqual({
    errors: [{ message: expect.stringMatching(message), extensions: { code: "BAD_REQUEST", requestId } }],
  });
});

test("GraphiQL is served under a policy that lets nothing in", async () => {
  const response = await fetch(`${gateway.url}/graphql`, { headers: { accept: "text/html" } });
  const page = await response.text();
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  const [script] = /\/graphql\/assets\/[^"]+\.js/.exec(page) ?? [];
  const asset = await fetch(`${gateway.url}${script}`);
  expect([asset.status, asset.headers.get("x-content-type-options")]).toEqual([200, "nosniff"]);
  expect((await fetch(`${gateway.url}/graphql/assets/../index.html`)).status).toBe(404);
});

test("a key may be called like a reserved path in a bucket that is called by its host", async () => {
  const at = { bucket: parseBucketName("samples"), key: parseObjectKey("graphql") };
  await gateway.service.putObject(
    at,
    Readable.from([Buffer.from("an object")]),
    { contentType: "text/plain", metadata: {} },
    asAdmin(),
  );
  expect(await ask("/graphql", `samples.localhost:${gateway.port}`)).toEqual({ status: 200, body: "an object" });
  expect((await ask("/graphql?query=%7B__typename%7D", `localhost:${gateway.port}`)).body).not.toContain("an object");
});

test("no secret, token or signature reaches the log", async () => {
  const { url, adminToken, accessKeyId, accessKeySecret } = gateway;
  const signed = (
    await gateway.service.signUrl(
      { bucket: parseBucketName("samples"), key: parseObjectKey("china.jpg") },
      {},
      asAdmin(),
    )
  ).url;
  await (await fetch(signed)).arrayBuffer();
  await (await fetch(`${signed}x`)).arrayBuffer();
  const authorizations = [`Bearer ${adminToken}`, "Bearer wrong-token-1", `OSS ${accessKeyId}:wrong-signature-1`];
  for (const authorization of authorizations) {
    await (
      await fetch(`${url}/graphql?query=%7B__typename%7D`, {
        headers: { authorization, "apollo-require-preflight": "1" },
      })
    ).text();
    await (await fetch(`${url}/samples/china.jpg`, { headers: { authorization } })).text();
  }
  const log = gateway.logLines.join("\n");
  const signature = new URL(signed).searchParams.get("Signature") ?? "";
  for (const secret of [
    adminToken,
    accessKeySecret,
    signature,
    encodeURIComponent(signature),
    "wrong-token-1",
    "wrong-signature-1",
  ])
    expect(log).not.toContain(secret);
});

describe("two gateways in one process", () => {
  test("know nothing of each other, and stop alone", async () => {
    const other = await startGateway({ env: { IMGRAPH_CHILDREN: "1" } });
    expect((await fetch(`${other.url}/samples/china.jpg`)).status).toBe(404);
    expect(other.adminToken).not.toBe(gateway.adminToken);
    await other.stop();
    expect((await fetch(`${gateway.url}/samples/china.jpg`)).status).toBe(200);
  });

  test("do not share a data folder", async () => {
    await expect(startGateway({ dataDir: gateway.dataDir })).rejects.toThrow(/IMGRAPH_DATA_DIR/);
  });
});
