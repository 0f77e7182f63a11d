/** The service answered, and said no. */
export class OssRefusal extends Error {
  override readonly name = "OssRefusal";
  constructor(
    readonly status: number,
    /** In the service's words, `NoSuchKey`; empty when it gave none. */
    readonly code: string,
    message: string,
    readonly more: {
      readonly ec?: string | undefined;
      readonly requestId?: string | undefined;
      readonly argumentName?: string | undefined;
      readonly argumentValue?: string | undefined;
      readonly condition?: string | undefined;
      /** Of an append at the wrong place: where the object ends. */
      readonly nextPosition?: number | undefined;
    } = {},
  ) {
    super(message);
  }
}

/** There was no answer, half of one, or one that is not the service's. */
export class OssFault extends Error {
  override readonly name = "OssFault";
}

/** What the service said, for a Failure that was made of it. */
export function refusalOf(error: unknown): OssRefusal | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof OssRefusal ? cause : undefined;
}

/** What is said in a log line of either. */
export function describeTrouble(trouble: OssRefusal | OssFault): Readonly<Record<string, unknown>> {
  return trouble instanceof OssRefusal
    ? { status: trouble.status, code: trouble.code, requestId: trouble.more.requestId, message: trouble.message }
    : { fault: trouble.message, cause: (trouble.cause as Error | undefined)?.message };
}
