import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./read-config.js";
import { SettingError } from "./read-config.js";
import { settings } from "./settings.js";

const credentialKeys = ["accessKeyId", "accessKeySecret", "adminToken"] as const;
type CredentialKey = (typeof credentialKeys)[number];

export interface Secrets {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly adminToken: string;
  /** Settings whose value was made here, not given: a listener on other than loopback refuses them. */
  readonly made: readonly string[];
  /** This start made them: the one time that they are shown. */
  readonly first: boolean;
}

/**
 * The credentials given in the settings; those that are not given are made at the first start and kept in the data folder
 * (`secrets.json`, mode 0600). Throws SettingError when the file is there but cannot be used.
 */
export async function loadSecrets(config: Pick<Config, "dataDir" | CredentialKey>): Promise<Secrets> {
  const { accessKeyId, accessKeySecret, adminToken } = config;
  if ((accessKeyId === undefined) !== (accessKeySecret === undefined))
    throw new SettingError(["IMGRAPH_ACCESS_KEY_ID and IMGRAPH_ACCESS_KEY_SECRET: expected both or neither, got one"]);
  if (accessKeyId !== undefined && accessKeySecret !== undefined && adminToken !== undefined)
    return { accessKeyId, accessKeySecret, adminToken, made: [], first: false };
  const { kept, first } = await keptOrMade(config.dataDir);
  const made = credentialKeys.filter((key) => config[key] === undefined).map((key) => settings[key].name);
  return {
    accessKeyId: accessKeyId ?? kept.accessKeyId,
    accessKeySecret: accessKeySecret ?? kept.accessKeySecret,
    adminToken: adminToken ?? kept.adminToken,
    made,
    first,
  };
}

/** Throws a SettingError where others could reach the listener with credentials that nobody chose. Asked before any are made. */
export function refuseMadeSecrets(config: Pick<Config, "host" | CredentialKey>): void {
  const missing = credentialKeys.filter((key) => config[key] === undefined).map((key) => settings[key].name);
  if (isLoopback(config.host) || missing.length === 0) return;
  throw new SettingError([
    `IMGRAPH_HOST: ${JSON.stringify(config.host)} is not a loopback address, so credentials of your own are needed: set ${missing.join(", ")}`,
  ]);
}

/** 127.0.0.0/8, ::1 and the name localhost. */
export function isLoopback(host: string): boolean {
  return /^(?:127(?:\.[0-9]{1,3}){3}|::1|localhost)$/i.test(host);
}

interface Kept {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly adminToken: string;
}

async function keptOrMade(dataDir: string): Promise<{ kept: Kept; first: boolean }> {
  const path = join(dataDir, "secrets.json");
  const kept = await read(path);
  if (kept) return { kept, first: false };
  try {
    return await make(dataDir, path);
  } catch (error) {
    if (error instanceof SettingError || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new SettingError([`IMGRAPH_DATA_DIR: cannot write ${path}: ${(error as Error).message}`]);
  }
}

/** Whole or not at all, and never over those of another start. */
async function make(dataDir: string, path: string): Promise<{ kept: Kept; first: boolean }> {
  await mkdir(dataDir, { recursive: true });
  const made: Kept = {
    accessKeyId: `IG${randomBytes(9).toString("hex").toUpperCase()}`,
    accessKeySecret: randomBytes(24).toString("base64url"),
    adminToken: randomBytes(24).toString("base64url"),
  };
  const half = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  const file = await open(half, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(made, undefined, 2)}\n`);
    await file.sync();
    await file.close();
    // A link, unlike a rename, never replaces secrets that another start made meanwhile.
    await link(half, path);
    return { kept: made, first: true };
  } catch (error) {
    const other = (error as NodeJS.ErrnoException).code === "EEXIST" ? await read(path) : undefined;
    if (!other) throw error;
    return { kept: other, first: false };
  } finally {
    await rm(half, { force: true });
  }
}

async function read(path: string): Promise<Kept | undefined> {
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new SettingError([`IMGRAPH_DATA_DIR: cannot read ${path}: ${(error as Error).message}`]);
  }
  // A copied or restored data folder may have lost the mode.
  await chmod(path, 0o600);
  const kept = parse(content);
  if (!kept)
    throw new SettingError([`IMGRAPH_DATA_DIR: ${path} is damaged; restore it, or delete it to have new secrets made`]);
  return kept;
}

function parse(content: string): Kept | undefined {
  try {
    const { accessKeyId, accessKeySecret, adminToken } = JSON.parse(content) as Record<string, unknown>;
    if (![accessKeyId, accessKeySecret, adminToken].every((value) => typeof value === "string" && value.length > 0))
      return undefined;
    return {
      accessKeyId: String(accessKeyId),
      accessKeySecret: String(accessKeySecret),
      adminToken: String(adminToken),
    };
  } catch {
    return undefined;
  }
}
