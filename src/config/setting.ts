/** One setting, declared once: reading, refusal and documentation derive from it. */
export interface Setting<T = unknown> {
  /** Environment variable and key of the config file. */
  readonly name: `IMGRAPH_${string}`;
  readonly doc: string;
  /** What is allowed, in words that follow "expected". */
  readonly allowed: string;
  /** The default as documentation shows it. */
  readonly defaultText: string;
  /** Its value is never shown, not in an error either. */
  readonly secret: boolean;
  /** What an absent setting means on this machine. */
  readonly fallback: (machine: Machine) => T;
  /** Text to value; `undefined` is a refusal. */
  readonly read: (text: string) => T | undefined;
}

/** What defaults depend on. */
export interface Machine {
  readonly cores: number;
  /** Of the machine or of the control group that limits this process, whichever is smaller. */
  readonly memoryBytes: number;
}

interface Options<T> {
  readonly name: `IMGRAPH_${string}`;
  readonly doc: string;
  readonly default: T;
  /** For a default that the machine decides; `default` is then what documentation cannot show. */
  readonly fallback?: (machine: Machine) => T;
  readonly defaultText?: string;
}

/** Text of at least one character. */
export function text<T extends string | undefined>(
  options: Options<T> & { readonly secret?: boolean; readonly minLength?: number },
): Setting<string | T> {
  const { minLength = 1, secret = false } = options;
  const allowed = minLength > 1 ? `text of at least ${minLength} characters` : "text";
  return setting<string | T>(options, allowed, (value) => (value.length >= minLength ? value : undefined), { secret });
}

/** A decimal integer `min`..`max`. */
export function int(
  options: Options<number> & { readonly min: number; readonly max: number; readonly unit?: string },
): Setting<number> {
  const { min, max, unit } = options;
  return setting(options, `an integer ${min}..${max}${unit ? ` (${unit})` : ""}`, (value) => {
    const number = /^[0-9]{1,16}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? number : undefined;
  });
}

/** One of `values`; `notYet` names those that are planned and refused until they are served. */
export function choice<const V extends string>(
  options: Options<V> & { readonly values: readonly V[]; readonly notYet?: readonly string[] },
): Setting<V> {
  const { values, notYet = [] } = options;
  const allowed =
    values.join(" or ") + (notYet.length > 0 ? ` (${notYet.join(", ")}: not served by this version yet)` : "");
  return setting<V>(options, allowed, (value) => values.find((known) => known === value));
}

/** `on` or `off`; a config file may say true or false. */
export function onOff(options: Options<boolean>): Setting<boolean> {
  return setting(options, "on or off", (value) => ({ on: true, true: true, off: false, false: false })[value], {
    defaultText: options.default ? "`on`" : "`off`",
  });
}

/** Comma-separated entries, each of which `entry` accepts. */
export function list(
  options: Options<readonly string[]> & { readonly of: string; readonly entry: (text: string) => string | undefined },
): Setting<readonly string[]> {
  return setting<readonly string[]>(
    options,
    `${options.of}, separated by commas`,
    (value) => {
      const entries = value.split(",").map((part) => options.entry(part.trim()));
      return entries.every((entry) => entry !== undefined) ? entries : undefined;
    },
    { defaultText: options.default.length > 0 ? `\`${options.default.join(",")}\`` : "none" },
  );
}

/** An absolute http(s) URL; kept without a slash at its end. */
export function url(options: Options<string | undefined>): Setting<string | undefined> {
  return setting(options, "an http or https URL without query", (value) => {
    if (!URL.canParse(value)) return undefined;
    const { protocol, search, hash, username, password } = new URL(value);
    const plain = search === "" && hash === "" && username === "" && password === "";
    return /^https?:$/.test(protocol) && plain ? value.replace(/\/+$/, "") : undefined;
  });
}

/** Declared so that its name is known; setting it is refused until the feature is served. */
export function notYet(name: `IMGRAPH_${string}`, doc: string): Setting<undefined> {
  return setting({ name, doc, default: undefined }, "nothing: not served by this version yet", () => undefined, {
    secret: true,
  });
}

/** The general form, for settings with a reader of their own. */
export function setting<T>(
  options: Options<T>,
  allowed: string,
  read: (text: string) => T | undefined,
  more: { readonly secret?: boolean; readonly defaultText?: string } = {},
): Setting<T> {
  return {
    name: options.name,
    doc: options.doc,
    allowed,
    read,
    secret: more.secret ?? false,
    defaultText:
      options.defaultText ??
      more.defaultText ??
      (options.default === undefined ? "none" : `\`${String(options.default)}\``),
    fallback: options.fallback ?? (() => options.default),
  };
}
