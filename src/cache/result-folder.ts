import {
  copyFile,
  type FileHandle,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  unlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Rendered } from "../service/ports.js";
import { parseResultName } from "./result-name.js";
import type { Entry } from "./use-order.js";

/** The first two digits of an ETag: one folder each, so that none gets too long. */
export const shards = Array.from({ length: 256 }, (_, n) => n.toString(16).toUpperCase().padStart(2, "0"));

/** Which shard an ETag belongs to. Throws a TypeError for text that is no ETag of a result: it would become a path. */
export function shardOf(etag: string): string {
  if (!/^[0-9A-F]{32}$/.test(etag)) throw new TypeError(`not the ETag of a result: ${etag}`);
  return etag.slice(0, 2);
}

/**
 * Kept files on the disk, `AB/ABCD….300x200.1.48213.webp`. A new one has a mark at the end of its name until its bytes are
 * on the disk for good, so that after a power cut every file without a mark is whole.
 */
export class ResultFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = resolve(path);
  }

  /** Opens a kept file for reading. Throws when it is gone. */
  async open(etag: string, entry: Entry): Promise<FileHandle> {
    const { mark } = entry;
    try {
      return await open(this.#pathOf(etag, entry), "r");
    } catch (error) {
      if (mark === "" || !isAbsent(error)) throw error;
      // It lost its mark just now, though nobody may have been told yet.
      return open(this.#pathOf(etag, { ...entry, mark: "" }), "r");
    }
  }

  /** Moves an image's file, or writes a document, to the entry's name; makes the folders that are not there. */
  async take(etag: string, entry: Entry, rendered: Rendered): Promise<void> {
    const path = this.#pathOf(etag, entry);
    try {
      await put(rendered, path);
    } catch (error) {
      if (!isAbsent(error)) throw error;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await put(rendered, path);
    }
  }

  /** Makes the bytes durable, then takes the mark off the name. Throws when the file is gone. */
  async settle(etag: string, entry: Entry): Promise<void> {
    const marked = this.#pathOf(etag, entry);
    const handle = await open(marked, "r+");
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(marked, this.#pathOf(etag, { ...entry, mark: "" }));
    entry.mark = "";
  }

  /** Sets the file's time to that of its use. Throws when it is gone. */
  async touch(etag: string, entry: Entry): Promise<void> {
    await utimes(this.#pathOf(etag, entry), entry.usedAt / 1000, entry.usedAt / 1000);
  }

  /** Removes a kept file if it is there. Whoever has it open reads on. */
  async remove(etag: string, entry: Entry): Promise<void> {
    await unlink(this.#pathOf(etag, entry)).catch(ignoreAbsent);
  }

  /** What an earlier run kept in a shard. Everything else there is removed: marked files, and those not as long as they say. */
  async list(shard: string): Promise<readonly (readonly [etag: string, entry: Entry])[]> {
    const folder = join(this.#path, shard);
    const names = (await readdir(folder).catch(ignoreAbsent)) ?? [];
    const kept: (readonly [string, Entry])[] = [];
    // A few at a time: the disk is also there for requests.
    for (let from = 0; from < names.length; from += 16)
      await Promise.all(
        names.slice(from, from + 16).map(async (name) => {
          const found = await read(folder, shard, name);
          if (found) kept.push(found);
          else await rm(join(folder, name), { recursive: true, force: true });
        }),
      );
    return kept;
  }

  #pathOf(etag: string, { name, mark }: Entry): string {
    return join(this.#path, shardOf(etag), `${etag}.${name}${mark}`);
  }
}

/** Disks give space in blocks. */
export function diskBytesOf(byteSize: number): number {
  return Math.ceil(byteSize / 4096) * 4096;
}

/** No such file or folder. */
export function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

function ignoreAbsent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}

/** Puts the result at the path, or leaves nothing there: a part of it, on a full disk, is removed again. */
async function put(rendered: Rendered, path: string): Promise<void> {
  try {
    if (rendered.kind === "document") await writeFile(path, rendered.json, { mode: 0o600 });
    else await renameOrCopy(rendered.file.path, path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** The cache may have been given a disk of its own. */
async function renameOrCopy(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await copyFile(from, to);
  }
}

async function read(
  folder: string,
  shard: string,
  fileName: string,
): Promise<readonly [etag: string, entry: Entry] | undefined> {
  const [, etag, name] = /^([0-9A-F]{32})\.(.+)$/.exec(fileName) ?? [];
  const facts = name === undefined ? undefined : parseResultName(name);
  if (etag === undefined || name === undefined || !facts || shardOf(etag) !== shard) return undefined;
  const found = await stat(join(folder, fileName));
  if (!found.isFile() || found.size !== facts.byteSize) return undefined;
  return [etag, { name, diskBytes: diskBytesOf(found.size), usedAt: found.mtimeMs, mark: "" }];
}
