import type { TestGateway } from "./gateway.js";

/** An error of a GraphQL answer, as far as tests look at it. */
export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly status?: number;
    readonly ec?: string;
    readonly params?: Readonly<Record<string, string>>;
    readonly inputPath?: readonly (string | number)[];
    readonly where?: {
      readonly stage?: number;
      readonly step?: number;
      readonly action?: string;
      readonly item?: string;
    };
  };
}

export interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlError[];
}

/** Sends an operation as the administrator, or as nobody with `token: undefined`. */
export async function graphqlRequest<Data>(
  { url, adminToken }: Pick<TestGateway, "url" | "adminToken">,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  { token }: { token: string | undefined } = { token: adminToken },
): Promise<GraphqlAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphqlAnswer<Data>;
}

/** `NO_SUCH_KEY` → `NoSuchKey` */
export function pascalCase(code: string): string {
  return code.replace(/([A-Z])([A-Z]*)_?/g, (_, first: string, rest: string) => first + rest.toLowerCase());
}
