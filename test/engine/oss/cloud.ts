import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { parseBucketName } from "../../../src/base/bucket-name.js";
import { silentLog } from "../../../src/base/log.js";
import { parseObjectKey } from "../../../src/base/object-key.js";
import { createOssEngine, type OssEngineOptions } from "../../../src/engine/oss/index.js";
import { fixedCredentials, OssClient } from "../../../src/oss/index.js";
import { type Header, type ImagePipeline, markKeys, parseProcess } from "../../../src/pipeline/index.js";
import type { Engine, ListedObject, MarkSource, RenderJob, Source } from "../../../src/service/ports.js";
import type { Call } from "../../../src/service/service.js";
import { startGateway, type TestGateway } from "../../support/gateway.js";

export interface Cloud {
  /** The second gateway, which plays the cloud. */
  readonly gateway: TestGateway;
  readonly client: OssClient;
  readonly engine: Engine;
  /** Where results wait. */
  readonly workDir: string;
  put(key: string, bytes: Buffer, contentType?: string): Promise<void>;
  /** An object as the engine is handed it: opening it is an error, since nothing may be downloaded. */
  source(key: string): Promise<Source & { readonly object: ListedObject }>;
  job(key: string, process: string): Promise<RenderJob>;
  close(): Promise<void>;
}

export const cloudBucket = parseBucketName("pictures");
export const asAdmin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };
export const { signal: never } = new AbortController();

/** An engine over a gateway of its own, reached through the wire; `endpoint` puts something between the two. */
export async function openCloud(
  options: Partial<OssEngineOptions> & { endpoint?: (url: string) => string } = {},
): Promise<Cloud> {
  const { endpoint = (url: string) => url, ...engineOptions } = options;
  const gateway = await startGateway();
  await gateway.service.createBucket(cloudBucket, undefined, asAdmin);
  const workDir = await mkdtemp(join(tmpdir(), "imgraph-oss-engine-"));
  const { accessKeyId, accessKeySecret } = gateway;
  const client = new OssClient({
    endpoint: endpoint(gateway.url),
    region: "cn-hangzhou",
    credentials: fixedCredentials({ accessKeyId, accessKeySecret }),
    clock: Date,
    log: silentLog,
  });
  const engine = createOssEngine({
    client,
    endpoint: "cloud",
    deadlineMs: 15_000,
    memoryBytes: 1,
    workDir,
    ...engineOptions,
  });
  const headers = new Map<string, Header>();
  const source = async (key: string) => {
    const object = await gateway.service.getObject({ bucket: cloudBucket, key: parseObjectKey(key) }, asAdmin);
    const open = async () => {
      throw new Error("the source was to be downloaded");
    };
    return { object, byteSize: object.byteSize, open };
  };
  const opened = async (key: string): Promise<MarkSource> => {
    const found = await source(key);
    const header = headers.get(key) ?? (await engine.inspect(found, never));
    headers.set(key, header);
    return { ...found, header };
  };
  return {
    gateway,
    client,
    engine,
    workDir,
    async put(key, bytes, contentType = "image/jpeg") {
      const at = { bucket: cloudBucket, key: parseObjectKey(key) };
      await gateway.service.putObject(at, Readable.from([bytes]), { contentType, metadata: {} }, asAdmin);
    },
    source,
    async job(key, process) {
      const pipeline = parseProcess(process).pipeline as ImagePipeline;
      const { header, ...found } = await opened(key);
      const marks = await Promise.all(markKeys(pipeline).map(async (mark) => [mark, await opened(mark)] as const));
      return { source: found, header, pipeline, marks: new Map(marks) };
    },
    async close() {
      await engine.close();
      client.close();
      await gateway.stop();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}
