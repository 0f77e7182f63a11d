import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { type Answer, readAnswer } from "./answer.js";
import { startDeadline } from "./deadline.js";
import { RequestError } from "./request-error.js";
import { type SubscribeOptions, subscribe } from "./subscribe.js";

export interface ClientOptions {
  /** Address of the API, `https://images.example.com/graphql`. */
  readonly url: string | URL;
  /** Bearer token, or what gives the one to use now, asked for each request; without one the caller is anonymous. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>);
  /** How long a request may take, its answer read, ms; 0 is for ever. Default: 30,000. */
  readonly timeoutMs?: number;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
}

export interface RequestOptions {
  /** Ends the request; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Default: the client's. */
  readonly timeoutMs?: number;
}

/** A typed client: `request(ImageDocument, { key: "china.jpg", transform: { simple: { width: 300 } } })`. */
export interface Client {
  /**
   * All of the data. Throws RequestError when a field failed, the request was refused, or no answer came, or none in time; the
   * signal's reason when it aborts.
   */
  request<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Data>;
  /** The data as far as there is any, with the errors beside it. Throws RequestError when there is none, and like `request`. */
  answer<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Answer<Data>>;
  /**
   * What the gateway tells from now on, as server-sent events: `for await (const { data, errors } of client.subscribe(…))`. An
   * iterator of it throws RequestError when the subscription is refused, ends by an error or is lost, unless `reconnect` says
   * to go on; the signal's reason when it aborts. It needs a `fetch` that streams: React Native's own does not.
   */
  subscribe<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options?: SubscribeOptions,
  ): AsyncIterableIterator<Answer<Data>>;
}

/** Makes a client. It holds no connection and no state. */
export function createClient(options: ClientOptions): Client {
  const { token, fetch: send = globalThis.fetch } = options;
  const url = String(options.url);
  const headersOf = async (accept: string) => {
    const bearer = typeof token === "function" ? await token() : token;
    const authorization = bearer !== undefined && { authorization: `Bearer ${bearer}` };
    return { "content-type": "application/json", accept, ...authorization };
  };
  const post = async (body: string, { signal, timeoutMs = options.timeoutMs ?? 30_000 }: RequestOptions) => {
    const headers = await headersOf("application/graphql-response+json, application/json;q=0.9");
    const deadline = startDeadline(timeoutMs, signal);
    try {
      const response = await send(url, { method: "POST", headers, body, signal: deadline.signal });
      return { httpStatus: response.status, text: await response.text() };
    } catch (cause) {
      // Who aborts a request knows why it ended, and gets that reason back.
      if (signal?.aborted) throw signal.reason;
      throw new RequestError({ url, cause, ...(deadline.passed && { timeoutMs }) });
    } finally {
      deadline.clear();
    }
  };
  const client: Client = {
    async request(document, variables, options) {
      const { data, errors } = await client.answer(document, variables, options);
      if (errors.length > 0) throw new RequestError({ url, httpStatus: 200, errors });
      return data;
    },
    async answer(document, variables, requestOptions = {}) {
      const { httpStatus, text } = await post(JSON.stringify({ query: print(document), variables }), requestOptions);
      return readAnswer(text, { url, httpStatus });
    },
    subscribe(document, variables, subscribeOptions = {}) {
      const body = JSON.stringify({ query: print(document), variables });
      const open = async (signal: AbortSignal) =>
        send(url, { method: "POST", headers: await headersOf("text/event-stream"), body, signal });
      return subscribe(open, url, subscribeOptions);
    },
  };
  return client;
}
