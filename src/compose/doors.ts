import { readFile } from "node:fs/promises";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import { type Config, isLoopback, jwtSettings, type Secrets } from "../config/index.js";
import { type AllowList, createGraphql, parseAllowList } from "../graphql/index.js";
import { createOssDoor, type Keys } from "../http/index.js";
import { createTokenVerifier } from "../identity/index.js";
import { createListener, type Metrics } from "../server/index.js";
import { samplesBucket } from "../service/buckets/fill-samples.js";
import { Budgets } from "../service/budgets.js";
import type { Service } from "../service/service.js";
import { hasSamples } from "./store.js";

export interface DoorsUse {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly service: Service;
  /** Finds the access keys of signed requests. */
  readonly keys: Keys;
  readonly graphiqlDir: string;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Doors {
  listen(at: { readonly host: string; readonly port: number }): Promise<{ readonly port: number }>;
  stop(graceMs: number): Promise<void>;
}

/** The documentation of IMGRAPH_MIN_UPLOAD_RATE says it too. */
const uploadWindowMs = 20_000;

/** The front doors over the use-cases, behind one listener. Apart from compose/gateway.ts, because loading them takes as long as starting the rest. */
export async function openDoors({
  config,
  secrets,
  service,
  keys,
  graphiqlDir,
  metrics,
  clock,
  log,
}: DoorsUse): Promise<Doors> {
  const { adminToken, accessKeyId: rootKeyId } = secrets;
  const { bucketHosts, corsOrigins, deadlineMs } = config;
  const jwt = jwtSettings(config);
  const limits = {
    requests: config.requestsPerMinute,
    cost: config.costPerMinute,
    renders: config.rendersPerMinute,
    megapixels: config.megapixelsPerMinute,
  };
  const budgets = new Budgets({ limits, rootKeyId, clock });
  const graphql = await createGraphql({
    service,
    adminToken,
    tokens: jwt && createTokenVerifier({ ...jwt, clock, log }),
    allowList: await openAllowList(config),
    budgets,
    defaultBucket: config.defaultBucket ?? (hasSamples(config) ? samplesBucket : undefined),
    introspection: config.introspection === "auto" ? isLoopback(config.host) : config.introspection === "on",
    maxSubscriptions: config.maxSubscriptions,
    log,
  });
  const oss = createOssDoor({
    service,
    keys,
    bucketHosts,
    publicUrl: config.publicUrl === undefined ? undefined : new URL(config.publicUrl),
    budgets,
    listedPipelines: graphql.listedPipelines,
    clock,
  });
  const listener = await createListener({
    oss,
    graphql,
    bucketHosts,
    corsOrigins,
    believedProxies: config.trustProxy,
    deadlineMs,
    maxConnections: config.maxConnections,
    uploadPace: { minBytesPerSecond: config.minUploadRate, windowMs: uploadWindowMs },
    lenientHttp: config.lenientHttp,
    graphiqlDir,
    check: (signal) => service.check(signal),
    metrics,
    log,
  });
  return {
    listen: (at) => listener.listen(at),
    async stop(graceMs) {
      await listener.stop(graceMs);
      await graphql.apollo.stop();
    },
  };
}

/** The list of the settings; `undefined` where any operation is run. Throws InvalidArgument naming the setting. */
async function openAllowList({ operations, operationsFile: path }: Config): Promise<AllowList | undefined> {
  if (operations === "any" || path === undefined) return undefined;
  const json = await readFile(path, "utf8").catch((error: unknown) => {
    const wrong = { name: "IMGRAPH_OPERATIONS_FILE", expected: "a file that can be read", got: path };
    throw new Failure("InvalidArgument", wrong, { cause: error });
  });
  return parseAllowList(json);
}
