import { Failure, isFailure } from "../../base/failure.js";
import type { Header, MarkHeaders } from "../../pipeline/index.js";

/** What became of the watermark objects that a pipeline names. */
export interface CollectedMarks<T> {
  /** Those that can be drawn, by key, in the order of the keys. */
  readonly found: ReadonlyMap<string, T>;
  /** For planning, which throws what is wrong with an object when it comes to the step that draws it. */
  readonly headers: MarkHeaders;
}

/**
 * Looks for each object with `find` and keeps its failures for later: a step that fails before the watermark comes first.
 * What is no image at all is a WatermarkError. Source: specification §2 (order of checks), §16.3.
 */
export async function collectMarks<T extends { readonly header: Header }>(
  keys: readonly string[],
  find: (key: string) => Promise<T>,
): Promise<CollectedMarks<T>> {
  const outcomes = await Promise.all(keys.map(async (key) => [key, await outcomeOf(key, find)] as const));
  const found = new Map(outcomes.flatMap(([key, outcome]) => (outcome instanceof Failure ? [] : [[key, outcome]])));
  const failures = new Map(outcomes.flatMap(([key, outcome]) => (outcome instanceof Failure ? [[key, outcome]] : [])));
  const headers = (key: string) => {
    const header = found.get(key)?.header;
    if (!header) throw failures.get(key) ?? new TypeError("a watermark object that nobody looked for");
    return header;
  };
  return { found, headers };
}

async function outcomeOf<T>(key: string, find: (key: string) => Promise<T>): Promise<T | Failure> {
  try {
    return await find(key);
  } catch (error) {
    if (isFailure(error, "BadRequest")) return noImage(key, error);
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** A watermark object that does not exist. Source: specification §16.3. */
export function noSuchMark(bucket: string, key: string): Failure<"NoSuchKey"> {
  return new Failure("NoSuchKey", { bucket, key }, { ec: "0040-00000025" });
}

function noImage(key: string, cause: Failure): Failure<"WatermarkError"> {
  return new Failure(
    "WatermarkError",
    { reason: `"${key}" is no image that can be drawn` },
    { ec: "0040-00000027", cause },
  );
}
