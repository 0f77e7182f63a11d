import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { type RemoteError, RequestError } from "./request-error.js";

export interface ClientOptions {
  /** Address of the API, `https://images.example.com/graphql`. */
  readonly url: string | URL;
  /** Bearer token; without one the caller is anonymous. */
  readonly token?: string;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** What an operation answered: a field that failed is null in `data` and named in `errors`. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly RemoteError[];
}

/** A typed client: `request(ImageDocument, { key: "china.jpg", transform: { simple: { width: 300 } } })`. */
export interface Client {
  /**
   * All of the data. Throws RequestError when a field failed, the request was refused, or no answer came; the signal's reason
   * when it aborts.
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
export function createClient({ url, token, fetch: send = globalThis.fetch }: ClientOptions): Client {
  const headers = {
    "content-type": "application/json",
    accept: "application/graphql-response+json, application/json;q=0.9",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const post = async (body: string, signal: AbortSignal | undefined) => {
    try {
      const response = await send(url, { method: "POST", headers, body, ...(signal && { signal }) });
      return { httpStatus: response.status, text: await response.text() };
    } catch (cause) {
      // Who aborts a request knows why it ended, and gets that reason back.
      throw signal?.aborted ? cause : new RequestError({ url: String(url), cause });
    }
  };
  const client: Client = {
    async request(document, variables, options) {
      const { data, errors } = await client.answer(document, variables, options);
      if (errors.length > 0) throw new RequestError({ url: String(url), httpStatus: 200, errors });
      return data;
    },
    async answer(document, variables, { signal } = {}) {
      const { httpStatus, text } = await post(JSON.stringify({ query: print(document), variables }), signal);
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
