import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { RequestFacts } from "./request-log.js";

/** What the engine is doing now. */
export interface EngineLoad {
  /** Pixel processes that run. */
  readonly children: number;
  /** Of them, those at work. */
  readonly busy: number;
  /** Jobs that wait. */
  readonly queued: number;
}

export interface Metrics {
  request(facts: RequestFacts): void;
  /** One piece of pixel work that ended; `outcome` is `done` or the code of the failure. */
  render(facts: { readonly outcome: string; readonly seconds: number }): void;
  /** Called at each scrape. */
  watchEngine(load: () => EngineLoad): void;
  /** The page in Prometheus' text format. */
  text(): Promise<string>;
}

/** Figures of one gateway, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "imgraph_http_requests_total",
    help: "Requests that were answered, or given up by the client.",
    labelNames: ["door", "method", "status"],
    registers,
  });
  const requestSeconds = new Histogram({
    name: "imgraph_http_request_duration_seconds",
    help: "From the request's head to the last byte of the answer.",
    labelNames: ["door"],
    buckets: [0.002, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });
  const renderSeconds = new Histogram({
    name: "imgraph_render_duration_seconds",
    help: "Pixel work, waiting included, by how it ended.",
    labelNames: ["outcome"],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });

  return {
    request({ door, method, status, aborted, seconds }) {
      requests.inc({ door, method, status: aborted ? "aborted" : String(status) });
      requestSeconds.observe({ door }, seconds);
    },
    render: ({ outcome, seconds }) => renderSeconds.observe({ outcome }, seconds),
    watchEngine(load) {
      const gauge = (name: string, help: string, value: (now: EngineLoad) => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(value(load()));
          },
        });
      gauge("imgraph_engine_children", "Pixel processes that run.", (now) => now.children);
      gauge("imgraph_engine_busy_children", "Pixel processes at work.", (now) => now.busy);
      gauge("imgraph_engine_queue_length", "Jobs that wait for a pixel process.", (now) => now.queued);
    },
    text: () => registry.metrics(),
  };
}

/** `/metrics` in Prometheus' text format. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics): void {
  app.get("/metrics", async (_request, reply) =>
    reply.type("text/plain; version=0.0.4; charset=utf-8").send(await metrics.text()),
  );
}
