import { type Config, ossProblems, readConfig, thisMachine } from "../config/index.js";
import { type ConformanceResult, runCases } from "../conformance/index.js";
import { type ConformanceTarget, exitCode, type Program } from "./program.js";
import { UsageError } from "./usage-error.js";

export interface ConformanceInput {
  /** An endpoint; absent: this program through the wire. */
  readonly against: string | undefined;
  /** Where sources are put, at that endpoint. */
  readonly bucket: string | undefined;
  readonly json: boolean;
}

/**
 * `imgraph conformance`: asks the local engine, and an endpoint or itself through the wire, for the same, and tells what
 * differs; exit code 1 when something does. Throws UsageError, SettingError and Failures.
 */
export async function conformance(program: Program, input: ConformanceInput): Promise<number> {
  const config = readConfig(program.env, thisMachine(), program.readFile);
  const target = targetOf(config, input);
  const stop = new AbortController();
  program.onStopSignal(() => stop.abort(new Error("stopped by a signal")));
  const opened = await program.openConformance(config, target);
  try {
    const results: ConformanceResult[] = [];
    for await (const result of runCases(opened, stop.signal)) {
      results.push(result);
      if (!input.json) program.stdout.write(`${line(result)}\n`);
    }
    const { here, there } = opened;
    const counts = countOf(results);
    program.stdout.write(
      input.json
        ? `${JSON.stringify({ here: here.name, there: there.name, counts, results }, undefined, 2)}\n`
        : `\n${here.name} and ${there.name}: ${counts.identical} identical, ${counts.alike} alike, ${counts.different} different\n`,
    );
    return counts.different > 0 ? exitCode.failed : exitCode.done;
  } finally {
    await opened.close();
  }
}

function targetOf(config: Config, { against, bucket }: ConformanceInput): ConformanceTarget | undefined {
  if (against === undefined) {
    if (bucket !== undefined) throw new UsageError("--bucket names a bucket at the endpoint that --against gives");
    return undefined;
  }
  if (bucket === undefined) throw new UsageError("--against ENDPOINT: say with --bucket NAME where sources are put");
  const endpoint = against.includes("://") ? against : `https://${against}`;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new UsageError(`--against: expected an http or https endpoint, got ${JSON.stringify(against)}`);
  const ossRegion = config.ossRegion ?? regionOf(endpoint);
  const there: Config = { ...config, store: "oss", ossEndpoint: endpoint, ossInternalEndpoint: undefined, ossRegion };
  const [problem] = ossProblems(there);
  if (problem !== undefined)
    throw new UsageError(`--against ENDPOINT: ${problem.replace(" for IMGRAPH_STORE=oss", "")}`);
  return { config: there, bucket };
}

/** `https://oss-cn-hangzhou.aliyuncs.com` names it. */
function regionOf(endpoint: string): string {
  return /^oss-([a-z0-9-]+?)(-internal)?\./.exec(new URL(endpoint).hostname)?.[1] ?? "cn-hangzhou";
}

type Counts = Record<ConformanceResult["verdict"], number>;

function countOf(results: readonly ConformanceResult[]): Counts {
  const counts: Counts = { identical: 0, alike: 0, different: 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

/** `alike      photo.jpg    image/resize,w_200    SSIM 0.9981, largest difference 4` */
function line({ verdict, source, process, distance, differences }: ConformanceResult): string {
  const seen = distance && `SSIM ${distance.ssim.toFixed(4)}, largest difference ${distance.largest}`;
  const told = differences.map(({ what, here, there }) => `${what}: ${here} / ${there}`);
  const facts = [...(seen ? [seen] : []), ...told].join("; ");
  return [verdict.padEnd(9), source.padEnd(10), process.padEnd(44), facts].join("  ").trimEnd();
}
