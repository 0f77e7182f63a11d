import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import type OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { createClient, modes } from "./client.js";

/** What the client's published types leave out. */
type Edge = ReturnType<typeof createClient> & {
  calculatePostSignature(policy: object): { OSSAccessKeyId: string; Signature: string; policy: string };
};

describe.each(modes)("ali-oss at the edge, addressing by %s", (mode) => {
  let gateway: TestGateway;
  let client: Edge;
  const bucket = `edge-${mode}`;

  beforeAll(async () => {
    gateway = await startGateway({ env: { IMGRAPH_LENIENT_HTTP: "on" } });
    client = createClient(gateway, mode, { bucket }) as Edge;
    await client.putBucket(bucket);
  });
  afterAll(() => gateway.stop());

  test.each([false, true])("keeps rules of CORS, signing with version 4: %s", async (authorizationV4) => {
    const client = createClient(gateway, mode, { bucket, authorizationV4, region: "oss-cn-hangzhou" } as OSS.Options);
    const rules = [
      {
        allowedOrigin: ["https://a.example", "https://*.b.example"],
        allowedMethod: ["GET", "PUT"],
        allowedHeader: "*",
        exposeHeader: ["ETag", "x-oss-request-id"],
        maxAgeSeconds: "60",
      },
      { allowedOrigin: "*", allowedMethod: "HEAD" },
    ] as unknown as OSS.CORSRule[];
    await client.putBucketCORS(bucket, rules);
    expect((await client.getBucketCORS(bucket)).rules).toEqual(rules);
    await client.deleteBucketCORS(bucket);
    await expect(client.getBucketCORS(bucket)).rejects.toMatchObject({ code: "NoSuchCORSConfiguration", status: 404 });
  });

  test("signs a form that a browser sends", async () => {
    const expiration = new Date(Date.now() + 60_000).toISOString();
    const signed = client.calculatePostSignature({
      expiration,
      conditions: [["content-length-range", 0, 1024], { bucket }],
    });
    const form = new FormData();
    for (const [name, value] of Object.entries({ key: "form/a.txt", ...signed })) form.append(name, value);
    form.append("file", new Blob(["by form"], { type: "text/plain" }), "a.txt");
    const response = await fetch(`${gateway.url}/${bucket}/`, { method: "POST", body: form });
    expect(response.status).toBe(204);
    const { content, res } = await client.get("form/a.txt");
    expect([content.toString(), (res.headers as Record<string, string>)["content-type"]]).toEqual([
      "by form",
      "text/plain",
    ]);
  });

  test("sends a stream with a Content-Length header, which goes out beside chunked coding", async () => {
    const bytes = randomBytes(300_000);
    const headers = { "Content-Length": bytes.length };
    await client.put("stream", Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]), { headers } as object);
    expect((await client.get("stream")).content.equals(bytes)).toBe(true);
  });
});
