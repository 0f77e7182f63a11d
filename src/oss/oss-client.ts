import { addAbortSignal, Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import { Breaker, type Passage } from "./breaker.js";
import type { OssAnswer, OssCall, OssStream } from "./call.js";
import type { CredentialsSource, OssCredentials } from "./credentials.js";
import { type About, failureOf, refusesCredentials } from "./failure-of.js";
import type { Answered } from "./read-answer.js";
import { backoffMs, RetryBudget } from "./retry-budget.js";
import { readDocument, readRefusal, request, type SigningClient, signingClient } from "./signing-client.js";
import { type Exchange, Transport } from "./transport.js";
import { describeTrouble, OssFault, OssRefusal } from "./trouble.js";

export interface OssClientOptions {
  /** Where calls go, `https://oss-cn-hangzhou.aliyuncs.com`. */
  readonly endpoint: string;
  /** What signed URLs are for; default `endpoint`. */
  readonly publicEndpoint?: string | undefined;
  /** `cn-hangzhou`; part of what is signed. */
  readonly region: string;
  readonly credentials: CredentialsSource;
  readonly clock: Clock;
  readonly log: Log;
  /** The longest that the service may say nothing where something is expected of it, ms; default 10 s. */
  readonly silenceMs?: number;
  /** Faults in a row after which it is left alone; default 20. */
  readonly faultsInARow?: number;
  /** How long it is left alone before one call may try, ms; default 5 s. */
  readonly restMs?: number;
  /** 0..1, for the time before a repetition. */
  readonly random?: () => number;
}

/** What the client has done since it was made, and is doing. */
export interface OssLoad {
  /** Calls and their repetitions. */
  readonly sendings: number;
  readonly repetitions: number;
  /** Sendings that the service did not answer as it should. */
  readonly faults: number;
  /** The service is left alone. */
  readonly isResting: boolean;
}

/** A URL, which ends with the credentials that it was signed with if not before. */
export interface SignedOssUrl {
  readonly url: string;
  /** When those end, ms since 1970; absent: never, or nobody said. */
  readonly endsAt?: number;
}

/** Sendings of one call, the first included. */
const maxSendings = 3;

/**
 * The one client of an object storage that speaks the OSS protocol. ali-oss puts requests together and signs them (V4); what
 * it does not do is done here: deadlines, repetitions within a budget, leaving alone a service that does not answer, renewed
 * credentials, and errors as Failures. Every sending has an ali-oss client of its own, which costs some microseconds: none of
 * its options, which its calls change as they run, can leak from one call into another.
 */
export class OssClient {
  readonly #options: OssClientOptions;
  readonly #transport: Transport;
  readonly #breaker: Breaker;
  readonly #budget = new RetryBudget();
  readonly #counts = { sendings: 0, repetitions: 0, faults: 0 };

  constructor(options: OssClientOptions) {
    const { silenceMs = 10_000, faultsInARow = 20, restMs = 5_000, clock, log } = options;
    this.#options = options;
    this.#transport = new Transport({ silenceMs });
    this.#breaker = new Breaker({ threshold: faultsInARow, restMs, clock, log });
  }

  /** True while the service is left alone. */
  get isResting(): boolean {
    return this.#breaker.isOpen;
  }

  get load(): OssLoad {
    return { ...this.#counts, isResting: this.isResting };
  }

  /** Calls, and reads the whole answer. Throws Failures, and the reason of the signal. */
  call(call: OssCall, signal: AbortSignal): Promise<OssAnswer> {
    return this.#repeat(call, signal, async ({ client, exchange }, passage) => {
      const answer = await answerTo(exchange, client, () => request(client, call));
      const xml = await readDocument(client, answer);
      passage.succeeded();
      return { status: answer.status, headers: answer.headers, bytes: answer.bytes, xml };
    });
  }

  /** Calls, and leaves the bytes of the answer to be read. Throws Failures, and the reason of the signal. */
  open(call: OssCall, signal: AbortSignal): Promise<OssStream> {
    return this.#repeat(call, signal, async ({ client, exchange }, passage) => {
      exchange.wantsStream = true;
      const answer = await answerTo(exchange, client, () => request(client, call));
      const pieces = checkedPieces(answer, call);
      passage.answering();
      const stream = Readable.from(this.#read(pieces, call, passage, signal), { objectMode: false });
      stream.once("close", () => {
        answer.abandon?.();
        passage.left();
      });
      // An abort before anybody reads must not end the process; whoever reads later gets the error all the same.
      stream.on("error", () => {});
      addAbortSignal(signal, stream);
      return { status: answer.status, headers: answer.headers, stream };
    });
  }

  /** What it signs with now. Throws the reason of the signal, and ServiceUnavailable when there are none to be had. */
  credentials(signal: AbortSignal): Promise<OssCredentials> {
    return this.#options.credentials.current(signal);
  }

  /** A V4-signed URL of the public endpoint, good for 1..604800 seconds from now if its credentials are. Sends nothing. */
  async signUrl(
    at: { readonly bucket: string; readonly key: string },
    options: { readonly seconds: number; readonly query?: Readonly<Record<string, string>> },
    signal: AbortSignal,
  ): Promise<SignedOssUrl> {
    const { publicEndpoint, endpoint, region } = this.#options;
    const credentials = await this.#options.credentials.current(signal);
    const client = signingClient({ endpoint: publicEndpoint ?? endpoint, region, credentials, bucket: at.bucket });
    const url = await client.signatureUrlV4("GET", options.seconds, { queries: { ...options.query } }, at.key);
    return { url, ...(credentials.expiresAt !== undefined && { endsAt: credentials.expiresAt }) };
  }

  /** Ends idle connections; calls under way are their callers'. */
  close(): void {
    this.#transport.close();
  }

  /** One sending, and more where that is allowed and may help. */
  async #repeat<T>(
    call: RepeatedCall,
    signal: AbortSignal,
    send: (sending: Sending, passage: Passage) => Promise<T>,
  ): Promise<T> {
    this.#budget.earn();
    for (let sendings = 1; ; sendings++) {
      signal.throwIfAborted();
      const sending = await this.#sending(call, signal);
      const passage = this.#breaker.enter();
      this.#counts.sendings += 1;
      if (sendings > 1) this.#counts.repetitions += 1;
      try {
        return await send(sending, passage);
      } catch (error) {
        const isWorthwhile = this.#judge(error, sending, passage);
        signal.throwIfAborted();
        if (!(error instanceof OssRefusal || error instanceof OssFault)) throw error;
        const mayAgain = isWorthwhile && mayRepeat(call, error, sending.exchange) && sendings < maxSendings;
        if (!mayAgain || !this.#budget.spend()) throw this.#failure(error, call);
      }
      const waitMs = backoffMs(sendings, this.#options.random ?? Math.random);
      await delay(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  async #sending({ bucket, body }: RepeatedCall, signal: AbortSignal): Promise<Sending> {
    const { endpoint, region } = this.#options;
    const credentials = await this.#options.credentials.current(signal);
    const pieces = Buffer.isBuffer(body) ? undefined : body;
    const exchange: Exchange = { signal, body: pieces, wantsStream: false, isBodyTouched: false };
    const client = signingClient({ endpoint, region, credentials, bucket }, { transport: this.#transport, exchange });
    return { credentials, exchange, client };
  }

  /** Tells the breaker what the trouble says of the service; true when another sending could do better. */
  #judge(error: unknown, { credentials, exchange }: Sending, passage: Passage): boolean {
    if (exchange.signal.aborted) {
      passage.left();
      return false;
    }
    if (error instanceof OssFault || (error instanceof OssRefusal && error.status >= 500 && error.status !== 501)) {
      passage.failed();
      this.#counts.faults += 1;
      return true;
    }
    // That it says no shows that it is there. What is forbidden may have been forbidden by whoever stands in between.
    if (error instanceof OssRefusal && error.status !== 403) passage.succeeded();
    else passage.left();
    return error instanceof OssRefusal && refusesCredentials(error) && this.#options.credentials.discard(credentials);
  }

  async *#read(
    pieces: AsyncIterable<Buffer>,
    call: OssCall,
    passage: Passage,
    signal: AbortSignal,
  ): AsyncGenerator<Buffer> {
    try {
      yield* pieces;
      passage.succeeded();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof OssFault)) throw error;
      passage.failed();
      this.#counts.faults += 1;
      throw this.#failure(error, call);
    }
  }

  #failure(trouble: OssRefusal | OssFault, call: RepeatedCall) {
    const { log } = this.#options;
    const failure = failureOf(trouble, aboutOf(call));
    // An ordinary no is the caller's to tell of; the rest is for whoever runs the gateway.
    const level = failure.code === "ServiceUnavailable" || failure.code === "InternalError" ? "warn" : "debug";
    log[level]("object storage call failed", { bucket: call.bucket, key: call.key, ...describeTrouble(trouble) });
    return failure;
  }
}

