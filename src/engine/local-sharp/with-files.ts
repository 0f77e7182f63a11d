import { limits } from "../../pipeline/limits.js";
import type { LocalFile, Source } from "../../service/ports.js";
import type { SourceFile } from "./protocol.js";

/** What is fetched of a file beyond the limit, which is not read but for telling what it is. */
const firstBytesOfLarge = 65_536;

/**
 * Does `work` with the bytes of the sources as local files, in the same order, which are released whatever happens, all of
 * them; of each the first `firstBytes` are enough, where they are given. Throws what opening, `work` and releasing throw.
 */
export async function withFiles<T>(
  sources: readonly Source[],
  signal: AbortSignal,
  work: (files: readonly SourceFile[]) => Promise<T>,
  firstBytes?: number,
): Promise<T> {
  const opened: LocalFile[] = [];
  try {
    const files: SourceFile[] = [];
    for (const source of sources) {
      const file = await source.open(signal, source.byteSize > limits.sourceBytes ? firstBytesOfLarge : firstBytes);
      opened.push(file);
      const { path, availableBytes } = file;
      files.push({ path, byteSize: source.byteSize, ...(availableBytes !== undefined && { availableBytes }) });
    }
    return await work(files);
  } finally {
    await Promise.all(opened.map((file) => file.release()));
  }
}
