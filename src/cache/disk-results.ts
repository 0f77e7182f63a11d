import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import type { KeptDocument, KeptImage, Rendered, Results } from "../service/ports.js";
import { demandLength, readWhole, WrongLength } from "./read-whole.js";
import { RecentBytes } from "./recent-bytes.js";
import { diskBytesOf, isAbsent, ResultFolder, shardOf, shards } from "./result-folder.js";
import { parseResultName, printResultName, type ResultFacts } from "./result-name.js";
import { type Entry, UseOrder } from "./use-order.js";

export interface DiskResultsOptions {
  /** A folder of this cache's alone; it may be removed at any time, also while the cache is used. */
  readonly folder: string;
  /** What the kept files may take of the disk together, at least 1. */
  readonly maxBytes: number;
  /** How many there may be, at least 1: each is known in memory. Default 250,000. */
  readonly maxEntries?: number;
  readonly clock: Clock;
  readonly log: Log;
}

export interface CacheUsage {
  readonly diskBytes: number;
  readonly entries: number;
  /** Results that had to go for others since the start. */
  readonly evictions: number;
}

/** A file's time is set to that of its use when it is this much behind, ms: it tells the next run the order, more or less. */
const useGraceMs = 10 * 60_000;
/** Up to so many bytes are read at once rather than handed out as an open file. */
const fewBytes = 64 * 1024;
/** What those that were read last may take of the memory, in all. */
const recentBytes = 16 * 2 ** 20;
/** Some 250 bytes of memory each. */
const defaultEntries = 250_000;

/**
 * Results in files, as many as have room; those that were not used for longest go first. What an earlier run kept is
 * listed in the background, and a shard that is asked for before its turn is listed then. Until all are, nothing has to go.
 */
export class DiskResults implements Results {
  readonly #folder: ResultFolder;
  readonly #options: DiskResultsOptions;
  readonly #order = new UseOrder();
  readonly #recent = new RecentBytes(recentBytes);
  readonly #listed = new Map<string, Promise<void>>();
  readonly #beingKept = new Set<string>();
  readonly #allListed: Promise<void>;
  /** The last of the files that are made durable, one after the other. */
  #settled = Promise.resolve();
  #evicting = Promise.resolve();
  #touched = Promise.resolve();
  #isSorted = false;
  #isClosed = false;
  #marks = 0;
  #evictions = 0;

  constructor(options: DiskResultsOptions) {
    this.#options = options;
    this.#folder = new ResultFolder(options.folder);
    this.#allListed = this.#listAll();
  }

  async find(etag: string): Promise<KeptImage | KeptDocument | undefined> {
    await this.#list(shardOf(etag));
    const entry = this.#order.use(etag);
    if (!entry) return undefined;
    try {
      return await this.#open(etag, entry);
    } catch (error) {
      this.#options.log[isAbsent(error) ? "debug" : "warn"]("kept result not read", { etag, error });
      if (isAbsent(error) || error instanceof WrongLength) await this.#forget(etag, entry);
      return undefined;
    }
  }

  async has(etag: string): Promise<boolean> {
    await this.#list(shardOf(etag));
    return this.#order.get(etag) !== undefined;
  }

  async keep(etag: string, rendered: Rendered): Promise<void> {
    try {
      await this.#list(shardOf(etag));
      await this.#keep(etag, rendered);
    } catch (error) {
      this.#options.log.warn("result not kept", { etag, error });
    } finally {
      if (rendered.kind === "image") await rendered.file.release();
    }
  }

