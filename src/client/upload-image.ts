import type { Client } from "./client.js";
import {
  AbortUploadDocument,
  CompleteUploadDocument,
  type CompleteUploadInput,
  type CompleteUploadMutation,
  CreateUploadDocument,
  type CreateUploadInput,
  type UploadFactsFragment,
} from "./generated.js";
import { RequestError } from "./request-error.js";
import { tryAgain } from "./try-again.js";

export interface UploadOptions {
  /** Where the image goes. */
  readonly target: CreateUploadInput["target"];
  /** Default: what the file says of itself. */
  readonly contentType?: string;
  /** Default: none. */
  readonly metadata?: CreateUploadInput["metadata"];
  /** Default: DEFAULT, that of its bucket. */
  readonly acl?: CompleteUploadInput["acl"];
  /** What happens when the target is there already. Default: REPLACE. */
  readonly ifExists?: CompleteUploadInput["ifExists"];
  /** How many requests are sent side by side, at least 1. Default: 3. */
  readonly parallel?: number;
  /**
   * How often a request that got no answer, or met a server in trouble, is sent again, after as long as Retry-After says (30 s at most),
   * else after half a second, one, two, and so on. Default: 3.
   */
  readonly retries?: number;
  /** Told after each part how many bytes have come. */
  onProgress?(sentBytes: number): void;
  readonly signal?: AbortSignal;
  /** Sends the parts. Default: the global one. */
  readonly fetch?: typeof fetch;
}

/** The image, or what its sender can put right. */
export type UploadedImage = CompleteUploadMutation["completeUpload"];

type Part = UploadFactsFragment["parts"][number];

/**
 * Brings a file: asks for signed requests, sends the parts side by side, and has the gateway look at what came. Throws
 * RequestError for a request that failed, also when it was repeated, the signal's reason when it aborts. What does not become an image is dropped.
 */
export async function uploadImage(client: Client, file: Blob, options: UploadOptions): Promise<UploadedImage> {
  const { target, contentType = file.type, metadata, acl, ifExists, retries = 3, signal } = options;
  const request = signal ? { signal } : {};
  const create = { target, contentType, byteSize: file.size, ...(metadata && { metadata }) };
  const { createUpload } = await client.request(CreateUploadDocument, { input: create }, request);
  if (!createUpload.upload) return { image: null, userErrors: createUpload.userErrors };
  const { id: uploadId, parts } = createUpload.upload;
  // One that stays all the same is dropped by the gateway in time.
  const drop = () => client.request(AbortUploadDocument, { input: { uploadId } }).catch(() => {});
  try {
    await sendParts(parts, file, { ...options, retries });
    const complete = { uploadId, ...(acl && { acl }), ...(ifExists && { ifExists }) };
    // One whose answer was lost is answered the same again.
    const { completeUpload } = await tryAgain(
      () => client.request(CompleteUploadDocument, { input: complete }, request),
      { retries, signal },
    );
    // It might be completed otherwise, but nobody else knows its id.
    if (!completeUpload.image) await drop();
    return completeUpload;
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Each of the senders takes the next part until there is none; the first failure ends all. */
async function sendParts(
  parts: readonly Part[],
  file: Blob,
  options: UploadOptions & { readonly retries: number },
): Promise<void> {
  const { parallel = 3, retries, onProgress, signal } = options;
  const ending = new AbortController();
  const leave = () => ending.abort(signal?.reason);
  if (signal?.aborted) leave();
  else signal?.addEventListener("abort", leave, { once: true });
  const patience = { retries, signal: ending.signal };
  const waiting = parts.values();
  let sentBytes = 0;
  const send = async () => {
    for (const part of waiting) {
      await tryAgain(() => sendPart(part, file, options.fetch ?? globalThis.fetch, ending.signal), patience);
      sentBytes += part.byteSize;
      onProgress?.(sentBytes);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, parallel) }, send));
  } catch (error) {
    ending.abort();
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}

async function sendPart(part: Part, file: Blob, send: typeof fetch, signal: AbortSignal): Promise<void> {
  // Without its signature: an error may end in a log.
  const url = part.url.replace(/\?.*$/, "");
  const headers = Object.fromEntries(part.headers.map(({ key, value }) => [key, value]));
  const body = file.slice(part.offset, part.offset + part.byteSize);
  let response: Response;
  try {
    response = await send(part.url, { method: part.method, headers, body, signal });
    // Read to its end, or the connection is not used again.
    await response.arrayBuffer();
  } catch (cause) {
    throw new RequestError({ url, cause });
  }
  if (!response.ok)
    throw new RequestError({ url, httpStatus: response.status, retryAfter: secondsOf(response.headers) });
}

/** Of the two forms of Retry-After the one that gateways send. */
function secondsOf(headers: Headers): number | undefined {
  const text = headers.get("retry-after");
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
