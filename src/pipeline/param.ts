import { Failure } from "../base/failure.js";
import { describeRange, type NumberRange } from "../base/number-range.js";
import { decodeBase64Text, encodeBase64Text } from "./base64-text.js";
import type { ImageLayer } from "./op.js";

/** What values an argument takes: a closed union from which GraphQL inputs, checks, documentation and forms derive. */
export type Kind =
  /** An integer `min`..`max`; without `max` there is no upper bound. */
  | { readonly type: "int"; readonly min: number; readonly max?: number; readonly unit?: string }
  /** One of a set; keys are the inner values, values their wire spellings. */
  | { readonly type: "choice"; readonly name: string; readonly values: Readonly<Record<string, string>> }
  /** `1` or `0` on the wire. */
  | { readonly type: "flag" }
  /** `RRGGBB`, upper case inside. */
  | { readonly type: "color" }
  /** Text, in URL-safe base64 on the wire. */
  | { readonly type: "text"; readonly maxBytes?: number }
  /** An object of the source's bucket with its own preparation, in URL-safe base64 on the wire. */
  | { readonly type: "image" };

export type Value = number | boolean | string | ImageLayer;

/** One argument of an action, declared once. */
export interface Param<T extends Value = Value, Required extends boolean = boolean> {
  /** On the wire, `w`; the empty string is a bare value (`rotate,90`). */
  readonly key: string;
  /** Other keys with the same meaning. */
  readonly aliases: readonly string[];
  readonly kind: Kind;
  readonly doc: string;
  readonly required: Required;
  /** What an absent argument means; `undefined`: nothing. */
  readonly default: T | undefined;
  /** `mark`: known only where an image watermark is prepared; elsewhere the key is an unknown one. */
  readonly only: "mark" | undefined;
  /** Its key without a value is an empty value also where it is not required; others are then ignored. */
  readonly readsBare: boolean;
  /** Sub-code of a bad value, without the prefix `0040-00000`. */
  readonly ec: string | undefined;
  /** Text of the wire to value. Throws InvalidArgument, for texts also MissingArgument and BadRequest. */
  read(text: string): T;
  /** Value to text of the wire, the inverse of `read`. Throws nothing: values that `read` never gives are refused by `read` of the result. */
  write(value: T): string;
}

interface Options<T> {
  readonly default?: T;
  readonly ec?: string;
  readonly aliases?: readonly string[];
  readonly only?: "mark";
  readonly readsBare?: boolean;
}

/** A decimal integer, optionally signed; no `+`, no fraction, no exponent. */
export function int<const Required extends boolean = false>(
  key: string,
  range: Omit<NumberRange, "hasFractions">,
  doc: string,
  options: Options<number> & { readonly required?: Required } = {},
): Param<number, Required> {
  const kind: Kind = { type: "int", ...range };
  const expected = `an integer ${describeRange(range)}`;
  return param(key, kind, doc, options, {
    read(text) {
      if (!/^-?[0-9]+$/.test(text)) throw invalid(key, text, expected, options.ec);
      // Without an upper bound any number of digits is allowed; no picture tells such numbers apart.
      const value = range.max === undefined ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : Number(text);
      if (value < range.min || value > (range.max ?? value)) throw invalid(key, text, expected, options.ec);
      return value === 0 ? 0 : value;
    },
    write: String,
  });
}

/** One of a named set. `spellings` are further wire texts for a value; `remoteOnly` texts are known and refused with NotImplemented. */
export function choice<const Values extends Readonly<Record<string, string>>, const Required extends boolean = false>(
  key: string,
  name: string,
  values: Values,
  doc: string,
  options: Options<keyof Values & string> & {
    readonly required?: Required;
    readonly spellings?: Readonly<Record<string, keyof Values & string>>;
    readonly remoteOnly?: readonly string[];
    /** How a failure names the item when the wire has no key for it. */
    readonly sayKey?: string;
  } = {},
): Param<keyof Values & string, Required> {
  const byWire = new Map<string, keyof Values & string>([
    ...Object.entries(values).map(([value, wire]) => [wire, value] as const),
    ...Object.entries(options.spellings ?? {}),
  ]);
  const expected = `one of ${Object.values(values).join(" ")}`;
  return param(key, { type: "choice", name, values }, doc, options, {
    read(text) {
      const value = byWire.get(text);
      if (value !== undefined) return value;
      if (options.remoteOnly?.includes(text))
        throw new Failure("NotImplemented", { what: `${key}_${text}` }, { where: { item: key } });
      throw invalid(key, text, expected, options.ec, options.sayKey);
    },
    write: (value) => values[value] ?? value,
  });
}

/** `1` or `0`. */
export function flag<const Required extends boolean = false>(
  key: string,
  doc: string,
  options: Options<boolean> & { readonly required?: Required } = {},
): Param<boolean, Required> {
  return param(key, { type: "flag" }, doc, options, {
    read(text) {
      if (text !== "0" && text !== "1") throw invalid(key, text, "0 or 1", options.ec);
      return text === "1";
    },
    write: (value) => (value ? "1" : "0"),
  });
}

/** Six hex digits. */
export function color(key: string, doc: string, options: Options<string> = {}): Param<string, false> {
  return param(key, { type: "color" }, doc, options, {
    read(text) {
      if (!/^[0-9A-Fa-f]{6}$/.test(text)) throw invalid(key, text, "six hex digits, RRGGBB", options.ec);
      return text.toUpperCase();
    },
    write: (value) => value,
  });
}

/** Text in base64; `check` adds rules on the decoded text. */
export function text(
  key: string,
  doc: string,
  options: Options<string> & { readonly maxBytes?: number; readonly check?: (text: string) => void } = {},
): Param<string, false> {
  const kind: Kind = { type: "text", ...(options.maxBytes !== undefined && { maxBytes: options.maxBytes }) };
  return param(key, kind, doc, options, {
    read(encoded) {
      const decoded = decodeBase64Text(encoded, key, options.ec);
      options.check?.(decoded);
      return decoded;
    },
    write: encodeBase64Text,
  });
}

/** The general form, for kinds with a codec of their own. */
export function param<T extends Value, Required extends boolean>(
  key: string,
  kind: Kind,
  doc: string,
  options: Options<T> & { readonly required?: Required },
  codec: Pick<Param<T>, "read" | "write">,
): Param<T, Required> {
  return {
    key,
    kind,
    doc,
    ...codec,
    aliases: options.aliases ?? [],
    required: (options.required ?? false) as Required,
    default: options.default,
    only: options.only,
    readsBare: options.readsBare ?? false,
    ec: options.ec,
  };
}

/** The failure of a value that is not allowed. `ec` is the short sub-code, `312`. */
export function invalid(
  key: string,
  got: string,
  expected: string,
  ec?: string,
  sayKey?: string,
): Failure<"InvalidArgument"> {
  return new Failure(
    "InvalidArgument",
    { name: (sayKey ?? key) || "value", got, expected },
    { ...ecOption(ec), where: { item: key } },
  );
}

/** `312` → `{ ec: "0040-00000312" }`; full sub-codes pass as they are. */
export function ecOption(ec: string | undefined): { ec?: string } {
  return ec === undefined ? {} : { ec: ec.includes("-") ? ec : `0040-00000${ec}` };
}
