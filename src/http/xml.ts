/** An element: its name, and text or children. */
export type XmlNode = readonly [name: string, content: string | number | boolean | readonly XmlNode[]];

/** A whole document in UTF-8. */
export function printXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${printNode(root)}`;
}

function printNode([name, content]: XmlNode): string {
  const inner = typeof content === "object" ? content.map(printNode).join("") : escapeXml(String(content));
  return inner === "" ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

/** Characters that XML 1.0 cannot hold become U+FFFD; a key that has them can be listed with `encoding-type=url`. */
function escapeXml(text: string): string {
  return text.replace(illegal, "\uFFFD").replace(/[&<>"'\r]/g, (char) => entities[char as keyof typeof entities]);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what XML 1.0 forbids
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** A bare carriage return would come back as a line feed. */
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\r": "&#13;" } as const;
