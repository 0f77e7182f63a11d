import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";

export interface ServedExample {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds an example for visitors, by its own configuration, and serves it as a site of its own that hands `/graphql` on to a gateway. */
export async function serveExample(configPath: string, gatewayUrl: string): Promise<ServedExample> {
  const outDir = await mkdtemp(join(tmpdir(), "imgraph-example-"));
  const remove = () => rm(outDir, { recursive: true, force: true });
  try {
    const configFile = fileURLToPath(new URL(`../../examples/${configPath}`, import.meta.url));
    const config = { configFile, logLevel: "error" as const, build: { outDir } };
    await build(config);
    const proxy = { "/graphql": gatewayUrl };
    const site = await preview({ ...config, preview: { host: "127.0.0.1", port: 0, proxy } });
    const [url = ""] = site.resolvedUrls?.local ?? [];
    return { url, close: () => site.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
