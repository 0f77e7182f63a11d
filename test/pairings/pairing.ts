import { startGateway, type TestGateway } from "../support/gateway.js";

/** A way to put store and engine together. */
export interface Pairing {
  readonly store: "embedded" | "oss";
  readonly engine: "local" | "oss";
}

export const pairings: readonly Pairing[] = [
  { store: "embedded", engine: "local" },
  { store: "oss", engine: "local" },
  { store: "oss", engine: "oss" },
];

export interface OpenedPairing {
  readonly gateway: TestGateway;
  /** The second gateway, which plays the cloud behind the first; absent where everything is embedded. */
  readonly cloud?: TestGateway;
  close(): Promise<void>;
}

/** A gateway of that pairing; where something lies in the cloud, a second one in this process is the cloud, reached through ali-oss. */
export async function openPairing(
  { store, engine }: Pairing,
  env: Readonly<Record<string, string>> = {},
): Promise<OpenedPairing> {
  if (store === "embedded") {
    const gateway = await startGateway({ env });
    return { gateway, close: () => gateway.stop() };
  }
  const cloud = await startGateway();
  try {
    const gateway = await startGateway({ env: { ...env, ...pairingEnv({ store, engine }, cloud) } });
    const close = async () => {
      await gateway.stop();
      await cloud.stop();
    };
    return { gateway, cloud, close };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

/** The settings that make the pairing. */
export function pairingEnv({ store, engine }: Pairing, cloud: TestGateway | undefined): Record<string, string> {
  if (!cloud) return {};
  return {
    IMGRAPH_STORE: store,
    IMGRAPH_ENGINE: engine,
    IMGRAPH_OSS_ENDPOINT: cloud.url,
    IMGRAPH_OSS_REGION: "cn-hangzhou",
    IMGRAPH_OSS_ACCESS_KEY_ID: cloud.accessKeyId,
    IMGRAPH_OSS_ACCESS_KEY_SECRET: cloud.accessKeySecret,
  };
}
