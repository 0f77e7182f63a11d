import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { fontsConf } from "../../src/engine/local-sharp/drawing/fonts.js";
import { encodeBase64Text } from "../../src/pipeline/index.js";
import { makePicture } from "../support/picture.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "imgraph-isolation-"));
afterAll(() => rmSync(folder, { recursive: true }));

const text = "Hello 图片 ź שלום";

/** A machine's own fonts: the same families as the shipped ones, but black. */
function ownFonts(dir: string): string {
  mkdirSync(dir, { recursive: true });
  for (const [name, file] of [
    ["noto-sans", "NotoSans_900Black.ttf"],
    ["noto-sans-hebrew", "NotoSansHebrew_900Black.ttf"],
  ] as const)
    copyFileSync(join(root, "node_modules/@expo-google-fonts", name, "900Black", file), join(dir, file));
  return dir;
}

/** The bytes that the built program makes on a machine with that environment. */
async function drawnWith(name: string, env: Readonly<Record<string, string>>): Promise<Buffer> {
  const [input, output] = [join(folder, "in.png"), join(folder, `${name}.png`)];
  writeFileSync(input, await makePicture({ w: 400, h: 80, format: "png", fill: "#FFFFFF" }));
  const process = `image/watermark,text_${encodeBase64Text(text)},g_center`;
  const args = [join(root, "dist/main.js"), "process", input, process, "-o", output];
  const { status, stderr } = spawnSync(globalThis.process.execPath, args, { env: { PATH: "", ...env } });
  expect(status, stderr.toString()).toBe(0);
  return readFileSync(output);
}

test("a text has the same bytes whatever fonts the machine has", async () => {
  const bare = join(folder, "bare");
  mkdirSync(bare);
  const home = join(folder, "home");
  const dirs = [".fonts", ".local/share/fonts", "share/fonts"].map((dir) => ownFonts(join(home, dir)));
  const conf = join(home, "fonts.conf");
  writeFileSync(conf, fontsConf({ fontsDir: dirs[0]!, cacheDir: join(home, "cache") }));

  const without = await drawnWith("without", { HOME: bare, XDG_DATA_HOME: bare, XDG_DATA_DIRS: bare });
  const found = { HOME: home, XDG_DATA_HOME: join(home, "share"), XDG_DATA_DIRS: join(home, "share") };
  expect((await drawnWith("found", found)).equals(without)).toBe(true);
  const configured = { ...found, FONTCONFIG_FILE: conf, FONTCONFIG_PATH: home };
  expect((await drawnWith("configured", configured)).equals(without)).toBe(true);
});

test("fonts that are seen do change the bytes", () => {
  const conf = join(folder, "seen.conf");
  writeFileSync(conf, fontsConf({ fontsDir: ownFonts(join(folder, "seen")), cacheDir: join(folder, "cache") }));
  const shipped = join(folder, "shipped.conf");
  writeFileSync(shipped, fontsConf({ fontsDir: join(root, "dist/fonts"), cacheDir: join(folder, "cache") }));
  expect(inkWith(conf)).not.toBe(inkWith(shipped));
});

/** Draws by sharp alone; a digest of the ink. */
function inkWith(fontconfigFile: string): string {
  const script = `
    import { createHash } from "node:crypto";
    import sharp from "sharp";
    const ink = await sharp({ text: { text: ${JSON.stringify(text)}, font: "Noto Sans 40", dpi: 72 } }).raw().toBuffer();
    process.stdout.write(createHash("sha256").update(ink).digest("hex"));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: root,
    env: { FONTCONFIG_FILE: fontconfigFile },
  });
  expect(stdout.toString(), stderr.toString()).toMatch(/^[0-9a-f]{64}$/);
  return stdout.toString();
}
