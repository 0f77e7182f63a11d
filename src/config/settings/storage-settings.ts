import { parseBucketName } from "../../base/bucket-name.js";
import { choice, int, list, onOff, type Setting, setting, text, url } from "../setting.js";

/** Where objects live, and what works their pixels. */
export const storageSettings = {
  bucketHosts: list({
    name: "IMGRAPH_BUCKET_HOSTS",
    default: ["localhost"],
    of: "host names",
    entry: (part) => (/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(part) ? part.toLowerCase() : undefined),
    doc: "Host names below which `BUCKET.host` addresses a bucket.",
  }),
  samples: onOff({
    name: "IMGRAPH_SAMPLES",
    default: true,
    doc: "An empty data folder gets a public-read bucket `samples` with a few small photographs; an object storage never does.",
  }),
  defaultBucket: setting<string | undefined>(
    {
      name: "IMGRAPH_DEFAULT_BUCKET",
      default: undefined,
      defaultText: "`samples` while samples are on",
      doc: "Bucket that is meant where a GraphQL `bucket` argument is left out.",
    },
    "a bucket name: 3..63 of a-z 0-9 -, letter or digit at both ends",
    bucketName,
  ),
  engine: choice({
    name: "IMGRAPH_ENGINE",
    default: "local",
    values: ["local", "oss"],
    doc: "What works the pixels: `local` is this machine, `oss` the cloud that `IMGRAPH_STORE=oss` is in. A request can ask for another one (`engine` in GraphQL, `x-engine` in a process string).",
  }),
  store: choice({
    name: "IMGRAPH_STORE",
    default: "embedded",
    values: ["embedded", "oss"],
    doc: "Where objects live: `embedded` is the data folder, `oss` an object storage that speaks the OSS protocol.",
  }),
  uploadLifetimeHours: int({
    name: "IMGRAPH_UPLOAD_LIFETIME_HOURS",
    default: 168,
    min: 1,
    max: 87_600,
    unit: "hours",
    doc: "How long a multipart upload may take. One that was started longer ago is aborted, and its parts are removed; in an object storage only what `createUpload` started. What waits so long to be completed, or was left by an `importImage` that was broken off, is removed too.",
  }),
  ossEndpoint: url({
    name: "IMGRAPH_OSS_ENDPOINT",
    default: undefined,
    defaultText: "the public one of the region",
    doc: "Endpoint of the object storage behind store and engine `oss`. Of an IP address and of localhost, buckets are part of the path.",
  }),
  ossRegion: setting<string | undefined>(
    {
      name: "IMGRAPH_OSS_REGION",
      default: undefined,
      doc: "Region of that object storage, `cn-hangzhou`; `oss-cn-hangzhou`, as it is written for ali-oss, is the same.",
    },
    "a region id such as cn-hangzhou",
    (value) => (/^(?:oss-)?[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) ? value.replace(/^oss-/, "") : undefined),
  ),
  ossAccessKeyId: text({
    name: "IMGRAPH_OSS_ACCESS_KEY_ID",
    default: undefined,
    doc: "Access key with which this gateway uses the object storage.",
  }),
  ossAccessKeySecret: text({
    name: "IMGRAPH_OSS_ACCESS_KEY_SECRET",
    default: undefined,
    secret: true,
    doc: "Secret of that key.",
  }),
  ossSecurityToken: text({
    name: "IMGRAPH_OSS_SECURITY_TOKEN",
    default: undefined,
    secret: true,
    doc: "Security token that goes with that key when it is a temporary one.",
  }),
  ossCredentialsUrl: url({
    name: "IMGRAPH_OSS_CREDENTIALS_URL",
    default: undefined,
    doc: "Instead of a key: where temporary ones are to be had as JSON, such as the metadata service's address of a machine's role. They are renewed ahead of their end.",
  }),
  ossInternalEndpoint: url({
    name: "IMGRAPH_OSS_INTERNAL_ENDPOINT",
    default: undefined,
    doc: "Endpoint that this gateway itself uses, for traffic inside the region; URLs that are handed out keep the other one.",
  }),
  ossTimeoutMs: int({
    name: "IMGRAPH_OSS_TIMEOUT_MS",
    default: 10_000,
    min: 100,
    max: 600_000,
    unit: "ms",
    doc: "The longest that the object storage may say nothing where something is expected of it.",
  }),
} satisfies Record<string, Setting>;

function bucketName(value: string): string | undefined {
  try {
    return parseBucketName(value);
  } catch {
    return undefined;
  }
}
