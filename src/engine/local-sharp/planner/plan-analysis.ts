import type { Header, Size } from "../../../pipeline/header.js";
import { refuseLargeSource } from "../../../pipeline/limits.js";
import { planSteps } from "../../../pipeline/plan-steps.js";
import { withoutHeic } from "../../formats/heic.js";
import type { CompileOptions } from "./compile.js";
import { type Cost, costOfAnalysis } from "./cost.js";
import type { Turn } from "./turn.js";

export interface AnalysisPlan {
  /** Of the stored frame. */
  readonly size: Size;
  /** What sets it upright. */
  readonly turn: Turn;
  readonly cost: Cost;
}

/** How a source's pixels are looked at. Throws ImageTooLarge beyond the limits of a source, NotImplemented for HEIC without its decoder. */
export function planAnalysis(header: Header, { readsHeic }: Pick<CompileOptions, "readsHeic">): AnalysisPlan {
  refuseLargeSource(header, false);
  if (header.format === "heic" && !readsHeic) throw withoutHeic();
  const upright = planSteps({ steps: [], encode: {} }, header, { animated: false }).flatMap(({ ops }) => ops);
  const turn = upright.find((op) => op.op === "orient") ?? { op: "orient", flop: false, rotate: 0 };
  return { size: { width: header.width, height: header.height }, turn, cost: costOfAnalysis(header) };
}
