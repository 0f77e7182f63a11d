import { type RemoteError, RequestError } from "./request-error.js";

/** What an operation answered: a field that failed is null in `data` and named in `errors`. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly RemoteError[];
}

/**
 * Reads an answer as it came from `url`. Throws RequestError where there is no data, or no GraphQL: something in between, such as
 * a proxy, may answer with anything.
 */
export function readAnswer<Data>(text: string, { url, httpStatus }: { url: string; httpStatus: number }): Answer<Data> {
  const { data, errors = [] } = readBody(text) ?? {};
  if (data === undefined || data === null) throw new RequestError({ url, httpStatus, errors });
  return { data: data as Data, errors };
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly RemoteError[];
}

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
