import { Failure } from "../base/failure.js";
import type { Action, Role } from "./action.js";
import { type ActionName, type ArgsOf, actions } from "./actions/index.js";
import { ecOption, type Param, type Value } from "./param.js";
import type { ImageStage, Query, Step } from "./pipeline.js";

/** Any written action with its arguments by inner names, encoder settings and questions included. */
export type WrittenStep = { readonly [A in ActionName]: { readonly action: A; readonly args: ArgsOf<A> } }[ActionName];

/** The declaration of an action, its types widened so that code can walk all of them alike. */
export function declaration(name: ActionName): Action {
  return actions[name] as unknown as Action;
}

/**
 * Makes a step of loose arguments, as a GraphQL input holds them. Each value goes to its wire text and back, so ranges are
 * checked where the grammar checks them. Absent and null arguments are left out. Throws what the grammar throws.
 */
export function readStep(name: ActionName, loose: Readonly<Record<string, unknown>>): WrittenStep {
  const args: Record<string, Value> = {};
  for (const [key, param] of Object.entries(declaration(name).params)) {
    const value = loose[key];
    if (value !== undefined && value !== null) args[key] = param.read(param.write(value as Value));
  }
  return completeStep(name, args);
}

/** Checks that what an action needs is there. Throws the action's `missing`. */
export function completeStep(name: ActionName, args: Readonly<Record<string, Value>>): WrittenStep {
  const { params, oneOf, missing } = declaration(name);
  const lacking = Object.entries(params).find(([key, param]) => param.required && args[key] === undefined);
  if (lacking) throw missingItem(name, missing, `${itemName(lacking[1])}`, lacking[1].key);
  // A length of 0 is as if absent where the range lets it pass (`indexcrop`).
  if (oneOf && !oneOf.some((key) => args[key] !== undefined && args[key] !== 0))
    throw missingItem(name, missing, oneOf.flatMap((key) => usualName(params[key])).join(" or "), undefined);
  return { action: name, args } as WrittenStep;
}

/** Sorts written steps into a stage: the orientation first, the encoder's settings aside, the last of each wins. */
export function buildStage(written: readonly WrittenStep[]): ImageStage {
  const of = (role: Role) => written.filter(({ action }) => declaration(action).role === role);
  const orientation = of("orientation").at(-1);
  const query = of("query").at(-1);
  return {
    steps: [...(orientation ? [orientation] : []), ...of("pixels")] as readonly Step[],
    encode: Object.fromEntries(of("encoder").map(({ action, args }) => [action, args])),
    ...(query && { query: query.action as Query }),
  };
}

function missingItem(action: ActionName, missing: Action["missing"], items: string, item: string | undefined): Failure {
  const { code = "MissingArgument", ec } = missing ?? {};
  const where = { where: { action, ...(item !== undefined && { item }) }, ...ecOption(ec) };
  return code === "InvalidArgument"
    ? new Failure(code, { name: action, got: "none", expected: items }, where)
    : new Failure(code, { name: action, expected: items }, where);
}

/** The item's name, unless it is one of a watermark's preparation only. */
const usualName = (param: Param | undefined): string[] => (param && param.only === undefined ? [itemName(param)] : []);

const itemName = ({ key }: Param): string => key || "a value";
