/** Structured logging: an event name and its fields. Never pass secrets, signatures or bodies. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `error` goes in with its stack; it is shown to nobody but the reader of the log. */
  error(event: string, fields?: LogFields & { error?: unknown }): void;
  /** The same log with fields that every line of it carries, such as the request id. */
  child(fields: LogFields): Log;
}

export type LogFields = Readonly<Record<string, unknown>>;

/** Says nothing; for tests and one-shot commands. */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLog,
};
