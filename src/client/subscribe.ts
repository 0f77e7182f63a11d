import { unlessAborted } from "../base/unless-aborted.js";
import { type Answer, readAnswer } from "./answer.js";
import { startDeadline } from "./deadline.js";
import { readEvents } from "./read-events.js";
import { RequestError } from "./request-error.js";

export interface SubscribeOptions {
  /** Ends the subscription; asking for its next result then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * How long nothing may come before the connection counts as lost, ms; 0 is for ever. The gateway gives a sign of life every
   * 12 s. Default: 30,000.
   */
  readonly silenceMs?: number;
  /** Told each time the gateway has begun to listen. What changed before is not told: ask for the state of things now. */
  onOpen?(): void;
  /**
   * Asked when the subscription was refused, ended by an error, or lost; true subscribes again. It may wait before it answers.
   * `attempt` counts from 1, and from 1 again once the gateway has listened. Default: no, the error is thrown.
   */
  reconnect?(error: RequestError, attempt: number): boolean | Promise<boolean>;
}

/** Sends the request for the stream; the token is asked for each time. */
export type OpenStream = (signal: AbortSignal) => Promise<Response>;

/**
 * The results of one subscription, over a request of its own that begins when the first is asked for. Nothing is read ahead of
 * who asks, and who leaves the loop ends the request.
 */
export function subscribe<Data>(
  open: OpenStream,
  url: string,
  { signal, silenceMs = 30_000, onOpen, reconnect }: SubscribeOptions,
): AsyncIterableIterator<Answer<Data>> {
  const leaving = new AbortController();
  const hasLeft = new Error("nobody asks for more");
  const follow = () => leaving.abort(signal?.reason);

  async function* run(): AsyncGenerator<Answer<Data>, void> {
    if (signal?.aborted) follow();
    else signal?.addEventListener("abort", follow, { once: true });
    let attempt = 0;
    const opened = () => {
      attempt = 0;
      onOpen?.();
    };
    try {
      for (;;) {
        try {
          return yield* readStream<Data>({ open, url, silenceMs, opened, signal: leaving.signal });
        } catch (error) {
          leaving.signal.throwIfAborted();
          attempt += 1;
          if (!(error instanceof RequestError) || !reconnect) throw error;
          if (!(await unlessAborted(Promise.resolve(reconnect(error, attempt)), leaving.signal))) throw error;
        }
      }
    } catch (error) {
      if (error !== hasLeft) throw error;
    } finally {
      signal?.removeEventListener("abort", follow);
    }
  }

  const results = run();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => results.next(),
    async return() {
      // A generator would first wait for what it is asked for.
      leaving.abort(hasLeft);
      await results.return();
      return { done: true, value: undefined };
    },
  };
}

interface Stream {
  readonly open: OpenStream;
  readonly url: string;
  readonly silenceMs: number;
  readonly opened: () => void;
  readonly signal: AbortSignal;
}

/** One connection, from its request to `complete`. Throws RequestError for what else it ends with; whatever when the signal aborts. */
async function* readStream<Data>({ open, url, silenceMs, opened, signal }: Stream): AsyncGenerator<Answer<Data>, void> {
  const deadline = startDeadline(silenceMs, signal);
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      throw new RequestError({ url, cause, ...(deadline.passed && { timeoutMs: silenceMs }) });
    } finally {
      deadline.pause();
    }
  };
  try {
    const response = await inTime(open(deadline.signal));
    const { status: httpStatus, headers, body } = response;
    if (!body || !headers.get("content-type")?.startsWith("text/event-stream")) {
      deadline.restart();
      readAnswer(await inTime(response.text()), { url, httpStatus });
      throw new RequestError({ url, cause: new Error("it came whole, not as a stream") });
    }
    const events = readEvents(body);
    let isOpen = false;
    try {
      for (;;) {
        deadline.restart();
        const { done, value: event } = await inTime(events.next());
        if (done) throw new RequestError({ url, cause: new Error("the stream broke off") });
        if (event?.name === "complete") return;
        if (event?.name === "next") yield readAnswer<Data>(event.data, { url, httpStatus });
        if (event || isOpen) continue;
        isOpen = true;
        opened();
      }
    } finally {
      await events.return();
    }
  } finally {
    deadline.clear();
  }
}
