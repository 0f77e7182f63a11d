import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { startDeadline } from "./deadline.js";
import { type RemoteError, RequestError } from "./request-error.js";

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

/** What an operation answered: a field that failed is null in `data` and named in `errors`. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly RemoteError[];
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
}

/** Makes a client. It holds no connection and no state. */
export function createClient(options: ClientOptions): Client {
  const { url, token, fetch: send = globalThis.fetch } = options;
  const post = async (body: string, { signal, timeoutMs = options.timeoutMs ?? 30_000 }: RequestOptions) => {
    const bearer = typeof token === "function" ? await token() : token;
    const deadline = startDeadline(timeoutMs, signal);
    try {
      const response = await send(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/graphql-response+json, application/json;q=0.9",
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        },
        body,
        signal: deadline.signal,
      });
      return { httpStatus: response.status, text: await response.text() };
    } catch (cause) {
      // Who aborts a request knows why it ended, and gets that reason back.
      if (signal?.aborted) throw signal.reason;
      throw new RequestError({ url: String(url), cause, ...(deadline.passed && { timeoutMs }) });
    } finally {
      deadline.clear();
    }
  };
  const client: Client = {
    async request(document, variables, options) {
      const { data, errors } = await client.answer(document, variables, options);
      if (errors.length > 0) throw new RequestError({ url: String(url), httpStatus: 200, errors });
      return data;
    },
    async answer(document, variables, requestOptions = {}) {
      const { httpStatus, text } = await post(JSON.stringify({ query: print(document), variables }), requestOptions);
      const { data, errors = [] } = readBody(text) ?? {};
      if (data === undefined || data === null) throw new RequestError({ url: String(url), httpStatus, errors });
      return { data: data as never, errors };
    },
  };
  return client;
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly RemoteError[];
}

/** `undefined` for what is no GraphQL: something in between, such as a proxy, may answer with anything. */
function readBody(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && ("data" in body || "errors" in body)
      ? (body as Body)
      : undefined;
  } catch {
    return undefined;
  }
}
