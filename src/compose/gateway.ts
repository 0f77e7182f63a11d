import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import { createLibsqlCatalog } from "../catalog/libsql/index.js";
import { type Config, isLoopback, type Secrets } from "../config/index.js";
import { measuredEngine } from "../engine/measured-engine.js";
import { createOssUrlSigner } from "../engine/oss/oss-url-signer.js";
import { createUploadSigner, createUrlSigner } from "../http/index.js";
import { createRemoteFiles } from "../remote/index.js";
import { createMetrics } from "../server/index.js";
import { fillSamples, type SampleFile } from "../service/buckets/fill-samples.js";
import { createService } from "../service/index.js";
import { sweepStaged } from "../service/intake/sweep-staged.js";
import { createKeyRing } from "../service/keys/key-ring.js";
import { withRootKey } from "../service/keys/root-key.js";
import type { Call, Service } from "../service/service.js";
import { createUrlLedger } from "../service/urls/url-ledger.js";
import { builtEngineParts, type EngineParts, openEngine } from "./engine.js";
import { openResults } from "./results.js";
import { hasSamples, openCloudOf, openStore } from "./store.js";
import { openUrlInspector } from "./url-inspector.js";

/** Where the parts of the program that are not code lie. */
export interface Parts {
  readonly engine: EngineParts;
  readonly graphiqlDir: string;
  readonly samplesDir: string;
}

export interface GatewayUse {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly clock?: Clock;
  readonly parts?: Parts;
}

/** A gateway that listens. */
export interface Gateway {
  /** Base of the URLs that are handed out. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly service: Service;
  /** Finishes what runs, for `graceMs` at most, and lets go of everything. */
  stop(graceMs: number): Promise<void>;
}

/** The parts as the build puts them beside the compiled program. */
export function builtParts(): Parts {
  const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  return { engine: builtEngineParts, graphiqlDir: beside("../graphiql/"), samplesDir: beside("../../samples/") };
}

/** A file of another host is here by then; a request's own deadline may end it before. */
const importMs = 60_000;

