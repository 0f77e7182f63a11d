/**
 * An entry of IMGRAPH_IMPORT_HOSTS: `images.example.com`, `*.example.com` for all below it, or an origin; `undefined` for
 * what is none. Names are in lower case, and no numbers, which are read as addresses.
 */
export function parseImportHost(text: string): string | undefined {
  if (/^https?:\/\//.test(text))
    return !text.includes("*") && URL.canParse(text) && new URL(text).origin === text ? text : undefined;
  const name = text.replace(/^\*\./, "");
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)) return undefined;
  return URL.canParse(`https://${name}`) && new URL(`https://${name}`).hostname === name && !/^[\d.]+$/.test(name)
    ? text
    : undefined;
}
