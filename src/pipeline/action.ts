import type { FailureCode } from "../base/failure.js";
import type { Format } from "./format.js";
import type { Header, Size } from "./header.js";
import type { Op } from "./op.js";
import type { Param, Value } from "./param.js";

/** How the items of an action are written: `key_value` items, one bare value, or none. */
export type Form = "keyed" | "single" | "none";

export type Params = Readonly<Record<string, Param>>;

/** Arguments as a caller writes them: required ones present, the others optional. */
export type ArgsFor<P extends Params> = {
  readonly [K in keyof P as P[K] extends Param<Value, true> ? K : never]: ValueOf<P[K]>;
} & {
  readonly [K in keyof P as P[K] extends Param<Value, true> ? never : K]?: ValueOf<P[K]>;
};

type ValueOf<P> = P extends { read(text: string): infer T } ? T : never;

/** The image as the steps so far left it; never pixels. */
export interface Frame extends Size {
  /** Transparent pixels are possible. */
  readonly alpha: boolean;
  /** All frames are kept to the end of the stage. */
  readonly animated: boolean;
  /** The stage's source. */
  readonly source: Header;
  /** The source upright and as it is: no step has changed it. */
  readonly pristine: boolean;
  /** Where an image watermark is prepared: the picture that it will stand on. */
  readonly main?: Size;
}

/** What a step makes of a frame; an empty list of ops leaves it as it is. */
export interface StepPlan {
  readonly ops: readonly Op[];
  /** Absent: unchanged. */
  readonly size?: Size;
}

export interface Example {
  /** Without the leading `image/`. */
  readonly process: string;
  readonly from: Size;
  readonly to: Size;
  readonly shows: string;
}

/** How an action takes part: it works pixels, sets the encoder, asks about the source, or turns the source upright first. */
export type Role = "pixels" | "encoder" | "query" | "orientation";

/** An action, declared once: grammar, GraphQL inputs, checks, geometry and documentation derive from this value. */
export interface Action<Name extends string = string, P extends Params = Params, R extends Role = Role> {
  readonly name: Name;
  readonly form: Form;
  readonly doc: string;
  /** Where the rule comes from. */
  readonly source: string;
  readonly params: P;
  readonly role: R;
  /** What is thrown when nothing of it, or not enough, was written. */
  readonly missing?: {
    readonly code: Extract<FailureCode, "MissingArgument" | "InvalidArgument">;
    readonly ec?: string;
  };
  /** At least one of these arguments must be given. */
  readonly oneOf?: readonly (keyof P & string)[];
  /** Item values that the cloud knows and this product does not: answered NotImplemented. */
  readonly remoteOnly?: Readonly<Record<string, readonly string[]>>;
  /** Looks at the written items before their values are read, for rules that span items. */
  precheck?(items: ReadonlyMap<string, string>): void;
  /** Drops arguments that have no effect beside others, for the canonical form. */
  simplify?(args: ArgsFor<P>): ArgsFor<P>;
  /** What becomes of an animated source, in words, where it depends on what is asked. */
  readonly frames?: string;
  /** An animated source stays animated through this step. Absent: it does. */
  keepsAnimation?(args: ArgsFor<P>, context: { readonly source: Header; readonly format: Format }): boolean;
  /** Planning needs the source's insights. */
  readonly needsInsights?: true;
  /** It goes by the source's focal point, where there is one. */
  usesFocalPoint?(args: ArgsFor<P>): boolean;
  /** Only for `pixels`. Pure. */
  plan?(args: ArgsFor<P>, frame: Frame): StepPlan;
  readonly examples: readonly Example[];
}

/** Declares an action; types of `args` follow from `params`. */
export function action<const Name extends string, const P extends Params, const R extends Role>(
  declaration: Action<Name, P, R>,
): Action<Name, P, R> {
  return declaration;
}
