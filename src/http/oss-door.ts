import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import type { Budgets } from "../service/budgets.js";
import type { Caller, Service } from "../service/service.js";
import { type Address, addressesOf, endpointOf, isBucketHost } from "./address.js";
import type { Keys } from "./admit-key.js";
import { type Answer, withVary } from "./answer.js";
import { type Authenticate, createAuthenticate } from "./authenticate.js";
import type { Authenticated } from "./authenticated.js";
import { chooseAddress } from "./choose-address.js";
import { chooseOperation } from "./choose-operation.js";
import { withCrossOrigin } from "./cross-origin-answer.js";
import { parseResource } from "./exchange.js";
import type { Expectation } from "./expectation.js";
import { failureAnswer } from "./failure-answer.js";
import { httpDate } from "./http-date.js";
import { namesOtherHost } from "./names-other-host.js";
import { type OssRequest, wireHeader } from "./oss-request.js";
import { isFormUpload } from "./post-object.js";
import { refuseRepeatedHeaders } from "./refuse-repeated-headers.js";
import { checkDigestOfNothing } from "./request-body.js";
import { parseRequestTarget } from "./request-target.js";
import { sendAnswer } from "./send-answer.js";
import { spendOf } from "./spend-of.js";
import { readStyleCall } from "./style-call.js";
import { UsedSignatures } from "./used-signatures.js";
import { watchClient } from "./watch-client.js";

export interface OssDoorUse {
  readonly service: Service;
  readonly keys: Keys;
  /** Host names below which `BUCKET.host` addresses a bucket. */
  readonly bucketHosts: readonly string[];
  /** Base of the URLs that are handed out, where the settings name one. */
  readonly publicUrl?: URL | undefined;
  /** What each caller may have rendered; other doors count in the same. */
  readonly budgets: Budgets;
  /** Canonical process strings that strangers may have run, besides styles; absent: any. */
  readonly listedPipelines?: ReadonlySet<string> | undefined;
  readonly clock: Clock;
}

export interface RequestContext {
  /** 24 upper-case hex digits. */
  readonly requestId: string;
  readonly log: Log;
  /** Address of the client: nobodies are told apart by it. */
  readonly client: string;
  /** Aborts when work on pixels has taken its time; a Failure as its reason is what the client gets. */
  readonly deadline: AbortSignal;
  readonly expectation: Expectation;
}

/** The front door for clients of the OSS wire protocol. */
export interface OssDoor {
  /**
   * Answers one request, errors included, from Node's own objects: signatures are made over the raw request target and
   * headers. Resolves when the response has ended or the client has left; does not reject.
   */
  handle(req: IncomingMessage, res: ServerResponse, context: RequestContext): Promise<void>;
}

interface Inside extends OssDoorUse {
  readonly authenticate: Authenticate;
  readonly usedSignatures: UsedSignatures;
}

/** All that an account can have. */
const maxBuckets = 100;

export function createOssDoor(use: OssDoorUse): OssDoor {
  const { service } = use;
  const bucketsOf = async (caller: Caller, signal: AbortSignal) => {
    const { buckets } = await service.listBuckets({ limit: maxBuckets }, { caller, signal });
    return buckets.map(({ name }) => name);
  };
  const authenticate = createAuthenticate({ ...use, bucketsOf });
  const inside: Inside = { ...use, authenticate, usedSignatures: new UsedSignatures() };
  return {
    async handle(req, res, context) {
      const startedAt = use.clock.now();
      const learned: Learned = { varies: false };
      const client = watchClient(req, res, context.expectation);
      const send = async (answer: Answer) => {
        const varying = learned.varies ? withVary(answer, "Accept") : answer;
        const shared = await withCrossOrigin(use.service, learned.bucket, req, varying, client);
        const { isWaiting } = context.expectation;
        await sendAnswer(req, res, withCommonHeaders(shared, use, context, startedAt), { signal: client, isWaiting });
      };
      const giveUp = (error: unknown) => (client.aborted ? context.log.debug("client left") : cut(res, error, context));
      const refuse = async (error: unknown) => send(failureAnswer(asFailure(error, context), describe(req, context)));
      try {
        await respond(inside, req, context, client, learned).then(send);
      } catch (error) {
        if (client.aborted || res.headersSent) giveUp(error);
        else await refuse(error).catch(giveUp);
      }
    },
  };
}

/** What is found out on the way and counts for refusals too. */
interface Learned {
  /** Another Accept header could have got another answer. */
  varies: boolean;
  /** The bucket that the request names, not checked; all readings of its address name the same one. */
  bucket?: string | undefined;
}

