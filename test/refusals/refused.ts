import type { Where } from "../../src/base/failure.js";
import type { Refusal } from "./process-refusals.js";

/** What a door says of something that it refuses. */
export interface Refused {
  readonly code: string;
  readonly status: number;
  /** Absent where a door shows none, which the command line does. */
  readonly ec?: string;
  /** `stage.step action item`, as the table writes it. */
  readonly place: string;
}

/** Codes and the statuses that belong to them. Source: specification §23. */
const statuses: Readonly<Record<string, number>> = {
  InvalidArgument: 400,
  MissingArgument: 400,
  BadRequest: 400,
  ImageTooLarge: 400,
  WatermarkError: 400,
  TooManyPipes: 400,
  ImageDamage: 403,
  AccessDenied: 403,
  NoSuchKey: 404,
  NoSuchBucket: 404,
  NoSuchStyle: 404,
  NotImplemented: 501,
};

/** What a row of the table expects of every door. */
export function refusedBy([, code, ec, place]: Refusal): Refused {
  const status = statuses[code];
  if (status === undefined) throw new Error(`no status of ${code}`);
  return { code, status, ...(ec !== "" && { ec: ec.includes("-") ? ec : `0040-00000${ec}` }), place };
}

/** `0.1 resize w`; `-` for what is absent and `''` for a bare value. */
export function placeOf({ stage, step, action, item }: Where): string {
  return `${stage ?? "-"}.${step ?? "-"} ${action ?? "-"} ${item === "" ? "''" : (item ?? "-")}`;
}
