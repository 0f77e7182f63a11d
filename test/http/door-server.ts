import { createHmac } from "node:crypto";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, vi } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { silentLog } from "../../src/base/log.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import {
  createOssDoor,
  createUploadSigner,
  createUrlInspector,
  createUrlSigner,
  type Keys,
  noExpectation,
} from "../../src/http/index.js";
import { type BudgetLimits, Budgets } from "../../src/service/budgets.js";
import { createService, type Service } from "../../src/service/index.js";
import { withRootKey } from "../../src/service/keys/root-key.js";
import type { PutOptions, RemoteFiles, StoredObject } from "../../src/service/ports.js";
import type { Call } from "../../src/service/service.js";
import { createUrlLedger } from "../../src/service/urls/url-ledger.js";
import { type FakeEngine, fakeEngine } from "../support/fake-engine.js";
import { memoryAccessKeys } from "../support/memory-access-keys.js";
import { memoryCompletedUploads } from "../support/memory-completed-uploads.js";
import { memoryDerivations, memoryNotes } from "../support/memory-notes.js";
import { type MemoryStore, memoryStore } from "../support/memory-store.js";
import { memoryUrlRecords } from "../support/memory-url-records.js";
import { noImageIndex } from "../support/no-image-index.js";

export const accessKeyId = "AKID";
export const secret = "wireTestSecret";

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text of an element of an XML answer. */
  element(name: string): string | undefined;
}

export interface Sent {
  readonly method?: string;
  /** Raw, as it goes over the wire. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** The decoded resource to sign, such as `/demo/k?acl`; absent: not signed. */
  readonly sign?: string;
  /** The header that dates the signature; `x-oss-date` unless told otherwise. */
  readonly dateHeader?: "x-oss-date" | "date";
}

/** What the engine without pixels takes for an image. */
export const image = JSON.stringify({
  format: "png",
  width: 40,
  height: 30,
  frames: 1,
  alpha: false,
  orientation: 1,
  byteSize: 1,
});

export interface DoorServer {
  readonly port: number;
  readonly store: MemoryStore;
  readonly engine: FakeEngine;
  readonly service: Service;
  /** Events logged at warn and error. */
  readonly troubles: readonly { readonly event: string; readonly fields: unknown }[];
  /** How many requests are being handled. */
  readonly handling: number;
  deadline: AbortSignal;
  send(request: Sent): Promise<Reply>;
  /** Stores an object behind the door's back. */
  put(bucket: string, key: string, body: string, options?: Partial<PutOptions>): Promise<StoredObject>;
  stop(): Promise<void>;
}

const unlimited: BudgetLimits = { requests: 0, cost: 0, renders: 0, megapixels: 0 };

/**
 * The door over real use-cases, a store in memory and an engine without pixels, behind Node's own HTTP server. There are
 * the buckets `demo` (private), `open` (public-read) and `shared` (public-read-write). Nothing limits what callers may use, unless
 * it is said.
 */
