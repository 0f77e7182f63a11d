/**
 * The family that stands in for each font of the vendor: one shipped family with Latin, Greek, Cyrillic, kana and Chinese
 * glyphs, drawn in its regular weight. Names that are not here are unknown. Source: specification of image processing §16.2.
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
 * A fontconfig file that knows the fonts of one folder and no others, so that a text is drawn with the same glyphs on every
 * machine. It has to be in place, named by FONTCONFIG_FILE, before sharp is loaded. `cacheDir` must be writable.
 */
export function fontsConf({ fontsDir, cacheDir }: { readonly fontsDir: string; readonly cacheDir: string }): string {
  const families = [...new Set(Object.values(fontFamilies))]
    .map((family) => `<string>${xmlText(family)}</string>`)
    .join("");
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
