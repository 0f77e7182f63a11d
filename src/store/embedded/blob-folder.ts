import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import {
  access,
  constants,
  type FileHandle,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  truncate,
  unlink,
} from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { addAbortSignal, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { KeyedLock } from "../../base/keyed-lock.js";
import type { Log } from "../../base/log.js";
import type { ByteRange, LocalFile, Segment } from "../../service/ports.js";
import { asFailure } from "../content/as-failure.js";
import type { ContentFacts } from "../content/content-digest.js";
import { type ReceiveOptions, receiveFile } from "./receive-file.js";
import { syncFolder } from "./sync-folder.js";

/** What one read of a file takes, at most. */
const chunkBytes = 64 * 1024;

/** Content on the disk that has no name yet. */
export interface ReceivedContent extends ContentFacts {
  readonly temporaryPath: string;
}

/**
 * Files named by the SHA-256 of their content, `objects/ab/cd…`; equal content is one file. A file is first written to
 * `tmp/` and synced, then renamed. Between its renaming and the commit of the record that names it, it is locked, and it is
 * only removed under that lock, when no record names it and nobody holds it.
 */
export class BlobFolder {
  readonly #objects: string;
  readonly #temporary: string;
  readonly #isUsed: (blob: string) => Promise<boolean>;
  readonly #log: Log;
  readonly #locks = new KeyedLock();
  /** How many hold a blob, and whether it was to be removed meanwhile. */
  readonly #held = new Map<string, { count: number; isDue: boolean }>();

  /** `isUsed` is true while any record names the blob. */
  constructor(options: { dataDir: string; isUsed: (blob: string) => Promise<boolean>; log: Log }) {
    // Paths are handed to other processes, which may stand elsewhere.
    this.#objects = resolve(options.dataDir, "objects");
    this.#temporary = resolve(options.dataDir, "tmp");
    this.#isUsed = options.isUsed;
    this.#log = options.log;
  }

  /** Makes the folders and empties `tmp/`; the number of files removed from it. Nobody else may be using them. */
  async prepare(): Promise<number> {
    // Private objects are nobody's but this user's.
    await mkdir(this.#objects, { recursive: true, mode: 0o700 });
    await mkdir(this.#temporary, { recursive: true, mode: 0o700 });
    await syncFolder(dirname(this.#objects));
    const left = await readdir(this.#temporary);
    for (const name of left) await rm(join(this.#temporary, name), { force: true, recursive: true });
    return left.length;
  }

  /** Throws when content cannot be written. */
  async check(): Promise<void> {
    await access(this.#temporary, constants.W_OK);
    await access(this.#objects, constants.W_OK);
  }

  /** Writes a stream to `tmp/`, synced. Follow it with `keep`. */
  async receive(body: Readable, options: ReceiveOptions, signal: AbortSignal): Promise<ReceivedContent> {
    const temporaryPath = join(this.#temporary, randomUUID());
    return { ...(await receiveFile(temporaryPath, body, options, signal)), temporaryPath };
  }

  /** Gives the content its name and runs `commit`, which records it; when that throws, the content is removed. */
  async keep<T>({ temporaryPath, sha256 }: ReceivedContent, commit: () => Promise<T>): Promise<T> {
    try {
      return await this.#locks.run(sha256, async () => {
        const path = this.#path(sha256);
        if (await mkdir(dirname(path), { recursive: true })) await syncFolder(this.#objects);
        // Also over a file of that name: it has the same bytes, and should it be damaged, it no longer is.
        await rename(temporaryPath, path);
        await syncFolder(dirname(path));
        return commit();
      });
    } catch (error) {
      await rm(temporaryPath, { force: true });
      await this.removeUnused(sha256);
      throw error;
    }
  }

  /** Removes content that was not kept. */
  async discard({ temporaryPath }: ReceivedContent): Promise<void> {
    await rm(temporaryPath, { force: true });
  }

  /** Writes a stream to a file of its own, made as long as `byteSize` if it is shorter, which is removed when it is released. */
  async join(stream: Readable, byteSize: number, signal: AbortSignal): Promise<LocalFile> {
    const path = join(this.#temporary, randomUUID());
    const release = () => rm(path, { force: true });
    try {
      await pipeline(stream, createWriteStream(path, { flags: "wx" }), { signal });
      await truncate(path, byteSize);
      return { path, release };
    } catch (error) {
      await release();
      signal.throwIfAborted();
      throw asFailure(error);
    }
  }

  /** A stream of the blob's bytes, or undefined when there is no such blob. Removing the blob does not disturb the stream. */
  async open(segment: Segment, range: ByteRange | undefined, signal: AbortSignal): Promise<Readable | undefined> {
    const file = await this.#openFile(segment, signal);
    const { start, end } = range ?? { start: 0, end: Math.max(segment.byteSize - 1, 0) };
    // A small blob needs a small buffer, and no second read to find its end.
    const stream = file?.createReadStream({ start, end, highWaterMark: Math.min(end - start + 1, chunkBytes) });
    // An abort before anybody reads must not end the process; whoever reads later gets the error all the same.
    stream?.on("error", () => {});
    return stream && addAbortSignal(signal, stream);
  }

  /** The blob's bytes all at once, or undefined when there is no such blob. */
  async read(segment: Segment, range: ByteRange | undefined, signal: AbortSignal): Promise<Buffer | undefined> {
    const file = await this.#openFile(segment, signal);
    if (!file) return undefined;
    try {
      const { start, end } = range ?? { start: 0, end: segment.byteSize - 1 };
      const bytes = Buffer.allocUnsafe(end - start + 1);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      if (bytesRead < bytes.length)
        throw new Error(`of blob ${segment.blob} ${bytesRead} of ${bytes.length} bytes came`);
      return bytes;
    } finally {
      await file.close();
    }
  }

  /** The file of a blob, which has the length that it should have. */
  async #openFile({ blob, byteSize }: Segment, signal: AbortSignal): Promise<FileHandle | undefined> {
    const file = await open(this.#path(blob), "r").catch(absent);
    try {
      if (file) demandSize(blob, (await file.stat()).size, byteSize);
      signal.throwIfAborted();
    } catch (error) {
      await file?.close();
      throw error;
    }
    return file;
  }

  /** The blob's file, kept until it is released, or undefined when there is no such blob. */
  async hold({ blob, byteSize }: Segment): Promise<LocalFile | undefined> {
    const release = await this.pin([blob]);
    try {
      const path = this.#path(blob);
      const found = await stat(path).catch(absent);
      if (found) {
        demandSize(blob, found.size, byteSize);
        return { path, release };
      }
    } catch (error) {
      await release();
      throw error;
    }
    await release();
    return undefined;
  }

  /** Keeps these blobs, as far as they are there, from being removed until the returned function is called. */
  async pin(blobs: readonly string[]): Promise<() => Promise<void>> {
    // Under the lock, so that no removal is between its decision and its deed.
    for (const blob of blobs)
      await this.#locks.run(blob, async () => {
        const held = this.#held.get(blob) ?? { count: 0, isDue: false };
        held.count += 1;
        this.#held.set(blob, held);
      });
    let isPinned = true;
    return async () => {
      if (!isPinned) return;
      isPinned = false;
      for (const blob of blobs) if (this.#unpin(blob)) await this.removeUnused(blob);
    };
  }

  /** True when that was the last one and the blob was to be removed. */
  #unpin(blob: string): boolean {
    const held = this.#held.get(blob);
    if (!held) return false;
    held.count -= 1;
    if (held.count > 0) return false;
    this.#held.delete(blob);
    return held.isDue;
  }

  /** Removes the blob unless it is named by a record or held; a trouble is logged, since the next start tries again. */
  async removeUnused(blob: string): Promise<boolean> {
    try {
      return await this.#locks.run(blob, async () => {
        const held = this.#held.get(blob);
        if (held) held.isDue = true;
        if (held || (await this.#isUsed(blob))) return false;
        await unlink(this.#path(blob)).catch(absent);
        return true;
      });
    } catch (error) {
      this.#log.error("blob not removed", { blob, error });
      return false;
    }
  }

  /** Removes blobs that no record names and that were written before `before` (ms since 1970); how many. */
  async sweep(before: number, signal: AbortSignal): Promise<number> {
    let removed = 0;
    for (const shard of await readdir(this.#objects)) {
      if (!/^[0-9a-f]{2}$/.test(shard)) continue;
      for (const name of await readdir(join(this.#objects, shard))) {
        signal.throwIfAborted();
        const blob = shard + name;
        if (!/^[0-9a-f]{64}$/.test(blob) || (await this.#isUsed(blob))) continue;
        const found = await stat(this.#path(blob)).catch(absent);
        if (found && found.mtimeMs <= before && (await this.removeUnused(blob))) removed++;
      }
    }
    return removed;
  }

  #path(blob: string): string {
    return join(this.#objects, blob.slice(0, 2), blob.slice(2));
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** A wrong size is damage from outside: better no answer than a wrong one. */
function demandSize(blob: string, found: number, recorded: number): void {
  if (found !== recorded) throw new Error(`blob ${blob} has ${found} bytes on the disk and ${recorded} in its record`);
}
