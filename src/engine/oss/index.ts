import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure, isFailure } from "../../base/failure.js";
import { type OssClient, unusable } from "../../oss/index.js";
import {
  formats,
  type Header,
  type ImagePipeline,
  limits,
  type MarkHeaders,
  planPipeline,
  printSaveAs,
  watermarkFonts,
} from "../../pipeline/index.js";
import type {
  Engine,
  EngineCapabilities,
  ListedObject,
  Rendered,
  RenderJob,
  Source,
  Timings,
} from "../../service/ports.js";
import { sniffFormat } from "../formats/sniff.js";
import { refusalOf } from "../refusal.js";
import { averageHueDocument } from "./average-hue-document.js";
import { headBytes } from "./head-facts.js";
import { infoHeader } from "./info-header.js";
import { receiveImage } from "./receive-image.js";
import { wireProcess } from "./wire-process.js";
import { withinDeadline } from "./within-deadline.js";

export interface OssEngineOptions {
  /** Of the cloud that the store is in. */
  readonly client: OssClient;
  /** Names that cloud; part of what identifies a result. */
  readonly endpoint: string;
  /** Longest time from asking to answer. */
  readonly deadlineMs: number;
  /** What pixel work may take of this machine; told, not used. */
  readonly memoryBytes: number;
  /** A folder of this engine's alone, emptied at the start: results wait here until they are released. */
  readonly workDir: string;
}

/** Raised when this engine asks the cloud for other bytes than before. */
const revision = 1;

/** Extensions that cannot be said in the cloud's own numbers. */
const unsupported = ["x-smart-crop", "x-trim", "x-max-bytes", "x-metadata"] as const;

/**
 * The engine that has the cloud work on the objects of its own store: plans here, sends a process string and fetches the
 * result; sources and watermarks never come here. Failures of the cloud keep their code and sub-code.
 */
