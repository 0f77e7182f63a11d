import { limits } from "../../pipeline/limits.js";
import type { LocalFile, Source } from "../../service/ports.js";
import type { SourceFile } from "./protocol.js";

/** What is fetched of a file beyond the limit, which is not read but for telling what it is. */
const firstBytesOfLarge = 65_536;

/**
 * Does `work` with the bytes of the sources as local files, in the same order, which are released whatever happens, all of
 * them. Throws what opening, `work` and releasing throw.
 */
export async function withFiles<T>(
  sources: readonly Source[],
  signal: AbortSignal,
  work: (files: readonly SourceFile[]) => Promise<T>,
): Promise<T> {
  const opened: LocalFile[] = [];
  try {
    const files: SourceFile[] = [];
    for (const source of sources) {
      const file = await source.open(signal, source.byteSize > limits.sourceBytes ? firstBytesOfLarge : undefined);
      opened.push(file);
      files.push({ path: file.path, byteSize: source.byteSize });
    }
    return await work(files);
  } finally {
    await Promise.all(opened.map((file) => file.release()));
  }
}
