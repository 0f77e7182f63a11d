import { type ActionName, actions, declaration, formatFacts, type Param } from "../pipeline/index.js";
import type { EngineName } from "../service/ports.js";
import type { Service } from "../service/service.js";
import { ImageOrderFields } from "./inputs/image-order.js";
import { inputParams } from "./inputs/step-input.js";
import { enumValueName, fieldName } from "./schema/graphql-name.js";
import {
  type ActionCapability,
  type Capabilities,
  type ParameterCapability,
  parameterType,
  Support,
} from "./types/capabilities.js";

/** The registry, crossed with what the engine refuses. Pure. */
export function capabilitiesValue({
  engine,
  engines,
  formats,
  limits,
  fonts,
  unsupported,
  listing: { isIndexed },
}: Service["capabilities"]): Capabilities {
  const all = engines ?? [{ engine, unsupported }];
  const refused = new Map(all.map((each) => [each.engine, new Set(each.unsupported)]));
  return {
    engine,
    engines: all,
    actions: (Object.keys(actions) as ActionName[]).map((name) => actionValue(name, engine, refused)),
    formats: formats.map((facts) => {
      const { contentType, alpha, animation } = formatFacts[facts.format];
      return { ...facts, contentType, alpha, animation };
    }),
    limits,
    fonts,
    listing: { isIndexed, orderBy: isIndexed ? Object.values(ImageOrderFields) : ["key"] },
  };
}

function actionValue(
  name: ActionName,
  engine: EngineName,
  refused: ReadonlyMap<EngineName, ReadonlySet<string>>,
): ActionCapability {
  const { doc, role } = declaration(name);
  const parameters = inputParams(name).map(([key, param]) =>
    parameterValue(key, param, refused.get(engine)?.has(`${name}.${param.key}`) ?? false),
  );
  return {
    name,
    stepField: role === "query" ? undefined : fieldName(name),
    description: doc,
    extension: name.startsWith("x-"),
    support: supportOf(name, refused.get(engine)) ?? Support.NO,
    local: supportOf(name, refused.get("local")),
    oss: supportOf(name, refused.get("oss")),
    parameters,
  };
}

/** `undefined` for an engine that there is not. */
function supportOf(name: ActionName, refused: ReadonlySet<string> | undefined): Support | undefined {
  if (!refused) return undefined;
  if (refused.has(name)) return Support.NO;
  const isNarrowed = inputParams(name).some(([, { key }]) => refused.has(`${name}.${key}`));
  return isNarrowed ? Support.NARROWED : Support.YES;
}

function parameterValue(
  name: string,
  { key, doc, kind, required, default: standard }: Param,
  refused: boolean,
): ParameterCapability {
  const isChoice = kind.type === "choice";
  return {
    name,
    item: key,
    description: doc,
    type: parameterType(kind),
    support: refused ? Support.NO : Support.YES,
    required,
    min: kind.type === "int" ? kind.min : undefined,
    max: kind.type === "int" ? kind.max : undefined,
    unit: kind.type === "int" ? kind.unit : undefined,
    values: isChoice ? Object.keys(kind.values).map(enumValueName) : undefined,
    default: standard === undefined ? undefined : isChoice ? enumValueName(String(standard)) : String(standard),
  };
}
