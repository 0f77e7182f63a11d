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

/** What the cache of results holds now. */
export interface CacheLoad {
  readonly diskBytes: number;
  readonly entries: number;
  /** Results that had to go for others since the start. */
  readonly evictions: number;
}

/** What the client of the object storage has done since the start, and is doing. */
export interface StorageLoad {
  readonly sendings: number;
  readonly repetitions: number;
  readonly faults: number;
  readonly isResting: boolean;
}

export interface Metrics {
  request(facts: RequestFacts): void;
  /** One piece of pixel work that ended; `outcome` is `done` or the code of the failure. */
  render(facts: { readonly outcome: string; readonly seconds: number }): void;
  /** One result that was handed out; `cache` says where it came from. */
  result(cache: string): void;
  /** Called at each scrape. */
  watchEngine(load: () => EngineLoad): void;
  /** Called at each scrape. */
  watchCache(load: () => CacheLoad): void;
  /** Called at each scrape. */
  watchStorage(load: () => StorageLoad): void;
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
  const results = new Counter({
    name: "imgraph_results_total",
    help: "Results by where they came from: hit (kept), miss (rendered), shared (rendered for another request), off.",
    labelNames: ["cache"],
    registers,
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });

  const counter = (name: string, help: string, value: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });

  return {
    request({ door, method, status, aborted, seconds }) {
      requests.inc({ door, method, status: aborted ? "aborted" : String(status) });
      requestSeconds.observe({ door }, seconds);
    },
    render: ({ outcome, seconds }) => renderSeconds.observe({ outcome }, seconds),
    result: (cache) => results.inc({ cache }),
    watchCache(load) {
      gauge("imgraph_cache_bytes", "What kept results take of the disk.", () => load().diskBytes);
      gauge("imgraph_cache_entries", "Kept results.", () => load().entries);
      counter("imgraph_cache_evictions_total", "Kept results that had to go for others.", () => load().evictions);
    },
    watchStorage(load) {
      counter("imgraph_storage_sendings_total", "Requests to the object storage.", () => load().sendings);
      counter("imgraph_storage_repetitions_total", "Of them, those sent again.", () => load().repetitions);
      counter("imgraph_storage_faults_total", "Of them, those not answered as they should be.", () => load().faults);
      gauge("imgraph_storage_resting", "1 while the object storage does not answer and is left alone.", () =>
        Number(load().isResting),
      );
    },
    watchEngine(load) {
      gauge("imgraph_engine_children", "Pixel processes that run.", () => load().children);
      gauge("imgraph_engine_busy_children", "Pixel processes at work.", () => load().busy);
      gauge("imgraph_engine_queue_length", "Jobs that wait for a pixel process.", () => load().queued);
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
