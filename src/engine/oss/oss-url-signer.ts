import type { Clock } from "../../base/clock.js";
import type { OssClient } from "../../oss/index.js";
import {
  engineChoice,
  type ImagePipeline,
  isStyleStage,
  parseProcess,
  printPipeline,
  withoutEngineChoice,
  writtenSteps,
} from "../../pipeline/index.js";
import type { ObjectRef, UrlSigner } from "../../service/ports.js";

export interface OssUrlSignerUse {
  readonly client: OssClient;
  /** For what the cloud alone cannot answer. */
  readonly gateway: UrlSigner;
  readonly clock: Clock;
}

/** So many URLs are remembered. */
const maxRemembered = 1000;

/**
 * Signs URLs of the cloud itself (V4, on its public endpoint) where the cloud does all that they ask for; else the gateway's.
 * What was signed for the same end is given out again, since the cloud's signatures name the second they were made in and
 * URLs that changed with each would defeat every cache. A URL lasts no longer than temporary credentials that sign it: where
 * they end before it should, it is the gateway's too.
 */
export function createOssUrlSigner({ client, gateway, clock }: OssUrlSignerUse): UrlSigner {
  const remembered = new Map<string, string>();
  return {
    async signGet(at, options) {
      const { process, downloadAs, expiresAt } = options;
      const wire = process === undefined ? "" : cloudProcess(process);
      if (wire === undefined || downloadAs !== undefined || foldsInUrls(at)) return gateway.signGet(at, options);
      const name = JSON.stringify([at.bucket, at.key, wire, expiresAt]);
      const known = remembered.get(name);
      if (known !== undefined) return known;
      const seconds = Math.min(Math.max(1, expiresAt - Math.floor(clock.now() / 1000)), 604_800);
      const query = wire === "" ? {} : { "x-oss-process": wire };
      const { url, endsAt } = await client.signUrl(at, { seconds, query }, AbortSignal.timeout(10_000));
      if (endsAt !== undefined && endsAt < expiresAt * 1000) return gateway.signGet(at, options);
      // One that was signed with temporary credentials ends with them.
      if (new URL(url).searchParams.has("x-oss-security-token")) return url;
      for (const oldest of remembered.keys()) if (remembered.size >= maxRemembered) remembered.delete(oldest);
      remembered.set(name, url);
      return url;
    },
  };
}

/**
 * What of a process string the cloud is to be sent; `undefined` where the gateway is needed: styles are expanded here,
 * extensions done or compiled here.
 */
function cloudProcess(process: string): string | undefined {
  const { pipeline } = parseProcess(process);
  if (pipeline.stages.some(isStyleStage)) return undefined;
  const written = pipeline as ImagePipeline;
  if (engineChoice(written) === "local") return undefined;
  const plain = withoutEngineChoice(written);
  if (plain.stages.some((stage) => writtenSteps(stage).some(({ action }) => action.startsWith("x-")))) return undefined;
  // A stage that named the engine and nothing else is gone with it.
  const stages = plain.stages.filter((stage) => writtenSteps(stage).length > 0);
  return stages.length > 0 ? printPipeline({ stages }) : undefined;
}

/** URL parsers fold such segments. */
function foldsInUrls({ key }: ObjectRef): boolean {
  return key.split("/").some((segment) => segment === "." || segment === "..");
}
