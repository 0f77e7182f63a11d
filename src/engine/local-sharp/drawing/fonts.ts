/**
 * The family that stands in for each font of the vendor, drawn in its regular weight. What it lacks comes from the other
 * shipped families. Names that are not here are unknown. Source: specification of image processing §16.2.
 */
export const fontFamilies: Readonly<Record<string, string>> = {
  "wqy-zenhei": "Noto Sans SC",
  "wqy-microhei": "Noto Sans SC",
  fangzhengshusong: "Noto Sans SC",
  fangzhengkaiti: "Noto Sans SC",
  fangzhengheiti: "Noto Sans SC",
  fangzhengfangsong: "Noto Sans SC",
  droidsansfallback: "Noto Sans SC",
};

/**
 * All families that the build ships. The first has Chinese, kana, basic Latin, Greek and Russian; the second all letters
 * of Latin, Greek, Cyrillic and Devanagari; then come Hangul, Arabic, Hebrew and emoji in one colour.
 */
export const shippedFamilies = [
  "Noto Sans SC",
  "Noto Sans",
  "Noto Sans KR",
  "Noto Sans Arabic",
  "Noto Sans Hebrew",
  "Noto Emoji",
] as const;

/**
 * A fontconfig file that knows the fonts of one folder and no others, so that a text is drawn with the same glyphs on every
 * machine. It has to be in place, named by FONTCONFIG_FILE, before sharp is loaded. `cacheDir` must be writable.
 */
export function fontsConf({ fontsDir, cacheDir }: { readonly fontsDir: string; readonly cacheDir: string }): string {
  const families = shippedFamilies.map((family) => `<string>${xmlText(family)}</string>`).join("");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${xmlText(fontsDir)}</dir>
  <cachedir>${xmlText(cacheDir)}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last" binding="weak">${families}</edit>
  </match>
</fontconfig>
`;
}

function xmlText(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;" })[mark] ?? "&gt;");
}
