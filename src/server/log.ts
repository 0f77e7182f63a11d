import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from "pino";
import type { Log, LogFields } from "../base/log.js";

export interface LogOptions {
  readonly level: "debug" | "info" | "warn" | "error" | "silent";
  /** For people at a terminal; one JSON object a line otherwise. */
  readonly pretty: boolean;
  /** Where lines go; the process's standard error when absent, so that standard output holds only what was asked for. */
  readonly destination?: DestinationStream;
}

/** The log of the process. Lines are written at once, so that a crash loses none. */
export async function createLog({ level, pretty, destination }: LogOptions): Promise<Log> {
  const target = destination ?? (pretty ? await terminal() : pino.destination({ dest: 2, sync: true }));
  const options = {
    level: level as LevelWithSilent,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return over(pino(options, target));
}

async function terminal(): Promise<DestinationStream> {
  const { default: prettyStream } = await import("pino-pretty");
  return prettyStream({
    destination: 2,
    sync: true,
    translateTime: "SYS:HH:MM:ss.l",
    ignore: "pid,hostname",
    singleLine: true,
  });
}

function over(logger: Logger): Log {
  return {
    debug: (event, fields) => logger.debug(shown(fields), event),
    info: (event, fields) => logger.info(shown(fields), event),
    warn: (event, fields) => logger.warn(shown(fields), event),
    error: (event, fields) => logger.error(shown(fields), event),
    child: (fields) => over(logger.child(fields)),
  };
}

/** Errors in any field become text with their stack and causes; pino itself knows only the field `err`. */
function shown(fields: LogFields = {}): LogFields {
  if (!Object.values(fields).some((value) => value instanceof Error)) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? story(value) : value]),
  );
}

function story(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by: ${story(error.cause)}` : "";
  return `${error.stack ?? `${error.name}: ${error.message}`}${cause}`;
}
