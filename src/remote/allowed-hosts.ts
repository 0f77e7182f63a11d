/**
 * Who may be reached. A name, or `*.` and a name for all below it: by https on its own port, at public addresses. An origin,
 * `http://10.0.0.5:8080`: exactly that, wherever it is, since whoever runs the gateway wrote it down.
 */
export interface AllowedHosts {
  /** Without any, every public host. */
  readonly entries: readonly string[];
}

/** How far a URL may be reached: `anywhere`, where its origin is named; `public`, at public addresses; `undefined`: not at all. Pure. */
export function reachOf(url: URL, { entries }: AllowedHosts): "anywhere" | "public" | undefined {
  if (entries.includes(url.origin)) return "anywhere";
  if (url.protocol !== "https:" || url.port !== "") return undefined;
  const isNamed = entries.some((entry) =>
    entry.startsWith("*.") ? url.hostname.endsWith(entry.slice(1)) : url.hostname === entry,
  );
  return entries.length === 0 || isNamed ? "public" : undefined;
}
