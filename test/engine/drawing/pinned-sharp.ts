import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SharpConstructor } from "sharp";
import { fontsConf } from "../../../src/engine/local-sharp/drawing/fonts.js";
import { builtFonts } from "../support/coverage.js";

/** Loads sharp as the pixel process does, with the shipped fonts alone; must be the first to load it in its test file. */
export async function pinnedSharp(): Promise<{ sharp: SharpConstructor; close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "imgraph-fonts-"));
  const file = join(folder, "fonts.conf");
  writeFileSync(file, fontsConf({ fontsDir: builtFonts, cacheDir: join(folder, "cache & more") }));
  process.env.FONTCONFIG_FILE = file;
  const { default: sharp } = await import("sharp");
  return { sharp, close: () => rmSync(folder, { recursive: true, force: true }) };
}
