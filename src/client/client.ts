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
  /** All of the data. Throws RequestError when a field failed, the request was refused, or no answer came. */
  request<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Data>;
  /** The data as far as there is any, with the errors beside it. Throws RequestError when there is none. */
  answer<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Answer<Data>>;
}

/** Makes a client. It holds no connection and no state. */
export function createClient({ url, token, fetch: send = globalThis.fetch }: ClientOptions): Client {
  const client: Client = {
    async request(document, variables, options) {
      const { data, errors } = await client.answer(document, variables, options);
      if (errors.length > 0) throw new RequestError(errors, 200);
      return data;
    },
    async answer(document, variables, { signal } = {}) {
      const response = await send(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/graphql-response+json, application/json;q=0.9",
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query: print(document), variables }),
        ...(signal && { signal }),
      });
      const { data, errors = [] } = await readBody(response);
      if (data === undefined || data === null) throw new RequestError(errors, response.status);
      return { data: data as never, errors };
    },
  };
  return client;
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly RemoteError[];
}

/** Something in between, such as a proxy, may answer with anything. */
async function readBody(response: Response): Promise<Body> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && ("data" in body || "errors" in body)) return body as Body;
  } catch {
    // Falls to the error below.
  }
  throw new RequestError([], response.status);
}
