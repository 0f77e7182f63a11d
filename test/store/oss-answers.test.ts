import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import { fixedCredentials, OssClient } from "../../src/oss/index.js";
import type { Store } from "../../src/service/ports.js";
import { createOssStore } from "../../src/store/oss/index.js";
import { at, bucket, never, plain } from "./suite-use.js";

/** An object storage that answers what the test says; what is not said is an empty 200. */
let server: Server;
let answers: Readonly<Record<string, (response: ServerResponse) => void>>;
let asked: string[];
let store: Store;
let close: () => Promise<void>;
let onError: () => void;

beforeEach(async () => {
  [answers, asked, onError] = [{}, [], () => {}];
  server = createServer(async (request, response) => {
    await buffer(request);
    const name = nameOf(request);
    asked.push(name);
    if (answers[name]) answers[name](response);
    else reply(response, "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = fixedCredentials({ accessKeyId: "id", accessKeySecret: "secret" });
  const client = new OssClient({ endpoint, region: "cn-hangzhou", credentials, clock: Date, log: silentLog });
  const folder = await mkdtemp(join(tmpdir(), "imgraph-oss-answers-"));
  const catalog = await createLibsqlCatalog({ path: join(folder, "catalog.db") });
  store = await createOssStore({
    client,
    facts: catalog.facts,
    styleVersions: catalog.styleVersions,
    workDir: join(folder, "work"),
    maxFileBytes: 10 ** 8,
    clock: Date,
    log: { ...silentLog, error: () => onError() },
  });
  close = async () => {
    await store.close();
    client.close();
    await catalog.close();
    await rm(folder, { recursive: true });
  };
});
afterEach(async () => {
  await close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** `GET ?acl`: the method, and the names of the parameters. */
function nameOf({ method, url = "" }: IncomingMessage): string {
  const names = [...new URL(url, "http://storage").searchParams.keys()];
  return `${method}${names.length > 0 ? ` ?${names.join("&")}` : ""}`;
}

function reply(response: ServerResponse, body: string, headers: Readonly<Record<string, string>> = {}): void {
  const type = body === "" ? {} : { "content-type": "application/xml" };
  response.writeHead(200, { "x-oss-request-id": "5C3D9175B6FC201293AD1234", ...type, ...headers });
  response.end(body);
}

describe("what becomes of a write", () => {
  const [ours, theirs] = ["A".repeat(32), "B".repeat(32)];
  const tells = (headers: Readonly<Record<string, string>>) => (response: ServerResponse) =>
    reply(response, "", headers);
  const put = (signal: AbortSignal) => store.put(at("k"), Readable.from([Buffer.from("hello")]), plain, signal);

  test("an object that was altered on its way is removed, also when its sender has left", async () => {
    const leaving = new AbortController();
    onError = () => leaving.abort(new Error("left"));
    answers = {
      PUT: tells({ etag: `"${ours}"`, "x-oss-hash-crc64ecma": "1" }),
      HEAD: tells({ etag: `"${ours}"` }),
    };
    await expect(put(leaving.signal)).rejects.toMatchObject({ code: "ServiceUnavailable" });
    expect(asked.at(-1)).toBe("DELETE");
  });

  test("but not what another writer has put in its place", async () => {
    answers = {
      PUT: tells({ etag: `"${ours}"`, "x-oss-hash-crc64ecma": "1" }),
      HEAD: tells({ etag: `"${theirs}"` }),
    };
    await expect(put(never)).rejects.toMatchObject({ code: "ServiceUnavailable" });
    expect(asked).not.toContain("DELETE");
  });

  test("an append that was carried out is told so when another has followed it", async () => {
    answers = {
      "POST ?append&position": tells({
        etag: `"${ours}"`,
        "x-oss-hash-crc64ecma": "7",
        "x-oss-next-append-position": "9",
      }),
      HEAD: tells({ etag: `"${theirs}"`, "content-type": "text/plain", "x-oss-object-type": "Appendable" }),
    };
    const options = { ...plain, position: 4 };
    const made = await store.append(at("k"), Readable.from([Buffer.from("hello")]), options, never);
    expect(made).toMatchObject({ etag: ours, crc64: "7", byteSize: 9, type: "Appendable", contentType: "text/plain" });
  });
});

describe("documents that say what they cannot mean", () => {
  const listing = (key: string, date: string) => (response: ServerResponse) =>
    reply(
      response,
      `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated><Contents><Key>${key}</Key><LastModified>${date}</LastModified><ETag>"A"</ETag><Size>1</Size></Contents></ListBucketResult>`,
    );
  const list = () => store.list({ bucket, limit: 10 }, never);

  test("a name with a broken escape is trouble of the storage", async () => {
    answers = { "GET ?max-keys&encoding-type": listing("a%E5%", "2026-11-22T08:00:00.000Z") };
    await expect(list()).rejects.toMatchObject({ code: "ServiceUnavailable" });
  });

  test("a date that is none is the first of all", async () => {
    answers = { "GET ?max-keys&encoding-type": listing("a", "yesterday") };
    expect((await list()).objects).toMatchObject([{ key: "a", lastModified: 0 }]);
  });
});
