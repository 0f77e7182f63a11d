import { accessFailures } from "./failures/access-failures.js";
import { bodyFailures } from "./failures/body-failures.js";
import { capacityFailures } from "./failures/capacity-failures.js";
import { existenceFailures } from "./failures/existence-failures.js";
import type { FailureEntry } from "./failures/failure-entry.js";
import { pictureFailures } from "./failures/picture-failures.js";
import { requestFailures } from "./failures/request-failures.js";
import { cut } from "./quote.js";

/**
 * Everything that goes wrong on purpose. Codes are the wire's own words (OSS manual, error responses; specification of
 * image processing §23) and never change meaning. Anything else that is thrown is a bug: status 500, the whole story in
 * the log, none of it to the client.
 */
const catalogue = {
  ...requestFailures,
  ...bodyFailures,
  ...pictureFailures,
  ...accessFailures,
  ...existenceFailures,
  ...capacityFailures,
} as const satisfies Record<string, FailureEntry>;

export type FailureCode = keyof typeof catalogue;
export type FailureDetails<C extends FailureCode> = Parameters<(typeof catalogue)[C]["say"]>[0];
export const failureCodes = Object.keys(catalogue) as FailureCode[];

/** Where in a process string a failure belongs; all counts start at 0. */
export interface Where {
  readonly stage?: number;
  /** The stage is this style; a step counts within its stage of the content. */
  readonly style?: string;
  /** The written action's place within its stage. */
  readonly step?: number;
  /** The action's name, `resize`. */
  readonly action?: string;
  /** The item at fault as it is written on the wire, `w`. */
  readonly item?: string;
}

export interface FailureOptions {
  /** OSS's fine-grained sub-code, `0040-00000312`; informative, not promised stable. */
  readonly ec?: string;
  readonly where?: Where;
  /** What to do about it, where the catalogue's own advice does not fit who asks. */
  readonly hint?: string;
  /** For the log only. */
  readonly cause?: unknown;
}

/** Thrown for everything that goes wrong on purpose; each front door dresses it in its own way. */
export class Failure<C extends FailureCode = FailureCode> extends Error {
  override readonly name = "Failure";
  readonly status: number;
  readonly hint: string;
  readonly ec: string | undefined;
  readonly where: Where;
  /** What the message is made of; `got`, which may be as long as a request, is cut to 200 characters. */
  readonly details: FailureDetails<C>;

  constructor(
    readonly code: C,
    details: FailureDetails<C>,
    options: FailureOptions = {},
  ) {
    const { status, hint, say } = catalogue[code] as FailureEntry;
    super(say(details), options.cause === undefined ? undefined : { cause: options.cause });
    this.details = "got" in details ? { ...details, got: cut(details.got, 200) } : details;
    this.status = status;
    this.hint = options.hint ?? hint;
    this.ec = options.ec;
    this.where = options.where ?? {};
  }

  /** The same failure with a place added: the inner place wins where both name one. */
  at(where: Where): Failure<C> {
    return this.movedTo({ ...where, ...this.where });
  }

  /** The same failure at another place, for what failed inside of something that the caller wrote. */
  movedTo(where: Where): Failure<C> {
    return new Failure(this.code, this.details, {
      ...(this.ec !== undefined && { ec: this.ec }),
      hint: this.hint,
      where,
      cause: this.cause,
    });
  }
}

/** Status and hint of a code, for documentation. */
export function describeFailure(code: FailureCode): { status: number; hint: string } {
  const { status, hint } = catalogue[code];
  return { status, hint };
}

/** True for a Failure of that code. */
export function isFailure<C extends FailureCode>(error: unknown, code: C): error is Failure<C> {
  return error instanceof Failure && error.code === code;
}
