import {
  canonicalProcess,
  type EncodeSpec,
  encodeTries,
  type Header,
  type ParsedProcess,
  stilledWarnings,
} from "../pipeline/index.js";
import type { Explanation, StageExecution } from "../service/ports.js";
import { expectedBytes } from "../service/rendering/expected-bytes.js";
import { type OneShotInput, oneShot } from "./one-shot.js";
import { exitCode, type Program } from "./program.js";

/** `imgraph explain`: what would be done, from the file's header alone. Throws what `oneShot` throws. */
export async function explain(program: Program, input: OneShotInput & { readonly json: boolean }): Promise<number> {
  await oneShot(program, input, async ({ header, parsed, explanation }) => {
    const facts = { header, parsed, explanation };
    program.stdout.write(input.json ? `${JSON.stringify(asJson(facts), undefined, 2)}\n` : asText(facts));
  });
  return exitCode.done;
}

interface Facts {
  readonly header: Header;
  readonly parsed: ParsedProcess;
  readonly explanation: Explanation;
}

/** Sizes after each step, the passes that make them, and the price. */
export function asText({ header, parsed, explanation }: Facts): string {
  const { plan, execution, cost } = explanation;
  const lines = [
    `source      ${header.format} ${header.width}x${header.height}, ${header.byteSize} bytes`,
    `canonical   ${canonicalProcess(parsed.pipeline)}`,
  ];
  for (const [index, stage] of plan.stages.entries()) {
    lines.push(`stage ${index + 1}     ${stage.query ?? `${stage.out.format} ${stage.out.width}x${stage.out.height}`}`);
    for (const { process, size } of stage.steps)
      lines.push(`  step      ${process.padEnd(36)} ${size.width}x${size.height}`);
    const { passes = [], rules = [], shrink } = execution[index] ?? {};
    if (shrink !== undefined && shrink !== "whole") lines.push(`  read      ${shrinkTexts[shrink]}`);
    for (const { ops, width, height } of passes)
      lines.push(`  pass      ${ops.join(", ").padEnd(36)} ${width}x${height}`);
    if (!stage.query) lines.push(`  encode    ${encodeText(stage.encode)}`);
    if (rules.length > 0) lines.push(`  rules     ${rules.join(" ")}`);
  }
  const bytes = expectedBytes(plan);
  if (bytes !== undefined) lines.push(`result      about ${twoDigits(bytes)} bytes`);
  lines.push(
    `cost        about ${Math.ceil(cost.milliseconds)} ms, at most ${(cost.peakBytes / 2 ** 20).toFixed(1)} MiB`,
  );
  for (const { message } of [...parsed.warnings, ...stilledWarnings(plan)]) lines.push(`warning     ${message}`);
  return `${lines.join("\n")}\n`;
}

const shrinkTexts: Readonly<Record<Exclude<StageExecution["shrink"], "whole" | undefined>, string>> = {
  half: "shrunk while decoding, so far that the scale still halves",
  least: "shrunk while decoding, as far as the decoder can",
};

/** More would look like knowledge. */
function twoDigits(bytes: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(bytes)) - 1);
  return Math.round(bytes / unit) * unit;
}

/** `webp quality 75, at most 20000 bytes in up to 6 tries, metadata: copyright` */
function encodeText({ format, quality, maxBytes, metadata }: EncodeSpec): string {
  return [
    quality === undefined ? format : `${format} quality ${quality}`,
    maxBytes !== undefined && `at most ${maxBytes} bytes in up to ${encodeTries} tries`,
    metadata !== "none" && `metadata: ${metadata}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** The same for programs. */
function asJson({ header, parsed, explanation }: Facts) {
  const { plan, execution, cost } = explanation;
  return {
    engine: explanation.engine,
    source: header,
    process: canonicalProcess(parsed.pipeline),
    result: plan.query ?? plan.out,
    stages: plan.stages.map((stage, index) => ({
      steps: stage.steps.map(({ process, size }) => ({ process, ...size })),
      passes: execution[index]?.passes ?? [],
      rules: execution[index]?.rules ?? [],
      shrink: execution[index]?.shrink,
      encode: stage.encode,
      result: stage.query ?? stage.out,
    })),
    cost,
    expectedBytes: expectedBytes(plan),
    warnings: [...parsed.warnings, ...stilledWarnings(plan)],
  };
}
