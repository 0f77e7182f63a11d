import { createHash } from "node:crypto";
import { createUrlInspector, type Keys } from "../http/index.js";
import type { AccessKey, UrlInspector } from "../service/ports.js";
import type { Service } from "../service/service.js";
import type { Cloud } from "./oss.js";

export interface UrlInspectorParts {
  readonly publicUrl: () => string;
  readonly bucketHosts: readonly string[];
  readonly keys: Keys;
  readonly cloud: Cloud | undefined;
  /** Asked for the buckets of URLs that do not name theirs. */
  readonly service: () => Pick<Service, "listBuckets">;
  readonly clock: { now(): number };
}

/** All that an account can have. */
const maxBuckets = 100;

/** Reads URLs that lead to this gateway, and to the object storage behind it. */
export function openUrlInspector({
  publicUrl,
  bucketHosts,
  keys,
  cloud,
  service,
  clock,
}: UrlInspectorParts): UrlInspector {
  return createUrlInspector({
    gateway: {
      host: () => new URL(publicUrl()).host,
      bucketHosts,
      keys,
      async bucketsOf(caller, signal) {
        const { buckets } = await service().listBuckets({ limit: maxBuckets }, { caller, signal });
        return buckets.map(({ name }) => name);
      },
    },
    cloud: cloud && { host: () => new URL(cloud.endpoint).host, keys: cloudKeys(cloud) },
    clock,
  });
}

/** The key that this gateway signs with there now: of those before it nobody keeps the secrets. */
function cloudKeys({ client }: Cloud): Pick<Keys, "find"> {
  return {
    async find(id): Promise<AccessKey | undefined> {
      const { accessKeyId, accessKeySecret, securityToken } = await client.credentials(new AbortController().signal);
      if (id !== accessKeyId) return undefined;
      const tokenHash = securityToken && createHash("sha256").update(securityToken).digest("hex");
      const key = { id, secret: accessKeySecret, label: "", createdAt: 0, ...(tokenHash && { tokenHash }) };
      return { ...key, role: "admin", scopes: "everywhere" };
    },
  };
}
