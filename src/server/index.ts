export { createListener, type Listener, type ListenerUse } from "./listener.js";
export { createLog, type LogOptions } from "./log.js";
export { type CacheLoad, createMetrics, type EngineLoad, type Metrics } from "./metrics.js";
