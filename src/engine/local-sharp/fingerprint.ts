import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { canDecodeHeic, heicPackage } from "../formats/heic.js";
import type { Exactness } from "./planner/pass.js";

/** Raised when this engine makes other bytes of the same request than before. */
const revision = 8;

/**
 * Names everything that decides the bytes of a result: this engine's revision, sharp with its libvips, the kind of processor
 * (sums of fractions end in other bits on another), the decoder of HEIC, how exactly it reads, and the content of every font.
 */
export function fingerprint({
  fontsDir,
  exactness,
}: {
  readonly fontsDir: string;
  readonly exactness: Exactness;
}): string {
  return ["local", revision, ...imagingVersions(), exactness, fontsHash(fontsDir)].join("-");
}

/** Read from the packages: loading sharp would bring its library into this process. */
function imagingVersions(): string[] {
  const require = createRequire(import.meta.url);
  const sharp = JSON.parse(readFileSync(join(require.resolve("sharp"), "../../package.json"), "utf8"));
  const libvips = sharp.optionalDependencies?.[`@img/sharp-libvips-${process.platform}-${process.arch}`];
  const heic = canDecodeHeic() ? [`heif${require(`${heicPackage}/package.json`).version}`] : [];
  return [`sharp${sharp.version}`, `libvips${libvips ?? sharp.config?.libvips}`, process.arch, ...heic];
}

function fontsHash(fontsDir: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(fontsDir).sort()) hash.update(`${name}\0`).update(readFileSync(join(fontsDir, name)));
  return hash.digest("hex").slice(0, 16);
}
