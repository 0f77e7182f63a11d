import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "../../src/base/clock.js";
import { openGateway, type Parts } from "../../src/compose/gateway.js";
import { loadSecrets, readConfig, thisMachine } from "../../src/config/index.js";
import { createLog } from "../../src/server/index.js";
import type { Service } from "../../src/service/service.js";

export interface TestGateway {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly adminToken: string;
  /** The use-cases behind the doors, to prepare what a test needs. */
  readonly service: Service;
  /** Every line that was logged, as JSON text, from `debug` up. */
  readonly logLines: readonly string[];
  /** Stops it; a data folder that was made for it is removed. */
  stop(): Promise<void>;
}

/** The parts as the build, which runs before all tests, left them in dist/. */
export const builtParts: Parts = {
  engine: { fontsDir: fromRoot("dist/fonts/"), childPath: fromRoot("dist/engine/local-sharp/child.js") },
  graphiqlDir: fromRoot("dist/graphiql/"),
  samplesDir: fromRoot("samples/"),
};

/**
 * A whole gateway in this process, on any free port of 127.0.0.1, in a temporary data folder and without samples.
 * `env` holds further settings and wins.
 */
export async function startGateway(
  options: { env?: Record<string, string>; dataDir?: string; clock?: Clock } = {},
): Promise<TestGateway> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "imgraph-test-")));
  const env = {
    IMGRAPH_PORT: "0",
    IMGRAPH_SAMPLES: "off",
    IMGRAPH_LOG_LEVEL: "debug",
    IMGRAPH_DATA_DIR: dataDir,
    ...options.env,
  };
  const config = readConfig(env, thisMachine(), () => "");
  const logLines: string[] = [];
  const destination = { write: (line: string) => void logLines.push(line.trimEnd()) };
  const log = await createLog({ level: config.logLevel, pretty: false, destination });
  const secrets = await loadSecrets(config);
  const gateway = await openGateway({
    config,
    secrets,
    log,
    parts: builtParts,
    ...(options.clock && { clock: options.clock }),
  });
  return {
    url: `http://127.0.0.1:${gateway.port}`,
    port: gateway.port,
    dataDir,
    accessKeyId: secrets.accessKeyId,
    accessKeySecret: secrets.accessKeySecret,
    adminToken: secrets.adminToken,
    service: gateway.service,
    logLines,
    async stop() {
      await gateway.stop(1_000);
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
