import type { BucketName } from "../../src/base/bucket-name.js";
import { silentLog } from "../../src/base/log.js";
import { fixedCredentials, OssClient, type OssClientOptions } from "../../src/oss/index.js";
import type { Call, Service } from "../../src/service/service.js";
import { startGateway, type TestGateway } from "./gateway.js";

/** Whoever may do everything there. */
export const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };

/** An object storage to reach by the OSS protocol: a second gateway in this process. */
export interface FarStorage {
  readonly gateway: TestGateway;
  /** A client of it; `endpoint` may lead there by another way. */
  client(options?: Partial<OssClientOptions>): OssClient;
  /** Its use-cases, for what is to be there already. */
  readonly service: Service;
  /** Removes all buckets with what is in them. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFarStorage(): Promise<FarStorage> {
  const gateway = await startGateway({ env: { IMGRAPH_CHILDREN: "1" } });
  const { service, accessKeyId, accessKeySecret } = gateway;

  async function empty(bucket: BucketName): Promise<void> {
    const { objects } = await service.listObjects({ bucket, limit: 1000 }, admin);
    for (const at of objects) await service.deleteObject(at, admin);
    const { uploads } = await service.listUploads({ bucket, limit: 1000 }, admin);
    for (const upload of uploads) await service.abortUpload(upload, admin);
    await service.deleteBucket(bucket, admin);
  }

  return {
    gateway,
    service,
    client: (options) =>
      new OssClient({
        endpoint: gateway.url,
        region: "cn-hangzhou",
        credentials: fixedCredentials({ accessKeyId, accessKeySecret }),
        clock: Date,
        log: silentLog,
        ...options,
      }),
    wipe: async () => {
      const { buckets } = await service.listBuckets({ limit: 100 }, admin);
      for (const { name } of buckets) await empty(name);
    },
    stop: () => gateway.stop(),
  };
}
