import { rm } from "node:fs/promises";
import { unlessAborted } from "../../base/unless-aborted.js";
import type { ListedObject, LocalFile } from "../../service/ports.js";

export interface SourceFilesUse {
  /** Gets the bytes into a new file; its path. */
  readonly fetch: (object: ListedObject, signal: AbortSignal) => Promise<string>;
  /** True while the object is still of that version. */
  readonly isCurrent: (object: ListedObject, signal: AbortSignal) => Promise<boolean>;
  /** Files that nobody holds take so many bytes of the disk at most. */
  readonly keptBytes: number;
}

interface SourceFile {
  readonly path: Promise<string>;
  readonly byteSize: number;
  readonly fetching: AbortController;
  /** Those who wait for it, and those who read it. */
  holders: number;
  isFetched: boolean;
}

/**
 * Local files with the bytes of objects. Whoever asks for the same version gets the same file, be it on its way still; one that
 * nobody holds any more stays for a while, for who looks at a picture's header mostly wants its pixels next.
 */
export class SourceFiles {
  readonly #use: SourceFilesUse;
  /** By version, the longest unused first. */
  readonly #files = new Map<string, SourceFile>();

  constructor(use: SourceFilesUse) {
    this.#use = use;
  }

  /** True while there is a file of that version, or one is on its way. */
  has(object: ListedObject): boolean {
    return this.#files.has(nameOf(object));
  }

  /** `undefined` when the object is no longer of that version. Throws what `fetch` throws, and the reason of the signal. */
  async hold(object: ListedObject, signal: AbortSignal): Promise<LocalFile | undefined> {
    signal.throwIfAborted();
    const name = nameOf(object);
    const file = this.#files.get(name) ?? this.#start(name, object);
    file.holders += 1;
    let isHeld = true;
    const release = async () => {
      if (!isHeld) return;
      isHeld = false;
      await this.#leave(name, file);
    };
    try {
      if (file.isFetched && !(await this.#use.isCurrent(object, signal))) {
        this.#forget(name, file);
        await release();
        return undefined;
      }
      const path = await unlessAborted(file.path, signal);
      this.#touch(name, file);
      return { path, release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Ends what is on its way and removes what nobody holds. */
  async close(): Promise<void> {
    const files = [...this.#files.values()];
    this.#files.clear();
    for (const file of files) file.fetching.abort();
    await Promise.all(files.map((file) => (file.holders === 0 ? remove(file) : undefined)));
  }

  #start(name: string, object: ListedObject): SourceFile {
    const fetching = new AbortController();
    const path = this.#use.fetch(object, fetching.signal);
    const file: SourceFile = { path, byteSize: object.byteSize, fetching, holders: 0, isFetched: false };
    path.then(
      () => {
        file.isFetched = true;
      },
      // Whoever asks then starts anew.
      () => this.#forget(name, file),
    );
    this.#files.set(name, file);
    return file;
  }

  #touch(name: string, file: SourceFile): void {
    if (this.#files.get(name) !== file) return;
    this.#files.delete(name);
    this.#files.set(name, file);
  }

  #forget(name: string, file: SourceFile): void {
    if (this.#files.get(name) === file) this.#files.delete(name);
  }

  async #leave(name: string, file: SourceFile): Promise<void> {
    file.holders -= 1;
    if (file.holders > 0) return;
    if (!file.isFetched) {
      this.#forget(name, file);
      file.fetching.abort();
    }
    if (this.#files.get(name) !== file) await remove(file);
    await this.#trim();
  }

  async #trim(): Promise<void> {
    const unheld = [...this.#files].filter(([, file]) => file.holders === 0);
    let bytes = unheld.reduce((sum, [, { byteSize }]) => sum + byteSize, 0);
    for (const [name, file] of unheld) {
      if (bytes <= this.#use.keptBytes) return;
      bytes -= file.byteSize;
      // While an earlier one was removed, somebody may have taken or removed this one.
      if (file.holders > 0 || this.#files.get(name) !== file) continue;
      this.#files.delete(name);
      await remove(file);
    }
  }
}

function nameOf({ bucket, key, version }: ListedObject): string {
  return JSON.stringify([bucket, key, version]);
}

/** A file that never came has nothing to remove. */
async function remove(file: SourceFile): Promise<void> {
  const path = await file.path.catch(() => undefined);
  if (path !== undefined) await rm(path, { force: true });
}