type RepeatedCall = Pick<OssCall, "bucket" | "key" | "query" | "body" | "isRepeatable">;

interface Sending {
  readonly credentials: OssCredentials;
  readonly exchange: Exchange;
  readonly client: SigningClient;
}

/** What the service answered, or the trouble there was, whatever ali-oss makes of it on the way. Throws OssRefusal, OssFault. */
async function answerTo(exchange: Exchange, client: SigningClient, work: () => Promise<unknown>): Promise<Answered> {
  const thrown = await work().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (exchange.trouble !== undefined) throw exchange.trouble;
  const { answer } = exchange;
  if (!answer) throw thrown ?? new Error("ali-oss sent nothing");
  if (answer.status >= 300) throw await readRefusal(client, answer);
  return answer;
}

function checkedPieces(answer: Answered, { check }: OssCall): AsyncIterable<Buffer> {
  const { chunks, headers } = answer;
  if (!chunks) throw new Error("an answer that was to be read has no bytes");
  try {
    return check ? check(chunks, headers) : chunks;
  } catch (error) {
    answer.abandon?.();
    throw error;
  }
}

/** Never with a body of which a part is gone, and what must not be done twice only when it was certainly not done. */
function mayRepeat(call: RepeatedCall, error: OssRefusal | OssFault, { isBodyTouched }: Exchange): boolean {
  if (isBodyTouched) return false;
  const wasNotDone = error instanceof OssRefusal && (error.status === 503 || refusesCredentials(error));
  const wasNotSent = call.body !== undefined && !Buffer.isBuffer(call.body);
  return call.isRepeatable || wasNotDone || wasNotSent;
}

function aboutOf({ bucket, key, query = {} }: RepeatedCall): About {
  const { uploadId, styleName, partNumber, position } = query;
  return {
    bucket,
    key,
    ...(uploadId !== undefined && { uploadId: String(uploadId) }),
    ...(styleName !== undefined && { style: String(styleName) }),
    ...(partNumber !== undefined && { partNumber: Number(partNumber) }),
    ...(position !== undefined && { position: Number(position) }),
  };
}