/** From request to answer: address, signature, operation, use-case. Throws Failures, and whatever a bug throws. */
async function respond(
  use: Inside,
  req: IncomingMessage,
  { requestId, log, client: from, deadline, expectation }: RequestContext,
  client: AbortSignal,
  learned: Learned,
): Promise<Answer> {
  const { service, bucketHosts, publicUrl } = use;
  const host = wireHeader(req.headers, "host");
  if (host === undefined && req.httpVersion === "1.1")
    throw new Failure("InvalidRequest", { reason: "A request of HTTP/1.1 needs a Host header." });
  refuseRepeatedHeaders(req);
  if (namesOtherHost(req.url ?? "/", host))
    throw new Failure("InvalidRequest", { reason: "The request target names another host than the Host header." });
  const received: OssRequest = {
    id: requestId,
    method: req.method ?? "GET",
    target: parseRequestTarget(req.url ?? "/"),
    headers: req.headers,
    body: Readable.from(expectation.isWaiting ? expectedChunks(req, expectation) : chunksOf(req), {
      objectMode: false,
    }),
  };
  const candidates = addressesOf(host, received.target.rawPath, bucketHosts);
  learned.bucket = candidates[0].bucket;
  const { caller, addresses, signedUrl }: Authenticated = isUnsigned(received, candidates[0])
    ? { caller: { kind: "anonymous" }, addresses: candidates }
    : await use.authenticate(received, candidates, client);
  const spend = spendOf(use.budgets, caller, from);
  const call = { caller, signal: client, accept: wireHeader(req.headers, "accept"), spend };
  if (signedUrl && (await service.isUrlRevoked(signedUrl, call)))
    throw new Failure("AccessDenied", { reason: "The signed URL has been revoked." });
  const { address, request } = readStyleCall(await chooseAddress(service, addresses, call), received);
  const resource = parseResource(address);
  const operation = chooseOperation(request.method, resource, request.target.query, request.headers);
  if (!operation.takesBody) checkDigestOfNothing(request);
  log.debug("operation", { operation: operation.name, resource });
  return operation.run({
    service,
    request,
    call,
    deadline,
    keys: use.keys,
    listedPipelines: use.listedPipelines,
    clock: use.clock,
    usedSignatures: use.usedSignatures,
    endpoint: endpointOf(host, bucketHosts),
    publicUrl,
    varyByAccept: () => {
      learned.varies = true;
    },
    isOwnHost: !isBucketHost(host, bucketHosts),
  });
}

/** The body of a client that waits, which is told to send it when the first of it is wanted. */
async function* expectedChunks(req: IncomingMessage, expectation: Expectation): AsyncGenerator<Buffer> {
  expectation.meet();
  yield* chunksOf(req);
}

/** The body as it comes; whoever stops reading leaves the connection open. */
function chunksOf(req: IncomingMessage): AsyncIterable<Buffer> {
  return req.iterator({ destroyOnReturn: false });
}

/** What goes wrong on purpose as it is; work that the deadline ended; anything else is a bug, told to the log alone. */
function asFailure(error: unknown, { log, deadline }: RequestContext): Failure {
  if (error instanceof Failure) {
    if (error.cause !== undefined)
      log[error.status < 500 ? "debug" : "warn"]("refused", { code: error.code, cause: error.cause });
    return error;
  }
  const isAbort = error instanceof Error && error.name === "AbortError";
  if (isAbort && deadline.reason instanceof Failure) return deadline.reason;
  if (isOutOfFiles(error)) {
    log.warn("no more files", { error });
    return new Failure("ServiceUnavailable", { reason: "too many files are open", retryAfterSeconds: 1 });
  }
  log.error("unexpected error", { error });
  return new Failure("InternalError", {});
}

/** The system, or the limit of this process, has no more to give: that passes. */
function isOutOfFiles(error: unknown): boolean {
  const code = error instanceof Error && (error as NodeJS.ErrnoException).code;
  return code === "EMFILE" || code === "ENFILE";
}

/** Requests whose signature, if any, is not theirs: a preflight has that of the request to come, a form has it in its fields. */
function isUnsigned(request: OssRequest, address: Address): boolean {
  return request.method === "OPTIONS" || isFormUpload(request, address);
}

function withCommonHeaders(
  answer: Answer,
  { clock }: OssDoorUse,
  { requestId }: RequestContext,
  startedAt: number,
): Answer {
  const now = clock.now();
  return {
    ...answer,
    headers: {
      Server: "AliyunOSS",
      Date: httpDate(now),
      "x-oss-request-id": requestId,
      "x-oss-server-time": String(Math.max(0, Math.round(now - startedAt))),
      "X-Content-Type-Options": "nosniff",
      ...answer.headers,
    },
  };
}

function describe(req: IncomingMessage, { requestId }: RequestContext): { id: string; host: string; method: string } {
  return { id: requestId, host: wireHeader(req.headers, "host") ?? "", method: req.method ?? "GET" };
}

/** The answer has begun and cannot be finished: only a broken connection tells the client so. */
function cut(res: ServerResponse, error: unknown, { log }: RequestContext): void {
  log.error("answer broke off", { error });
  res.destroy();
}
