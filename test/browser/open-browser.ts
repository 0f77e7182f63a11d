import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

export interface TestBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Names other than the test's own host do not resolve: whatever a page asks of another one fails. */
const cutOff = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost";

/**
 * A real browser with all its protections on: on Linux x64 the one that comes inside a package with the libraries it needs,
 * elsewhere a Chrome that is installed.
 */
export async function openBrowser(): Promise<TestBrowser> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    const browser = await chromium.launch({ channel: "chrome", args: [cutOff] });
    return { browser, close: () => browser.close() };
  }
  const folder = await mkdtemp(join(tmpdir(), "imgraph-browser-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const browser = await launchUnpacked(folder);
    return { browser, close: () => browser.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function launchUnpacked(folder: string): Promise<Browser> {
  // The package brings system libraries only where it takes itself to be in the cloud it was made for.
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  const script = fileURLToPath(new URL("unpack-chromium.mjs", import.meta.url));
  const { stdout: executablePath } = await promisify(execFile)(process.execPath, [script], { env });
  // The package's own configuration looks for its fonts in places that are not private; without fonts the browser ends.
  const fonts = join(folder, "fonts.conf");
  await writeFile(fonts, fontconfig(folder));
  return chromium.launch({
    executablePath,
    args: [cutOff, "--headless=shell"],
    // A container's root cannot make the sandbox of the operating system; the web's own rules are not touched by it.
    chromiumSandbox: false,
    env: { ...env, LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_FILE: fonts },
  });
}

const fontconfig = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;
