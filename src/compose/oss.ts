import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import { type Config, type OssSettings, ossSettings } from "../config/index.js";
import {
  type CredentialsSource,
  fetchCredentials,
  fixedCredentials,
  OssClient,
  RefreshedCredentials,
  refusalOf,
} from "../oss/index.js";

export interface CloudUse {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
}

/** The object storage that the settings name. */
export interface Cloud {
  readonly client: OssClient;
  /** Its public endpoint. */
  readonly endpoint: string;
}

/** Apart from compose/gateway.ts, because a gateway without an object storage loads no client of one. */
export function openCloud({ config, clock, log }: CloudUse): Cloud {
  const settings = ossSettings(config);
  if (!settings) throw new Error("readConfig lets no incomplete settings pass");
  const { endpoint, publicEndpoint, region } = settings;
  const credentials = credentialsOf(settings, { clock, log });
  const client = new OssClient({
    endpoint,
    publicEndpoint,
    region,
    credentials,
    silenceMs: config.ossTimeoutMs,
    clock,
    log,
  });
  return { client, endpoint: publicEndpoint };
}

/**
 * Asks the storage once, with what `check` does. Settings that it refuses stop the start; that it does not answer now does
 * not, since it may in a moment: until then the gateway is not ready. Throws InvalidArgument, naming the setting.
 */
export async function checkCloud(
  check: (signal: AbortSignal) => Promise<void>,
  { config, log }: Pick<CloudUse, "config" | "log">,
): Promise<void> {
  try {
    await check(AbortSignal.timeout(config.ossTimeoutMs));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) throw refuse(refusal.code, config, error);
    log.warn("object storage does not answer yet", { error });
  }
}

function refuse(code: string, config: Config, cause: unknown): unknown {
  const setting = (name: string, got: string, expected: string) =>
    new Failure("InvalidArgument", { name, got, expected: `${expected}; the object storage says ${code}` }, { cause });
  switch (code) {
    case "InvalidAccessKeyId":
      return setting("IMGRAPH_OSS_ACCESS_KEY_ID", config.ossAccessKeyId ?? "", "an access key of the object storage");
    case "SignatureDoesNotMatch":
      return setting(
        "IMGRAPH_OSS_ACCESS_KEY_SECRET",
        "a value that is not shown",
        "the secret of IMGRAPH_OSS_ACCESS_KEY_ID",
      );
    case "InvalidSecurityToken":
    case "SecurityTokenExpired":
    case "AccessKeyIdAndSecurityTokenNotMatch":
      return setting(
        "IMGRAPH_OSS_SECURITY_TOKEN",
        "a value that is not shown",
        "the token that was given with the key",
      );
    default:
      return cause;
  }
}

function credentialsOf({ credentials }: OssSettings, use: Pick<CloudUse, "clock" | "log">): CredentialsSource {
  if (!("url" in credentials)) return fixedCredentials(credentials);
  return new RefreshedCredentials({ fetch: fetchCredentials(credentials.url), ...use });
}
