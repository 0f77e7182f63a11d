import { once } from "node:events";
import type { Readable } from "node:stream";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { Failure } from "../base/failure.js";
import { type OssRequest, wireHeader } from "./oss-request.js";

/** Values by name in lower case; of a repeated name the first counts. */
export type FormFields = ReadonlyMap<string, string>;

/** A form up to its file, which is on its way. */
export interface Form {
  readonly fields: FormFields;
  readonly file: {
    /** As the browser names it, without folders; possibly empty. */
    readonly name: string;
    readonly contentType: string;
    /** End only when the whole form has come. Throw what goes wrong with it: RequestTimeout, MalformedPOSTRequest. */
    readonly bytes: AsyncIterable<Buffer>;
  };
}

const maxFields = 100;
/** Source: OSS manual, PostObject. */
const maxFieldBytes = 8 * 1024;
const maxPartHeaderBytes = 8 * 1024;
/** All that those limits let come before the file, with what stands between. */
const maxBytesBeforeFile = 2 * 1024 * 1024;
/** What may follow the file is ignored; so much of it is read. */
const maxBytesAfterFile = 64 * 1024;

/** True for a body of the type that browsers send forms with files in. */
export function isFormType(request: OssRequest): boolean {
  return /^multipart\/form-data\s*(;|$)/i.test(wireHeader(request.headers, "content-type") ?? "");
}

/**
 * Reads a form of the type multipart/form-data and hands it to `take` as soon as its part `file` begins, whose bytes then
 * come as they are asked for. Everything is let go of when `take` has ended. Throws RequestIsNotMultiPartContent,
 * MalformedPOSTRequest, FieldItemTooLong, IncorrectNumberOfFilesInPOSTRequest without a file, and what `take` throws.
 * Source: RFC 7578; wire protocol §4.8.
 */
export async function receiveForm<T>(request: OssRequest, take: (form: Form) => Promise<T>): Promise<T> {
  const parser = openParser(request);
  const stop = new AbortController();
  const arrival = watchArrival(parser);
  const reading = readAll(request.body, parser, arrival, stop.signal).catch((error: unknown) => {
    arrival.fail(asFailure(error));
    throw asFailure(error);
  });
  reading.catch(() => {});
  try {
    const { fields, name, contentType, content } = await arrival.beginning;
    return await take({ fields, file: { name, contentType, bytes: wholeOf(content, reading) } });
  } finally {
    stop.abort();
    parser.destroy();
  }
}

function openParser(request: OssRequest): BusboyInstance {
  if (!isFormType(request)) throw new Failure("RequestIsNotMultiPartContent", {});
  try {
    return new Busboy({
      headers: { "content-type": wireHeader(request.headers, "content-type") ?? "" },
      isPartAFile: (name) => name?.toLowerCase() === "file",
      limits: {
        files: 1,
        fields: maxFields,
        fieldSize: maxFieldBytes,
        headerPairs: 20,
        headerSize: maxPartHeaderBytes,
      },
    });
  } catch (cause) {
    throw new Failure("MalformedPOSTRequest", { reason: "its Content-Type names no boundary" }, { cause });
  }
}

/** What has come of a form when its file begins. */
interface Beginning {
  readonly fields: FormFields;
  readonly name: string;
  readonly contentType: string;
  readonly content: BusboyFileStream;
}

/** What has come of a form. */
interface Arrival {
  /** Settles when the file begins, or when it is certain that none will. */
  readonly beginning: Promise<Beginning>;
  readonly file: BusboyFileStream | undefined;
  /** Ends both the wait for the file and the file. */
  fail(failure: Failure): void;
}

function watchArrival(parser: BusboyInstance): Arrival {
  const fields = new Map<string, string>();
  let file: BusboyFileStream | undefined;
  let fail = (_: Failure): void => {};
  const beginning = new Promise<Beginning>((resolve, reject) => {
    fail = (failure) => {
      reject(failure);
      file?.destroy(failure);
    };
    parser.on("field", (name: string | undefined, value, _nameIsCut, valueIsCut) => {
      if (name === undefined) fail(malformed("a part has no name"));
      else if (valueIsCut) fail(new Failure("FieldItemTooLong", { field: name.slice(0, 100), limit: maxFieldBytes }));
      else if (!fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value);
    });
    parser.on("fieldsLimit", () => fail(malformed(`it has more than ${maxFields} fields`)));
    parser.on("file", (_name, bytes, name: string | undefined, _encoding, contentType) => {
      file = bytes;
      // The parser tells the file of an early end even when nobody reads it any more.
      bytes.on("error", () => {});
      resolve({ fields, name: name ?? "", contentType, content: bytes });
    });
    parser.on("error", () => fail(malformed("it ends too early")));
  });
  beginning.catch(() => {});
  return {
    beginning,
    get file() {
      return file;
    },
    fail: (failure) => fail(failure),
  };
}

/** Feeds the parser at the pace of whoever reads the file. Throws IncorrectNumberOfFilesInPOSTRequest at the end without one. */
async function readAll(body: Readable, parser: BusboyInstance, arrival: Arrival, signal: AbortSignal): Promise<void> {
  let [before, after] = [0, 0];
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (signal.aborted) return;
    if (arrival.file?.readableEnded) after += chunk.length;
    if (after > maxBytesAfterFile) return;
    if (!parser.write(chunk)) await once(parser, "drain", { signal });
    if (arrival.file === undefined) before += chunk.length;
    if (before > maxBytesBeforeFile) throw malformed(`no file begins within ${maxBytesBeforeFile} bytes`);
  }
  const finished = once(parser, "finish", { signal });
  parser.end();
  await finished;
  if (arrival.file === undefined) throw new Failure("IncorrectNumberOfFilesInPOSTRequest", {});
}

/** The file's bytes, and their end with the form's: one that breaks off behind its file is not to be stored either. */
async function* wholeOf(file: BusboyFileStream, reading: Promise<void>): AsyncGenerator<Buffer> {
  try {
    yield* file as AsyncIterable<Buffer>;
    await reading;
  } catch (error) {
    throw asFailure(error);
  }
}

function malformed(reason: string): Failure<"MalformedPOSTRequest"> {
  return new Failure("MalformedPOSTRequest", { reason });
}

/** A body that breaks off is the connection's fault; what the parser throws is the form's. */
function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return (error as NodeJS.ErrnoException).code === "ECONNRESET"
    ? new Failure("RequestTimeout", {}, { cause: error })
    : new Failure("MalformedPOSTRequest", { reason: "it ends too early" }, { cause: error });
}
