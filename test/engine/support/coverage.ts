import { fileURLToPath } from "node:url";
import { readFontCoverage } from "../../../src/engine/local-sharp/drawing/font-coverage.js";

/** The fonts as the build ships them. */
export const builtFonts = fileURLToPath(new URL("../../../dist/fonts/", import.meta.url));

const known = readFontCoverage(builtFonts);

/** Which characters they have. */
export const coverage = () => known;
