import type { FastifyInstance } from "fastify";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";

export interface HealthUse {
  /** Throws when store, catalog or engine cannot serve. */
  readonly check: (signal: AbortSignal) => Promise<void>;
  readonly isStopping: () => boolean;
  readonly log: Log;
}

const checkLimitMs = 2_000;

/** `/healthz`: the process answers. `/readyz`: it can serve and is not about to stop. */
export function healthRoutes(app: FastifyInstance, use: HealthUse): void {
  app.get("/healthz", async (_request, reply) => reply.header("Cache-Control", "no-store").send({ status: "alive" }));
  app.get("/readyz", async (_request, reply) => {
    const reason = use.isStopping() ? "stopping" : await whyNotReady(use);
    reply.header("Cache-Control", "no-store").code(reason === undefined ? 200 : 503);
    return reply.send(reason === undefined ? { status: "ready" } : { status: "not ready", reason });
  });
}

async function whyNotReady({ check, log }: HealthUse): Promise<string | undefined> {
  try {
    await check(AbortSignal.timeout(checkLimitMs));
    return undefined;
  } catch (error) {
    log.warn("not ready", { error });
    return error instanceof Failure ? error.message : "a part cannot serve; the log has the whole story";
  }
}
