import { addAbortSignal, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Failure } from "../../base/failure.js";
import type { ByteRange, Catalog, ListedObject, LocalFile, ObjectRecord, Segment } from "../../service/ports.js";
import type { BlobFolder } from "./blob-folder.js";
import { type Slice, slicesOf } from "./slices.js";

/** An object whose files stay until it is released, whatever happens to its record. */
export interface PinnedRecord {
  readonly record: ObjectRecord;
  release(): Promise<void>;
}

/** The files of objects: reading them as one content, keeping them from being removed, removing them. */
export class RecordFiles {
  readonly #catalog: Catalog;
  readonly #blobs: BlobFolder;

  constructor({ catalog, blobs }: { catalog: Catalog; blobs: BlobFolder }) {
    this.#catalog = catalog;
    this.#blobs = blobs;
  }

  /** A stream of exactly this version; files that are not needed are not opened. Throws NoSuchKey. */
  async open(object: ListedObject, range: ByteRange | undefined, signal: AbortSignal): Promise<Readable> {
    const record = await this.#get(object);
    const [only, ...others] = record.segments;
    if (only === undefined || others.length > 0) return this.#openSlices(record, range, signal);
    const stream = await this.#blobs.open(only, range, signal);
    if (!stream) throw noSuchKey(object);
    return stream;
  }

  /** The same all at once. Throws NoSuchKey. */
  async read(object: ListedObject, range: ByteRange | undefined, signal: AbortSignal): Promise<Buffer> {
    const record = await this.#get(object);
    const [only, ...others] = record.segments;
    if (only === undefined || others.length > 0) return buffer(await this.#openSlices(record, range, signal));
    const bytes = await this.#blobs.read(only, range, signal);
    if (!bytes) throw noSuchKey(object);
    return bytes;
  }

  /**
   * A file with exactly this version's bytes: the object's own, or one that its files were joined into, which beyond
   * `firstBytes` is only as long as it should be. Throws NoSuchKey.
   */
  async file(object: ListedObject, signal: AbortSignal, firstBytes?: number): Promise<LocalFile> {
    const record = await this.#get(object);
    const [only, ...others] = record.segments;
    if (only === undefined || others.length > 0) {
      const range = firstBytes === undefined ? undefined : { start: 0, end: firstBytes - 1 };
      return this.#blobs.join(await this.#openSlices(record, range, signal), record.byteSize, signal);
    }
    const file = await this.#blobs.hold(only);
    if (!file) throw noSuchKey(object);
    return file;
  }

  /** The bytes of files that somebody keeps from being removed meanwhile. */
  openUnpinned(slices: readonly Slice[], signal: AbortSignal): Readable {
    const stream = Readable.from(readSlices(this.#blobs, slices, signal), { objectMode: false });
    // An abort before anybody reads must not end the process; whoever reads later gets the error all the same.
    stream.on("error", () => {});
    return addAbortSignal(signal, stream);
  }

  /** Throws NoSuchKey unless exactly this version is there. */
  async pin(object: ListedObject): Promise<PinnedRecord> {
    const record = await this.#get(object);
    return { record, release: await this.#pin(record, record.segments) };
  }

  /** Removes the files that no record names any more; those in `except` are known to be named. */
  async removeUnused(files: Iterable<Pick<Segment, "blob">>, except: readonly Segment[] = []): Promise<void> {
    const named = new Set(except.map(({ blob }) => blob));
    for (const { blob } of files) if (!named.has(blob)) await this.#blobs.removeUnused(blob);
  }

  async #get(object: ListedObject): Promise<ObjectRecord> {
    const record = await this.#catalog.findRecord(object);
    if (record?.version !== object.version) throw noSuchKey(object);
    return record;
  }

  async #pin(record: ObjectRecord, segments: readonly Segment[]): Promise<() => Promise<void>> {
    const release = await this.#blobs.pin(segments.map(({ blob }) => blob));
    try {
      // While the record is there, its files are; from the pin on they stay.
      const now = await this.#catalog.findObject(record);
      if (now?.version !== record.version) throw noSuchKey(record);
      return release;
    } catch (error) {
      await release();
      throw error;
    }
  }

  async #openSlices(record: ObjectRecord, range: ByteRange | undefined, signal: AbortSignal): Promise<Readable> {
    const slices = slicesOf(record.segments, range);
    const release = await this.#pin(
      record,
      slices.map(({ segment }) => segment),
    );
    const stream = this.openUnpinned(slices, signal);
    stream.once("close", () => void release());
    return stream;
  }
}

/** One file open at a time. */
async function* readSlices(blobs: BlobFolder, slices: readonly Slice[], signal: AbortSignal) {
  for (const { segment, range } of slices) {
    const stream = await blobs.open(segment, range, signal);
    if (!stream) throw new Error(`blob ${segment.blob} is missing though a record names it`);
    yield* stream;
  }
}

function noSuchKey({ bucket, key }: ListedObject): Failure<"NoSuchKey"> {
  return new Failure("NoSuchKey", { bucket, key });
}