  get usage(): CacheUsage {
    return { diskBytes: this.#order.diskBytes, entries: this.#order.size, evictions: this.#evictions };
  }

  /** Resolves when what an earlier run kept is known and within the bound. */
  get ready(): Promise<void> {
    return this.#allListed;
  }

  /** Finishes what it is writing. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#allListed;
    await this.#settled;
    await this.#evicting;
    await this.#touched;
  }

  async #open(etag: string, entry: Entry): Promise<KeptImage | KeptDocument> {
    const facts = parseResultName(entry.name)!;
    this.#touch(etag, entry);
    const recent = this.#recent.use(etag);
    if (recent) return resultOf(facts, recent);
    const handle = await this.#folder.open(etag, entry);
    try {
      if (facts.kind === "image" && facts.byteSize > fewBytes) {
        demandLength(facts.byteSize, (await handle.stat()).size);
        return { ...facts, content: handle };
      }
      const bytes = await readWhole(handle, facts.byteSize);
      if (this.#order.get(etag) === entry) this.#recent.add(etag, bytes);
      // Nobody has to wait for it.
      handle.close().catch((error) => this.#options.log.warn("kept result not closed", { etag, error }));
      return resultOf(facts, bytes);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async #keep(etag: string, rendered: Rendered): Promise<void> {
    const facts = factsOf(rendered);
    const diskBytes = diskBytesOf(facts.byteSize);
    // Equal results of objects with equal content may come at one time; the first will do.
    const isThere = this.#order.get(etag) !== undefined || this.#beingKept.has(etag);
    if (this.#isClosed || isThere || diskBytes < 1 || diskBytes > this.#options.maxBytes) return;
    this.#marks += 1;
    const entry: Entry = {
      name: printResultName(facts),
      diskBytes,
      usedAt: this.#options.clock.now(),
      mark: `~${this.#marks}`,
    };
    this.#beingKept.add(etag);
    try {
      await this.#folder.take(etag, entry, rendered);
      this.#order.add(etag, entry);
    } finally {
      this.#beingKept.delete(etag);
    }
    this.#settled = this.#settled.then(() => this.#settle(etag, entry));
    this.#evict();
  }

  async #settle(etag: string, entry: Entry): Promise<void> {
    if (this.#order.get(etag) !== entry) return;
    try {
      await this.#folder.settle(etag, entry);
      // It may have had to go meanwhile, and not been found under its marked name.
      if (this.#order.get(etag) !== entry) await this.#folder.remove(etag, entry);
    } catch (error) {
      if (!isAbsent(error)) this.#options.log.warn("result not made durable", { etag, error });
    }
  }

  /** Lets the oldest go until the rest is within the bound. */
  #evict(): void {
    const { maxBytes, maxEntries = defaultEntries } = this.#options;
    while (this.#isSorted && (this.#order.diskBytes > maxBytes || this.#order.size > maxEntries)) {
      const [etag, entry] = this.#order.oldest()!;
      this.#evictions += 1;
      this.#order.remove(etag);
      this.#recent.remove(etag);
      this.#evicting = this.#evicting.then(() => this.#remove(etag, entry));
    }
  }

  async #forget(etag: string, entry: Entry): Promise<void> {
    if (this.#order.get(etag) !== entry) return;
    this.#order.remove(etag);
    this.#recent.remove(etag);
    await this.#remove(etag, entry);
  }

  async #remove(etag: string, entry: Entry): Promise<void> {
    try {
      await this.#folder.remove(etag, entry);
    } catch (error) {
      this.#options.log.warn("kept result not removed", { etag, error });
    }
  }

  #touch(etag: string, entry: Entry): void {
    const now = this.#options.clock.now();
    if (now - entry.usedAt < useGraceMs) return;
    entry.usedAt = now;
    this.#touched = this.#touched.then(() => this.#note(etag, entry));
  }

  /** Tells the file when it was used. */
  async #note(etag: string, entry: Entry): Promise<void> {
    try {
      await this.#folder.touch(etag, entry);
    } catch (error) {
      this.#options.log.debug("use not noted", { etag, error });
    }
  }

  async #listAll(): Promise<void> {
    for (const shard of shards) {
      if (this.#isClosed) return;
      await this.#list(shard);
    }
    this.#order.sort();
    this.#isSorted = true;
    this.#evict();
  }

  #list(shard: string): Promise<void> {
    let listed = this.#listed.get(shard);
    if (!listed) {
      listed = this.#listOnce(shard);
      this.#listed.set(shard, listed);
    }
    return listed;
  }

  async #listOnce(shard: string): Promise<void> {
    try {
      for (const [etag, entry] of await this.#folder.list(shard)) this.#order.add(etag, entry);
    } catch (error) {
      this.#options.log.warn("kept results not listed", { shard, error });
    }
  }
}

function resultOf(facts: ResultFacts, bytes: Buffer): KeptImage | KeptDocument {
  return facts.kind === "image" ? { ...facts, content: bytes } : { kind: "document", json: bytes.toString() };
}

function factsOf(rendered: Rendered): ResultFacts {
  if (rendered.kind === "document") return { kind: "document", byteSize: Buffer.byteLength(rendered.json) };
  const { byteSize, format, contentType, width, height, frames } = rendered;
  return { kind: "image", byteSize, format, contentType, width, height, frames };
}
