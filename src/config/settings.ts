import { BlockList, isIP } from "node:net";
import { parseImportHost } from "./import-host.js";
import { choice, int, list, notYet, type Setting, setting, text, url } from "./setting.js";
import { accessSettings } from "./settings/access-settings.js";
import { limitSettings } from "./settings/limit-settings.js";
import { storageSettings } from "./settings/storage-settings.js";

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
  ...accessSettings,
  ...storageSettings,
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
  ...limitSettings,
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
