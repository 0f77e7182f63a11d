export { type ConformanceCase, cases } from "./cases.js";
export { type Comparison, compareOutcomes, type Difference } from "./compare-outcomes.js";
export { ossSide } from "./oss-side.js";
export { type ConformanceResult, type ConformanceUse, runCases } from "./run-cases.js";
export { serviceSide } from "./service-side.js";
export type { Look, Outcome, PixelDistance, Refused, Seen, Side } from "./side.js";
export { type ConformanceSource, type SourceName, sources } from "./sources.js";