/** The one place that builds adapters and hands them out. What was opened is closed again when a later part fails. */
export async function openGateway({
  config,
  secrets,
  log,
  clock = Date,
  parts = builtParts(),
}: GatewayUse): Promise<Gateway> {
  const opened: (() => Promise<void>)[] = [];
  let graceMs = 0;
  const closeAll = async () => {
    const troubles: unknown[] = [];
    for (let close = opened.pop(); close; close = opened.pop()) await close().catch((error) => troubles.push(error));
    if (troubles.length > 0) throw new AggregateError(troubles, "a part did not close");
  };
  try {
    // First, since it locks the folder: a gateway that may not use it must not tidy it up either.
    const catalog = await createLibsqlCatalog({ path: join(config.dataDir, "catalog.db") });
    opened.push(() => catalog.close());
    const workDir = join(config.dataDir, "work");
    const cloud = await openCloudOf({ config, clock, log });
    if (cloud) opened.push(async () => cloud.client.close());
    const { engine, load } = openEngine({ config, workDir, cloud, log, clock, parts: parts.engine });
    opened.push(() => engine.close());
    // The pixel processes start while the rest is loaded and built.
    const engineReady = engine.check(new AbortController().signal);
    engineReady.catch(() => {});
    const doorsLoaded = import("./doors.js");
    doorsLoaded.catch(() => {});
    const maxFileBytes = engine.capabilities.limits.maxSourceBytes;
    const store = await openStore({ config, catalog, cloud, workDir, maxFileBytes, clock, log });
    opened.push(() => store.close());
    const results = await openResults({ config, clock, log });
    if (results) opened.push(() => results.close());

    let publicUrl = config.publicUrl ?? "";
    const { accessKeyId, accessKeySecret } = secrets;
    const accessKeys = withRootKey(catalog.accessKeys, secrets);
    const keys = createKeyRing({ accessKeys, rootKeyId: accessKeyId, clock, log });
    opened.push(() => keys.close());
    const metrics = createMetrics();
    metrics.watchEngine(load);
    if (results) metrics.watchCache(() => results.usage);
    if (cloud) metrics.watchStorage(() => cloud.client.load);
    const signer = createUrlSigner({ publicUrl: () => publicUrl, accessKeyId, accessKeySecret });
    const uploadSigner = createUploadSigner({ publicUrl: () => publicUrl, accessKeyId, accessKeySecret, clock });
    const ledger = createUrlLedger({ records: catalog.urls, clock, log });
    opened.push(() => ledger.close());
    await ledger.load();
    const inspector = openUrlInspector({
      publicUrl: () => publicUrl,
      bucketHosts: config.bucketHosts,
      keys,
      cloud,
      service: () => service,
      clock,
    });
    const service: Service = createService({
      store,
      engine: measuredEngine(engine, metrics.render),
      signer:
        cloud && config.engine === "oss"
          ? createOssUrlSigner({ client: cloud.client, gateway: signer, clock })
          : signer,
      accessKeys,
      uploadSigner,
      remoteFiles: createRemoteFiles({ hosts: { entries: config.importHosts }, timeoutMs: importMs }),
      notes: catalog.notes,
      derivations: catalog.derivations,
      completedUploads: catalog.completedUploads,
      ledger,
      inspector,
      // A cloud keeps its own records.
      images: cloud ? catalog.listedImages : catalog.images,
      results,
      onResult: metrics.result,
      clock,
      log,
    });
    const lifetimeMs = config.uploadLifetimeHours * 3_600_000;
    const sweep = sweepStaged({ store, completedUploads: catalog.completedUploads, clock, log, lifetimeMs });
    opened.push(() => sweep.stop());
    if (hasSamples(config)) await fillSamples({ service })(await sampleFiles(parts.samplesDir), asAdmin());

    const { openDoors } = await doorsLoaded;
    const doors = await openDoors({
      config,
      secrets,
      service,
      keys,
      graphiqlDir: parts.graphiqlDir,
      metrics,
      clock,
      log,
    });
    opened.push(() => doors.stop(graceMs));
    await engineReady;
    const { port } = await doors.listen({ host: config.host, port: config.port }).catch(refuseAddress(config));
    publicUrl ||= listenerUrl(config.host, port);
    if (config.publicUrl === undefined && !isLoopback(config.host))
      log.warn("IMGRAPH_PUBLIC_URL is not set: URLs that are handed out may lead nowhere", { publicUrl });
    return {
      publicUrl,
      host: config.host,
      port,
      service,
      async stop(longest) {
        graceMs = longest;
        log.info("stopping");
        await closeAll();
        log.info("stopped");
      },
    };
  } catch (error) {
    await closeAll().catch((trouble) => log.error("not closed", { error: trouble }));
    throw error;
  }
}

/** An address that cannot be listened on is a wrong setting. */
const refuseAddress =
  ({ host, port }: Pick<Config, "host" | "port">) =>
  (error: NodeJS.ErrnoException): never => {
    const refuse = (name: string, got: string, expected: string) =>
      new Failure("InvalidArgument", { name, got, expected }, { cause: error });
    switch (error.code) {
      case "EADDRINUSE":
        throw refuse("IMGRAPH_PORT", String(port), `a port of ${host} that no other program listens on`);
      case "EACCES":
        throw refuse("IMGRAPH_PORT", String(port), "a port that this user may listen on");
      case "EADDRNOTAVAIL":
      case "ENOTFOUND":
      case "EAI_AGAIN":
        throw refuse("IMGRAPH_HOST", host, "an address of this machine");
      default:
        throw error;
    }
  };

/** A call of the gateway itself. */
export function asAdmin(signal: AbortSignal = new AbortController().signal): Call {
  return { caller: { kind: "admin" }, signal };
}

/** How this machine reaches the listener; loopback goes by its name, because some clients refuse IP endpoints. */
function listenerUrl(host: string, port: number): string {
  const name = isLoopback(host) || host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

const sampleTypes: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  png: "image/png",
};

async function sampleFiles(folder: string): Promise<readonly SampleFile[]> {
  const names = (await readdir(folder)).sort();
  return names.flatMap((key) => {
    const contentType = sampleTypes[key.split(".").at(-1) ?? ""];
    return contentType === undefined ? [] : [{ key, path: join(folder, key), contentType }];
  });
}
