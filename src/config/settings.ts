import { BlockList, isIP } from "node:net";
import { parseBucketName } from "../base/bucket-name.js";
import { parseImportHost } from "./import-host.js";
import { choice, int, list, notYet, onOff, type Setting, setting, text, url } from "./setting.js";

/** Every setting there is, in the order of the documentation. Source: the contract's "Settings that must exist". */
export const settings = {
  configFile: text({
    name: "IMGRAPH_CONFIG",
    default: undefined,
    doc: "Path of a config file (`.json`, `.yaml` or `.yml`) with the same keys as here. The environment wins over it.",
  }),
  host: text({
    name: "IMGRAPH_HOST",
    default: "127.0.0.1",
    doc: "Address to listen on. One that is not loopback needs credentials of your own.",
  }),
  port: int({
    name: "IMGRAPH_PORT",
    default: 4000,
    min: 0,
    max: 65_535,
    doc: "Port of the one listener for everything. 0 is any free one.",
  }),
  publicUrl: url({
    name: "IMGRAPH_PUBLIC_URL",
    default: undefined,
    defaultText: "from the listener",
    doc: "Base of the URLs that are handed out, as clients reach this gateway.",
  }),
  dataDir: text({ name: "IMGRAPH_DATA_DIR", default: "./data", doc: "Folder of objects, catalog and made secrets." }),
  accessKeyId: setting<string | undefined>(
    {
      name: "IMGRAPH_ACCESS_KEY_ID",
      default: undefined,
      defaultText: "made at the first start",
      doc: "Root access key of the OSS-compatible endpoint.",
    },
    "4..128 of A-Z a-z 0-9 . _ -",
    (value) => (/^[A-Za-z0-9._-]{4,128}$/.test(value) ? value : undefined),
  ),
  accessKeySecret: text({
    name: "IMGRAPH_ACCESS_KEY_SECRET",
    default: undefined,
    defaultText: "made at the first start",
    secret: true,
    minLength: 8,
    doc: "Secret of that key. One that was made is kept in the data folder, readable by its owner only, and shown once.",
  }),
  adminToken: text({
    name: "IMGRAPH_ADMIN_TOKEN",
    default: undefined,
    defaultText: "made at the first start",
    secret: true,
    minLength: 16,
    doc: "Bearer token with the admin role for GraphQL.",
  }),
  jwtSecret: text({
    name: "IMGRAPH_JWT_SECRET",
    default: undefined,
    secret: true,
    minLength: 32,
    doc: "Secret that signs callers' tokens for GraphQL (HS256). docs/access.md says what a token holds.",
  }),
  jwksUrl: url({
    name: "IMGRAPH_JWKS_URL",
    default: undefined,
    doc: "Instead of a secret: where the issuer of callers' tokens shows its public keys (a JSON Web Key Set). Rotated keys are found by themselves.",
  }),
  jwtIssuer: text({
    name: "IMGRAPH_JWT_ISSUER",
    default: undefined,
    doc: "What callers' tokens must name as their issuer, `iss`.",
  }),
  jwtAudience: text({
    name: "IMGRAPH_JWT_AUDIENCE",
    default: undefined,
    doc: "What callers' tokens must name as their audience, `aud`.",
  }),
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
    { name: "IMGRAPH_OSS_REGION", default: undefined, doc: "Region of that object storage, `cn-hangzhou`." },
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
  corsOrigins: list({
    name: "IMGRAPH_CORS_ORIGINS",
    default: [],
    of: "origins such as https://app.example.com",
    entry: (part) => (URL.canParse(part) && new URL(part).origin === part ? part : undefined),
    doc: "Origins whose pages may call `/graphql` from a browser.",
  }),
  trustProxy: setting<BlockList>(
    {
      name: "IMGRAPH_TRUST_PROXY",
      default: new BlockList(),
      defaultText: "`off`",
      doc: "Proxies whose `X-Forwarded-For` is believed for the client address in the log.",
    },
    "off, loopback, or IP addresses and CIDR ranges separated by commas",
    proxies,
  ),
  introspection: choice({
    name: "IMGRAPH_INTROSPECTION",
    default: "auto",
    values: ["auto", "on", "off"],
    doc: "Whether GraphQL answers introspection. `auto`: on while the listener is on a loopback address.",
  }),
  memoryBytes: int({
    name: "IMGRAPH_MEMORY_BYTES",
    default: 0,
    fallback: (machine) => Math.floor(machine.memoryBytes / 2),
    defaultText: "half of the machine's or the control group's",
    min: 64 * 1024 * 1024,
    max: 2 ** 44,
    unit: "bytes",
    doc: "Budget of all pixel work at one time. Work that is predicted to need more waits; more than all of it is refused.",
  }),
  deadlineMs: int({
    name: "IMGRAPH_DEADLINE_MS",
    default: 15_000,
    min: 100,
    max: 600_000,
    unit: "ms",
    doc: "Deadline of one request, waiting included. Pixel work that passes it is killed.",
  }),
  maxConnections: int({
    name: "IMGRAPH_MAX_CONNECTIONS",
    default: 4096,
    min: 1,
    max: 1_000_000,
    doc: "Connections that are open at one time. More are closed as they come.",
  }),
  maxSubscriptions: int({
    name: "IMGRAPH_MAX_SUBSCRIPTIONS",
    default: 100,
    min: 1,
    max: 100_000,
    doc: "Subscriptions that one caller may have at one time; callers without a token are told apart by their address.",
  }),
  minUploadRate: int({
    name: "IMGRAPH_MIN_UPLOAD_RATE",
    default: 500,
    min: 0,
    max: 1_000_000_000,
    unit: "bytes a second",
    doc: "The least that an upload must bring on average over 20 s; one that brings less is cut off. 0: only a silence of a minute ends it.",
  }),
  lenientHttp: onOff({
    name: "IMGRAPH_LENIENT_HTTP",
    default: false,
    doc: "Accept requests that carry both Content-Length and chunked coding, as ali-oss sends a stream with a Content-Length header. The request parser then forgives more besides, so turn it on only where no proxy stands in front: the pair is how requests are smuggled past one.",
  }),
  children: int({
    name: "IMGRAPH_CHILDREN",
    default: 0,
    fallback: (machine) => Math.min(machine.cores, 64),
    defaultText: "the number of cores",
    min: 1,
    max: 64,
    doc: "Pixel processes. Each works one image at a time.",
  }),
  cacheBytes: setting<number | undefined>(
    {
      name: "IMGRAPH_CACHE_BYTES",
      default: undefined,
      defaultText: "a tenth of the free disk, 10 GB at most",
      doc: "What kept results may take of the disk, in `cache/` of the data folder, which may be removed at any time. 0: none are kept.",
    },
    "an integer 0..17592186044416 (bytes)",
    (value) => (/^[0-9]{1,14}$/.test(value) && Number(value) <= 2 ** 44 ? Number(value) : undefined),
  ),
  requestsPerMinute: int({
    name: "IMGRAPH_REQUESTS_PER_MINUTE",
    default: 1200,
    min: 0,
    max: 1_000_000,
    doc: "GraphQL operations of one caller in a minute: of the bearer of a token, or of an address without one. 0: any number. The admin token has no limits.",
  }),
  rendersPerMinute: int({
    name: "IMGRAPH_RENDERS_PER_MINUTE",
    default: 600,
    min: 0,
    max: 1_000_000,
    doc: "Pictures that are decoded or made for one caller in a minute, for GraphQL answers and at the OSS endpoint; those that are kept from before do not count. 0: any number. The admin token, the settings' access key and URLs signed with it have no limits.",
  }),
  megapixelsPerMinute: int({
    name: "IMGRAPH_MEGAPIXELS_PER_MINUTE",
    default: 20_000,
    min: 0,
    max: 100_000_000,
    unit: "megapixels",
    doc: "Pixels of the sources of those, all frames included. 0: any number.",
  }),
  logLevel: choice({
    name: "IMGRAPH_LOG_LEVEL",
    default: "info",
    values: ["debug", "info", "warn", "error", "silent"],
    doc: "The least important lines that are logged. `info` has one line for each request.",
  }),

  operations: choice({
    name: "IMGRAPH_OPERATIONS",
    default: "any",
    values: ["any", "allowlist"],
    doc: "Which GraphQL operations are run: any, or those of IMGRAPH_OPERATIONS_FILE alone; then unsigned requests at the OSS endpoint get only styles and the pipelines that are written out in those. The admin token is not bound by it.",
  }),
  operationsFile: text({
    name: "IMGRAPH_OPERATIONS_FILE",
    default: undefined,
    doc: "Path of the list for `IMGRAPH_OPERATIONS=allowlist`: JSON, each document under its hash, as code generators write it.",
  }),
  databaseUrl: notYet("IMGRAPH_DATABASE_URL", "Postgres database for catalog and jobs."),
  importHosts: list({
    name: "IMGRAPH_IMPORT_HOSTS",
    default: [],
    of: "host names, `*.example.com` for all below one, or origins such as http://10.0.0.5:8080",
    entry: parseImportHost,
    doc: "Hosts from which `importImage` may fetch. Without any, every public one, by https. A name is reached by https at public addresses; an origin exactly as it stands, wherever it is.",
  }),
  webhookSecret: notYet("IMGRAPH_WEBHOOK_SECRET", "Key that signs webhooks."),
} satisfies Record<string, Setting>;

function bucketName(value: string): string | undefined {
  try {
    return parseBucketName(value);
  } catch {
    return undefined;
  }
}

function proxies(value: string): BlockList | undefined {
  const believed = new BlockList();
  if (value === "off") return believed;
  for (const part of value
    .split(",")
    .flatMap((entry) => (entry.trim() === "loopback" ? ["127.0.0.0/8", "::1"] : [entry.trim()]))) {
    const [address = "", bits, ...rest] = part.split("/");
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : /^[0-9]{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === 0 || rest.length > 0 || !(prefix <= most)) return undefined;
    believed.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
  }
  return believed;
}
