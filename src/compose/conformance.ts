import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { parseBucketName } from "../base/bucket-name.js";
import { silentLog } from "../base/log.js";
import { type Config, loadSecrets, type Secrets } from "../config/index.js";
import { type ConformanceUse, ossSide, serviceSide } from "../conformance/index.js";
import { type ImagePipeline, parseProcess } from "../pipeline/index.js";
import type { ComparedImage, Engine, Source } from "../service/ports.js";
import { openEngine } from "./engine.js";
import { asAdmin, builtParts, openGateway, type Parts } from "./gateway.js";
import { openCloud } from "./oss.js";

export interface OpenedConformance extends ConformanceUse {
  /** Stops what was opened and removes its files. */
  close(): Promise<void>;
}

/** Of the gateway that is opened for the occasion. */
const ownBucket = parseBucketName("conformance");

/**
 * A gateway for the occasion, in a temporary folder, and what it is compared with: a bucket of the object storage that
 * settings name, or without one itself through the wire. Nothing comes from a cache, which would compare a result with itself.
 */
export async function openConformance(
  config: Config,
  against: { readonly config: Config; readonly bucket: string } | undefined,
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

    const there = against ?? { config: asCloud(own, secrets, port), bucket: ownBucket };
    const { client, endpoint } = openCloud({ config: there.config, clock: Date, log: silentLog });
    opened.push(async () => client.close());
    return {
      here: serviceSide({ name: "local", service, bucket: ownBucket, asAdmin }),
      there: ossSide({ name: endpoint, client, bucket: there.bucket, prefix: `imgraph-conformance-${randomUUID()}/` }),
      sample: (file) => readFile(join(parts.samplesDir, basename(file))),
      make: drawing(engine, folder),
      look: looking(engine, folder),
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

/** The settings of whoever has that gateway for a cloud. */
function asCloud(own: Config, { accessKeyId, accessKeySecret }: Secrets, port: number): Config {
  return {
    ...own,
    store: "oss",
    ossEndpoint: `http://127.0.0.1:${port}`,
    ossInternalEndpoint: undefined,
    ossRegion: "cn-hangzhou",
    ossAccessKeyId: accessKeyId,
    ossAccessKeySecret: accessKeySecret,
    ossSecurityToken: undefined,
    ossCredentialsUrl: undefined,
  };
}

/** Renders a file that is given by its bytes. */
function drawing(engine: Engine, folder: string): ConformanceUse["make"] {
  return (bytes, process, signal) =>
    inFile(bytes, folder, async (source) => {
      const header = await engine.inspect(source, signal);
      // Written in this program, and without a style.
      const pipeline = parseProcess(process).pipeline as ImagePipeline;
      const rendered = await engine.render({ source, header, pipeline, marks: new Map() }, signal);
      if (rendered.kind !== "image") throw new TypeError("a question");
      const made = await readFile(rendered.file.path);
      await rendered.file.release();
      return made;
    });
}

/** Compares two files that are given by their bytes. */
function looking(engine: Engine, folder: string): ConformanceUse["look"] {
  const compared = (bytes: Buffer, signal: AbortSignal): Promise<ComparedImage> =>
    inFile(bytes, folder, async (source) => {
      const header = await engine.inspect(source, signal);
      return { ...header, open: () => Readable.from([bytes]) };
    });
  return async (here, there, signal) => {
    if (!engine.compare) throw new TypeError("the engine of this machine works pixels");
    const images = [await compared(here, signal), await compared(there, signal)] as const;
    const { a, b, ssim, largest } = await engine.compare(images, { heatMapSide: 0 }, signal);
    const [{ format: formatA }, { format: formatB }] = images;
    return { a: { format: formatA, ...a }, b: { format: formatB, ...b }, distance: { ssim, largest } };
  };
}

/** Does `work` with bytes as engines take them. */
async function inFile<T>(bytes: Buffer, folder: string, work: (source: Source) => Promise<T>): Promise<T> {
  const path = join(folder, randomUUID());
  await writeFile(path, bytes);
  try {
    return await work({ byteSize: bytes.length, open: async () => ({ path, release: async () => {} }) });
  } finally {
    await rm(path, { force: true });
  }
}
