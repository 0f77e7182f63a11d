import type { LocalFile, Source } from "../../service/ports.js";
import type { SourceFile } from "./protocol.js";

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
      const file = await source.open(signal);
      opened.push(file);
      files.push({ path: file.path, byteSize: source.byteSize });
    }
    return await work(files);
  } finally {
    await Promise.all(opened.map((file) => file.release()));
  }
}
