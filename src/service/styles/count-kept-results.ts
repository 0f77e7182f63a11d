import { Failure } from "../../base/failure.js";
import { needsInsights, parseProcess } from "../../pipeline/index.js";
import { type PrepareUse, prepare } from "../rendering/prepare.js";
import { authorizeBucket, authorizeObject } from "../rights/authorize.js";
import { rightToRun } from "../rights/right-to-run.js";
import { nothingSeen } from "../seen.js";
import type { Call } from "../service.js";
import { resolveStyles } from "./resolve-styles.js";
import type { StyleImpacts, StyleUse } from "./style-uses.js";

/** Results that are looked for at most, and at a time. */
const maxLooked = 100;
const together = 8;

/** How many results are kept of a style as it is given; no pixel is looked at for it. Throws NoSuchBucket, AccessDenied. */
export const countKeptResults =
  (use: PrepareUse): StyleImpacts["countKeptResults"] =>
  async (style, uses, call) => {
    await authorizeBucket(use.store, style.bucket, call);
    if (!use.results) return undefined;
    const styles = new Map([[`${style.bucket}\n${style.name}`, Promise.resolve(style)]]);
    const asGiven: Call = { ...call, seen: { ...nothingSeen(), styles } };
    const looked = uses.slice(0, maxLooked);
    const known: boolean[] = [];
    for (let from = 0; from < looked.length; from += together) {
      const some = looked.slice(from, from + together);
      const kept = await Promise.all(some.map((each) => isKept(use, each, asGiven)));
      known.push(...kept.filter((each) => each !== undefined));
    }
    const isComplete = known.length === uses.length;
    return { count: known.filter(Boolean).length, lookedAt: known.length, isComplete };
  };

/** `undefined` where that cannot be said: it cannot be made, or one would have to look at the picture first. */
async function isKept(
  use: PrepareUse,
  { at, process }: Omit<StyleUse, "endsAt">,
  call: Call,
): Promise<boolean | undefined> {
  try {
    const { pipeline } = parseProcess(process);
    const resolved = await resolveStyles(use.store, at.bucket, pipeline, call);
    const object = await authorizeObject(use.store, at, rightToRun(pipeline), call);
    const { inspection } = object ?? {};
    const isSeen = inspection?.state === "image" && inspection.header.insights !== undefined;
    if (needsInsights(resolved) && !isSeen) return undefined;
    const { etag } = await prepare(use)(at, pipeline, call);
    return await use.results?.has(etag);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
