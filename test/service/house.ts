import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { Failure } from "../../src/base/failure.js";
import { type Log, type LogFields, silentLog } from "../../src/base/log.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { Header } from "../../src/pipeline/index.js";
import { createService, type Service, type ServiceUse } from "../../src/service/index.js";
import { withRootKey } from "../../src/service/keys/root-key.js";
import type {
  BucketAcl,
  ObjectAcl,
  ObjectRef,
  RemoteFiles,
  StoredObject,
  UploadSigner,
  UrlInspector,
  UrlSigner,
} from "../../src/service/ports.js";
import type { Call } from "../../src/service/service.js";
import { createUrlLedger } from "../../src/service/urls/url-ledger.js";
import { type FakeEngine, fakeEngine } from "../support/fake-engine.js";
import { memoryAccessKeys } from "../support/memory-access-keys.js";
import { memoryCompletedUploads } from "../support/memory-completed-uploads.js";
import { memoryDerivations, memoryNotes } from "../support/memory-notes.js";
import { type MemoryStore, memoryStore } from "../support/memory-store.js";
import { memoryUrlRecords } from "../support/memory-url-records.js";
import { noImageIndex } from "../support/no-image-index.js";

/** 2026-11-22T08:00:01Z, in ms. */
export const now = 1_795_334_401_000;

export const anonymous: Call = { caller: { kind: "anonymous" }, signal: new AbortController().signal };
export const signed: Call = {
  caller: { kind: "key", accessKeyId: "key", grant: { role: "admin", scopes: "everywhere" } },
  signal: new AbortController().signal,
};

/** The header of a plain photograph, as the fake engine finds it in a file. */
export const photo: Header = {
  format: "jpg",
  width: 400,
  height: 267,
  orientation: 1,
  frames: 1,
  alpha: false,
  byteSize: 1000,
};

const signer: UrlSigner = {
  signGet: ({ bucket, key }, { process, expiresAt }) => `http://gw/${bucket}/${key}?${process ?? ""}&${expiresAt}`,
};

/** Nobody looks at URLs here. */
const inspector: UrlInspector = { read: async () => ({ kind: "foreign" }) };

/** The other hosts are not there. */
const remoteFiles: RemoteFiles = {
  open: (url) => Promise.reject(new Failure("ImportFailed", { host: new URL(url).host, reason: "cannot be reached" })),
};

const uploadSigner: UploadSigner = {
  signPart: ({ key, id }, { number, byteSize }) => `http://gw/${key}?${id}&${number}&${byteSize}`,
};

export interface House {
  readonly service: Service;
  readonly store: MemoryStore;
  readonly engine: FakeEngine;
  readonly warnings: readonly string[];
  bucket(name: string, acl?: BucketAcl): Promise<void>;
  /** Puts text, or a header that makes the object an image for the fake engine. */
  put(bucket: string, key: string, content: string | Header, acl?: ObjectAcl): Promise<StoredObject>;
}

const open: MemoryStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

/** A service over fakes; closed after each test. Results are kept only where it is told to. */
export function house(options: Partial<Pick<ServiceUse, "results" | "onResult" | "remoteFiles">> = {}): House {
  const store = memoryStore();
  open.push(store);
  const engine = fakeEngine();
  const accessKeys = withRootKey(memoryAccessKeys(), { accessKeyId: "root", accessKeySecret: "of the settings" });
  const warnings: string[] = [];
  const log: Log = { ...silentLog, warn: (event: string, _?: LogFields) => void warnings.push(event) };
  const clock = { now: () => now };
  const ledger = createUrlLedger({ records: memoryUrlRecords(), clock, log: silentLog });
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
  const service = createService({ store, engine, signer, accessKeys, ...known, clock, log, ...options });
  return {
    service,
    store,
    engine,
    warnings,
    async bucket(name, acl) {
      await store.createBucket(parseBucketName(name), acl, signed.signal);
    },
    put: (bucket, key, content, acl) =>
      store.put(
        at(bucket, key),
        Readable.from([typeof content === "string" ? content : JSON.stringify(content)]),
        { contentType: "image/jpeg", metadata: {}, ...(acl && { acl }) },
        signed.signal,
      ),
  };
}

export const at = (bucket: string, key: string): ObjectRef => ({
  bucket: parseBucketName(bucket),
  key: parseObjectKey(key),
});

/** The whole content of an object. */
export const contentOf = async ({ store }: House, object: StoredObject): Promise<string> =>
  text(await store.open(object, undefined, signed.signal));
