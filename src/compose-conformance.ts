import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseBucketName } from "./base/bucket-name.js";
import { silentLog } from "./base/log.js";
import { asAdmin, builtParts, openGateway, type Parts } from "./compose.js";
import { openEngine } from "./compose-engine.js";
import { type Config, loadSecrets } from "./config/index.js";
import { type ConformanceUse, ossSide, type Seen, serviceSide } from "./conformance/index.js";
import { decodeBmp } from "./engine/local-sharp/codec/bmp.js";
import { fixedCredentials, OssClient, type OssCredentials } from "./oss/index.js";
import { type Header, type ImagePipeline, parseProcess } from "./pipeline/index.js";
import type { Engine } from "./service/ports.js";

/** A bucket behind an endpoint, and what opens it. */
export interface Against {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: OssCredentials;
}

export interface OpenedConformance extends ConformanceUse {
  /** Stops what was opened and removes its files. */
  close(): Promise<void>;
}

/** Of the gateway that is opened for the occasion. */
const ownBucket = parseBucketName("conformance");

/**
 * A gateway for the occasion, in a temporary folder, and what it is compared with: the endpoint, or without one itself
 * through the wire. Nothing comes from a cache, which would compare a result with itself.
 */
export async function openConformance(
  config: Config,
  against: Against | undefined,
  parts: Parts = builtParts(),
): Promise<OpenedConformance> {
  const opened: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let last = opened.pop(); last; last = opened.pop()) await last();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), "imgraph-conformance-"));
    opened.push(() => rm(folder, { recursive: true, force: true }));
    const own = ownConfig(config, join(folder, "data"));
    const secrets = await loadSecrets(own);
    const { service, port, stop } = await openGateway({ config: own, secrets, log: silentLog, parts });
    opened.push(() => stop(0));
    await service.createBucket(ownBucket, undefined, asAdmin());
    const { engine } = openEngine({
      config: { ...own, children: 1 },
      workDir: join(folder, "decoding"),
      parts: parts.engine,
    });
    opened.push(() => engine.close());

    const itself = { endpoint: `http://127.0.0.1:${port}`, region: "cn-hangzhou", bucket: ownBucket };
    const { bucket, endpoint, region, credentials } = against ?? { ...itself, credentials: secrets };
    const client = new OssClient({
      endpoint,
      region,
      credentials: fixedCredentials(credentials),
      clock: Date,
      log: silentLog,
    });
    opened.push(async () => client.close());
    const draw = drawing(engine, folder);
    return {
      here: serviceSide({ name: "local", service, bucket: ownBucket, asAdmin }),
      there: ossSide({ name: endpoint, client, bucket, prefix: `imgraph-conformance-${randomUUID()}/` }),
      sample: (file) => readFile(join(parts.samplesDir, basename(file))),
      make: async (sample, process, signal) => (await draw(sample, process, signal)).bytes,
      async see(bytes, signal): Promise<Seen> {
        const { header, bytes: bitmap } = await draw(bytes, "image/format,bmp", signal);
        const pixels = decodeBmp(bitmap);
        const { width, height } = pixels;
        return { format: header.format, width, height, frames: header.frames, pixels };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Of its own in everything that a gateway in use has too. */
function ownConfig(config: Config, dataDir: string): Config {
  return {
    ...config,
    dataDir,
    host: "127.0.0.1",
    port: 0,
    publicUrl: undefined,
    accessKeyId: undefined,
    accessKeySecret: undefined,
    adminToken: undefined,
    samples: false,
    engine: "local",
    store: "embedded",
    cacheBytes: 0,
  };
}

/** Renders a file that is given by its bytes. */
function drawing(engine: Engine, folder: string) {
  return async (bytes: Buffer, process: string, signal: AbortSignal): Promise<{ header: Header; bytes: Buffer }> => {
    const path = join(folder, randomUUID());
    await writeFile(path, bytes);
    try {
      const source = { byteSize: bytes.length, open: async () => ({ path, release: async () => {} }) };
      const header = await engine.inspect(source, signal);
      // Written in this program, and without a style.
      const pipeline = parseProcess(process).pipeline as ImagePipeline;
      const rendered = await engine.render({ source, header, pipeline, marks: new Map() }, signal);
      if (rendered.kind !== "image") throw new TypeError("a question");
      const made = await readFile(rendered.file.path);
      await rendered.file.release();
      return { header, bytes: made };
    } finally {
      await rm(path, { force: true });
    }
  };
}
