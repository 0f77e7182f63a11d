import { setImmediate as nextTurn } from "node:timers/promises";
import type { BucketName } from "../../base/bucket-name.js";
import type { Clock } from "../../base/clock.js";
import type { StyleName } from "../../base/style-name.js";
import { findDerived } from "../objects/list-derived.js";
import type { Derivations, SignedUrlsRecord, Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Call } from "../service.js";
import type { UrlLedger } from "../urls/url-ledger.js";
import { stagesOfStyle } from "./stages-of-style.js";
import type { StyleImpacts, StyleUse, StyleUses } from "./style-uses.js";

export interface FindStyleUsesUse {
  readonly store: Store;
  readonly ledger: UrlLedger;
  readonly derivations: Derivations;
  readonly clock: Clock;
}

/** Rows of the ledger, and derivations, that are read at most. */
const maxRows = 10_000;
const pageOfRows = 1000;
const maxDerived = 1000;
/** Saved objects that are shown at most. */
const maxShown = 24;

/** What names a style. Bounded: what is beyond is said not to be counted. Throws NoSuchBucket, AccessDenied. */
export const findStyleUses =
  (use: FindStyleUsesUse): StyleImpacts["findStyleUses"] =>
  async (bucket, name, call) => {
    await authorizeBucket(use.store, bucket, call);
    const [urls, derived] = [await findUrls(use, bucket, name), await findSaved(use, bucket, name, call)];
    return { urls, derived };
  };

async function findUrls(
  { ledger, clock }: FindStyleUsesUse,
  bucket: BucketName,
  style: StyleName,
): Promise<StyleUses["urls"]> {
  const now = Math.floor(clock.now() / 1000);
  const urls = new Set<string>();
  const uses = new Map<string, StyleUse>();
  let rows = 0;
  for (let before: number | undefined; ; ) {
    const query = { bucket, endsAfter: now, limit: pageOfRows, ...(before !== undefined && { before }) };
    const page = await ledger.list(query);
    for (const row of page)
      for (const use of usesIn(row, style)) {
        const url = { bucket, key: use.at.key, process: use.process, expiresAt: use.endsAt, signature: "" };
        if (await ledger.isRevoked(url)) continue;
        const what = JSON.stringify([use.at.key, use.process]);
        urls.add(`${what} ${use.endsAt}`);
        const known = uses.get(what);
        uses.set(what, known && known.endsAt > use.endsAt ? known : use);
      }
    rows += page.length;
    // A page is read and parsed at one go: requests come in between.
    await nextTurn();
    before = page.at(-1)?.id;
    const isComplete = page.length < pageOfRows;
    if (isComplete || rows >= maxRows) return { count: urls.size, isComplete, uses: [...uses.values()] };
  }
}

function usesIn({ bucket, key, processes, expiresAt }: SignedUrlsRecord, style: StyleName): readonly StyleUse[] {
  const named = processes.filter((process) => stagesOfStyle(process, style).length > 0);
  return named.map((process) => ({ at: { bucket, key }, process, endsAt: expiresAt }));
}

async function findSaved(
  { store, derivations }: FindStyleUsesUse,
  bucket: BucketName,
  style: StyleName,
  call: Call,
): Promise<StyleUses["derived"]> {
  const found = await derivations.listByStyle(bucket, style, maxDerived + 1);
  const counted = found.slice(0, maxDerived);
  const shown = await Promise.all(counted.slice(0, maxShown).map((each) => findDerived(store, each, call)));
  return {
    count: counted.length,
    isComplete: found.length <= maxDerived,
    objects: shown.filter((object) => object !== undefined),
    sources: counted.slice(0, maxShown).map(({ source }) => source),
  };
}
