import { parseBucketName } from "../base/bucket-name.js";
import { parseObjectKey } from "../base/object-key.js";
import { loadSecrets, readConfig, refuseMadeSecrets, thisMachine } from "../config/index.js";
import { banner } from "./banner.js";
import { exitCode, type Program, type RunningGateway } from "./program.js";
import { refuseSetting } from "./refuse-setting.js";

const graceMs = 10_000;
const sample = { bucket: "samples", key: "picos.jpg", process: "image/resize,w_800/rounded-corners,r_40/format,webp" };

/** `imgraph serve`: listens until a stop signal, then finishes what runs; a second signal ends at once. */
export async function serve(program: Program): Promise<number> {
  const config = readConfig(program.env, thisMachine(), program.readFile);
  refuseMadeSecrets(config);
  const secrets = await loadSecrets(config);
  const gateway = await program.openGateway(config, secrets).catch(refuseSetting);
  // Listened to before anything is printed: whoever reads the banner may stop the program.
  const stopped = untilStopSignal(program);
  const url = await sampleUrl(gateway);
  const { dataDir } = config;
  program.stdout.write(
    banner({
      version: program.version,
      publicUrl: gateway.publicUrl,
      dataDir,
      secrets,
      ...(url !== undefined && { sample: { bucket: sample.bucket, key: sample.key, url } }),
    }),
  );
  await stopped;
  await gateway.stop(graceMs);
  return exitCode.done;
}

async function untilStopSignal(program: Program): Promise<void> {
  let signals = 0;
  await new Promise<void>((resolve) => {
    program.onStopSignal(() => {
      signals += 1;
      if (signals > 1) program.exit(exitCode.failed);
      resolve();
    });
  });
}

/** Undefined where the samples were left out or have been deleted. */
async function sampleUrl({ service, asAdmin }: RunningGateway): Promise<string | undefined> {
  const at = { bucket: parseBucketName(sample.bucket), key: parseObjectKey(sample.key) };
  try {
    await service.getObject(at, asAdmin());
    return (await service.signUrl(at, { process: sample.process }, asAdmin())).url;
  } catch {
    return undefined;
  }
}