export function createOssEngine({ client, endpoint, deadlineMs, memoryBytes, workDir }: OssEngineOptions): Engine {
  rmSync(workDir, { recursive: true, force: true });
  mkdirSync(workDir, { recursive: true });
  const capabilities = capabilitiesOf({ deadlineMs, memoryBytes });
  const plan = (pipeline: ImagePipeline, header: Header, marks: MarkHeaders) => {
    const refusal = refusalOf(pipeline, capabilities);
    if (refusal) throw refusal;
    const planned = planPipeline(pipeline, header, marks);
    return { planned, process: wireProcess(pipeline, planned) };
  };
  const planJob = ({ pipeline, header, marks }: RenderJob) => plan(pipeline, header, headersOf(marks));

  return {
    name: "oss",
    capabilities,
    fingerprintOf(pipeline) {
      const refusal = refusalOf(pipeline, capabilities);
      if (refusal) throw refusal;
      return `oss-${revision}-${endpoint}`;
    },
    inspect: (source, signal) => withinDeadline(deadlineMs, signal, (signal) => inspect(storedOf(source), signal)),
    async analyse() {
      throw new Failure("NotImplemented", { what: "looking at pixels (placeholders, colours, smart crop, trim)" });
    },
    explain(pipeline, header, marks) {
      const { planned } = plan(pipeline, header, marks);
      const execution = planned.stages.map(() => ({ passes: [], rules: [] }));
      return { engine: "oss", plan: planned, execution, cost: { peakBytes: 0, milliseconds: 0 } };
    },
    render: (job, signal) => withinDeadline(deadlineMs, signal, (signal) => render(job, signal)),
    save: (job, target, signal) => withinDeadline(deadlineMs, signal, (signal) => save(job, target, signal)),
    // It is the store's own service, which the store asks after.
    async check() {},
    async close() {
      rmSync(workDir, { recursive: true, force: true });
    },
  };

  /** What is no picture by its first bytes is none to the cloud either, which would charge for saying so. */
  async function inspect(object: ListedObject, signal: AbortSignal): Promise<Header> {
    const head = await headOf(object, signal);
    const sniffed = sniffFormat(head);
    if (sniffed === undefined || sniffed === "svg") throw noImage();
    const document = await ask(object, "image/info", signal).catch(asNoImage);
    const header = infoHeader(parsed(document), { head, byteSize: object.byteSize });
    if (header) return header;
    throw unusable("information on an image that lacks its size");
  }

  async function headOf({ bucket, key, byteSize }: ListedObject, signal: AbortSignal): Promise<Buffer> {
    if (byteSize === 0) return Buffer.alloc(0);
    const headers = { Range: `bytes=0-${Math.min(headBytes, byteSize) - 1}` };
    const { bytes } = await client.call({ method: "GET", bucket, key, headers, isRepeatable: true }, signal);
    return bytes;
  }

  /** A JSON document that the cloud makes of an object. */
  async function ask({ bucket, key }: ListedObject, process: string, signal: AbortSignal): Promise<string> {
    const query = { "x-oss-process": process };
    const { bytes } = await client.call({ method: "GET", bucket, key, query, isRepeatable: true }, signal);
    return bytes.toString("utf8");
  }

  async function render(job: RenderJob, signal: AbortSignal): Promise<Rendered> {
    const started = performance.now();
    const object = storedOf(job.source);
    const { planned, process } = planJob(job);
    const planMs = performance.now() - started;
    const timings = (): Timings => ({ ...noWork, planMs, renderMs: performance.now() - started - planMs });
    if (planned.query) {
      const document = await ask(object, process, signal);
      const json = planned.query === "info" ? JSON.stringify(parsed(document)) : averageHueDocument(document);
      await refuseReplaced(object, signal);
      return { kind: "document", json, timings: timings() };
    }
    const { bucket, key } = object;
    const { width, height, frames, format, contentType } = planned.out;
    const query = { "x-oss-process": process };
    const answer = await client.open({ method: "GET", bucket, key, query, isRepeatable: true }, signal);
    const received = await receiveImage(answer, format, join(workDir, randomUUID()), signal);
    try {
      await refuseReplaced(object, signal);
    } catch (error) {
      await received.file.release();
      throw error;
    }
    return { kind: "image", ...received, width, height, frames, format, contentType, timings: timings() };
  }

  async function save(job: RenderJob, target: { bucket: string; key: string }, signal: AbortSignal): Promise<boolean> {
    const { bucket, key } = storedOf(job.source);
    const { planned, process } = planJob(job);
    if (planned.query) return false;
    // As most SDKs write it: ali-oss has a way of its own with base64, leading slashes and refusals (wire protocol §7).
    const body = Buffer.from(`x-oss-process=${process}${printSaveAs(target)}`);
    const query = { "x-oss-process": "" };
    const { bytes } = await client.call({ method: "POST", bucket, key, query, body, isRepeatable: true }, signal);
    const said: { readonly status?: unknown; readonly object?: unknown } = parsed(bytes.toString("utf8"));
    if (said.status !== "OK" || said.object !== target.key) throw unusable("no word that the result was saved");
    return true;
  }

  /** The cloud works on the object as it is then, which must be the version that was asked for. */
  async function refuseReplaced({ bucket, key, etag, lastModified }: ListedObject, signal: AbortSignal): Promise<void> {
    const { headers } = await client.call({ method: "HEAD", bucket, key, isRepeatable: true }, signal);
    const seconds = (ms: number) => Math.floor(ms / 1000);
    const isSame =
      headers.etag?.replaceAll('"', "").toUpperCase() === etag.toUpperCase() &&
      seconds(Date.parse(headers["last-modified"] ?? "")) === seconds(lastModified);
    if (isSame) return;
    const reason = "The object was replaced while it was being read; ask again.";
    throw new Failure("ServiceUnavailable", { reason, retryAfterSeconds: 1 });
  }
}

const noWork = { queueMs: 0, sourceMs: 0, renderMs: 0, encodeMs: 0 };

/** The engine is only handed objects of its own store. */
function storedOf({ object }: Source): ListedObject {
  if (!object) throw new TypeError("a source that is not in the store");
  return object;
}

function headersOf(marks: RenderJob["marks"]): MarkHeaders {
  return (key) => {
    const mark = marks.get(key);
    if (!mark) throw new TypeError("a watermark object that did not come with the job");
    return mark.header;
  };
}

/** Throws ServiceUnavailable for what is no JSON object. */
function parsed(document: string): object {
  let value: unknown;
  try {
    value = JSON.parse(document);
  } catch {
    // Told below.
  }
  if (typeof value !== "object" || value === null) throw unusable("a document that is no JSON object");
  return value;
}

/** The question is right, so that what is wrong is the file. Source: wire protocol §5.1. */
function asNoImage(error: unknown): never {
  throw isFailure(error, "InvalidArgument") ? noImage(error) : error;
}

function noImage(cause?: Failure): Failure<"BadRequest"> {
  const reason = "This image format is not supported.";
  return new Failure("BadRequest", { reason }, { ec: cause?.ec ?? "0040-00000005", cause });
}

function capabilitiesOf({
  deadlineMs,
  memoryBytes,
}: Pick<OssEngineOptions, "deadlineMs" | "memoryBytes">): EngineCapabilities {
  return {
    analyses: false,
    formats: formats.map((format) => ({ format, decode: true, encode: true })),
    unsupported,
    fonts: watermarkFonts.map((name) => ({ name, family: name })),
    limits: { maxSourceBytes: limits.sourceBytes, maxSourcePixels: limits.sourcePixels, deadlineMs, memoryBytes },
  };
}