export async function startDoor({
  limits = unlimited,
  listedPipelines,
}: {
  limits?: BudgetLimits;
  listedPipelines?: ReadonlySet<string>;
} = {}): Promise<DoorServer> {
  const [store, engine] = [memoryStore(), fakeEngine()];
  const clock = { now: () => Date.now() };
  const signer = createUrlSigner({
    publicUrl: () => `http://localhost:${port}/`,
    accessKeyId,
    accessKeySecret: secret,
  });
  const uploadSigner = createUploadSigner({
    publicUrl: () => `http://localhost:${port}/`,
    accessKeyId,
    accessKeySecret: secret,
    clock,
  });
  const accessKeys = withRootKey(memoryAccessKeys(), { accessKeyId, accessKeySecret: secret });
  const remoteFiles: RemoteFiles = { open: () => Promise.reject(new Error("nobody imports here")) };
  const ledger = createUrlLedger({ records: memoryUrlRecords(), clock, log: silentLog });
  const keys: Keys = { find: (id) => accessKeys.find(id), noteUse() {} };
  const inspector = createUrlInspector({
    gateway: { host: () => `localhost:${port}`, bucketHosts: ["localhost"], keys, bucketsOf: async () => [] },
    clock,
  });
  const known = {
    uploadSigner,
    remoteFiles,
    notes: memoryNotes(),
    derivations: memoryDerivations(),
    completedUploads: memoryCompletedUploads(),
    images: noImageIndex,
    ledger,
    inspector,
  };
  const service = createService({ store, engine, signer, accessKeys, ...known, clock, log: silentLog });
  const call: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };
  await service.createBucket(parseBucketName("demo"), "private", call);
  await service.createBucket(parseBucketName("open"), "public-read", call);
  await service.createBucket(parseBucketName("shared"), "public-read-write", call);
  const budgets = new Budgets({ limits, rootKeyId: accessKeyId, clock });
  const door = createOssDoor({ service, keys, bucketHosts: ["localhost"], budgets, listedPipelines, clock });
  const troubles: { event: string; fields: unknown }[] = [];
  const note = (event: string, fields?: unknown) => void troubles.push({ event, fields });
  const log = { ...silentLog, warn: note, error: note };

  let handling = 0;
  const server = createServer(async (req, res) => {
    handling += 1;
    const { deadline } = doorServer;
    const requestId = "0123456789ABCDEF01234567";
    await door.handle(req, res, { requestId, log, client: "192.0.2.1", deadline, expectation: noExpectation });
    handling -= 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const doorServer: DoorServer = {
    port,
    store,
    engine,
    service,
    troubles,
    get handling() {
      return handling;
    },
    deadline: new AbortController().signal,
    send: (request) => send(port, request),
    put: (bucket, key, body, options) =>
      service.putObject(
        { bucket: parseBucketName(bucket), key: parseObjectKey(key) },
        Readable.from([Buffer.from(body)]),
        { contentType: "text/plain", metadata: {}, ...options },
        call,
      ),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
  return doorServer;
}

function send(port: number, { method = "GET", path, headers = {}, body, sign, dateHeader }: Sent): Promise<Reply> {
  const all = sign === undefined ? headers : { ...headers, ...authorization(method, headers, sign, dateHeader) };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, method, path, headers: all, agent: false });
    request.once("error", reject);
    request.once("response", async (response) => {
      try {
        const text = (await buffer(response)).toString("utf8");
        const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, element });
      } catch (error) {
        reject(error);
      }
    });
    // As bytes: before a string Node would send the headers in UTF-8 too.
    if (body !== undefined) request.write(Buffer.from(body));
    request.end();
  });
}

/** Version 1, written apart from the product's signer. Header values are wire strings. */
function authorization(
  method: string,
  headers: Readonly<Record<string, string>>,
  resource: string,
  dateHeader: "x-oss-date" | "date" = "x-oss-date",
): Record<string, string> {
  const date = new Date().toUTCString();
  const named: Record<string, string> = { ...headers, [dateHeader]: date };
  const oss = Object.keys(named)
    .filter((name) => name.startsWith("x-oss-"))
    .sort()
    .map((name) => `${name}:${named[name]}\n`)
    .join("");
  const head = `${method}\n${named["content-md5"] ?? ""}\n${named["content-type"] ?? ""}\n${date}\n${oss}`;
  const bytes = Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(resource, "utf8")]);
  const signature = createHmac("sha1", secret).update(bytes).digest("base64");
  return { [dateHeader]: date, authorization: `OSS ${accessKeyId}:${signature}` };
}

/** A PUT over a bare socket, for what no HTTP client would send, read until the server closes or nothing more can come. */
export async function rawPut(
  port: number,
  path: string,
  headers: Record<string, string>,
  body: Buffer | string,
  { signed = true }: { signed?: boolean } = {},
): Promise<string> {
  const all = { host: "127.0.0.1", ...headers, ...(signed && authorization("PUT", headers, path)) };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  // The server may close before all was written; what it answered is what counts.
  socket.on("error", () => {});
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.write(`PUT ${path} HTTP/1.1\r\n${head.join("")}\r\n`);
  socket.write(body);
  await vi.waitFor(() => expect(Buffer.concat(chunks).toString()).toMatch(/<\/Error>$/));
  socket.destroy();
  return Buffer.concat(chunks).toString();
}
