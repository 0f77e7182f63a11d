import { assertNever } from "../base/assert-never.js";
import { Failure } from "../base/failure.js";
import { type EngineChoice, engineChoice, type ImagePipeline } from "../pipeline/index.js";
import type { Engine, EngineName } from "../service/ports.js";
import { refusalOf, writesFormats } from "./refusal.js";

export interface EnginesUse {
  /** The one that runs what says nothing; it is among `engines`. */
  readonly configured: EngineName;
  /** Those that this gateway has. */
  readonly engines: readonly Engine[];
}

/**
 * All engines of a gateway as one, which gives each pipeline to the engine that it asks for. Beside what engines throw,
 * everything throws InvalidArgument for an engine that this gateway does not have, and NotImplemented, naming action and
 * item, before anything is sent to an engine that lacks them. It owns the engines.
 */
export function engineByChoice({ configured, engines }: EnginesUse): Engine {
  const named = (name: EngineName): Engine => {
    const engine = engines.find((each) => each.name === name);
    if (engine) return engine;
    const expected = `${engines.map((each) => each.name).join(", ")}, configured or any: the engines of this gateway`;
    throw new Failure(
      "InvalidArgument",
      { name: "engine", got: name, expected },
      { where: { action: "x-engine", item: "" } },
    );
  };
  const main = named(configured);
  const byPreference = [main, ...engines.filter((each) => each !== main)];

  const preferred = (choice: EngineChoice, isAble: (engine: Engine) => boolean): Engine => {
    switch (choice) {
      case "configured":
        return main;
      case "any":
        return byPreference.find(isAble) ?? main;
      case "local":
      case "oss":
        return named(choice);
      default:
        return assertNever(choice);
    }
  };
  const forPipeline = (pipeline: ImagePipeline): Engine => {
    const engine = preferred(engineChoice(pipeline), ({ capabilities }) => {
      return refusalOf(pipeline, capabilities) === undefined && writesFormats(pipeline, capabilities);
    });
    const refusal = refusalOf(pipeline, engine.capabilities);
    if (refusal) throw refusal;
    return engine;
  };

  // Whoever made the pictures, one that works pixels here compares them.
  const compare = byPreference.find((engine) => engine.compare)?.compare;

  return {
    name: main.name,
    capabilities: {
      ...main.capabilities,
      engines: byPreference.map(({ name, capabilities: { unsupported } }) => ({ engine: name, unsupported })),
    },
    fingerprintOf: (pipeline) => forPipeline(pipeline).fingerprintOf(pipeline),
    inspect: (source, signal) => main.inspect(source, signal),
    async analyse(source, header, signal, choice = "configured") {
      return preferred(choice, ({ capabilities }) => capabilities.analyses).analyse(source, header, signal, choice);
    },
    explain: (pipeline, header, marks) => forPipeline(pipeline).explain(pipeline, header, marks),
    render: async (job, signal) => forPipeline(job.pipeline).render(job, signal),
    save: async (job, target, signal) => (await forPipeline(job.pipeline).save?.(job, target, signal)) ?? false,
    ...(compare && { compare }),
    async check(signal) {
      await Promise.all(engines.map((engine) => engine.check(signal)));
    },
    async close() {
      const closed = await Promise.allSettled(engines.map((engine) => engine.close()));
      const troubles = closed.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
      if (troubles.length > 0) throw new AggregateError(troubles, "an engine did not close");
    },
  };
}
