/** An element: its name, and text or children. */
export type XmlNode = readonly [name: string, content: string | number | boolean | readonly XmlNode[]];

/**
 * A whole document in UTF-8. Characters that XML 1.0 cannot hold become U+FFFD, which every parser takes. With `exact` they
 * stay as they are: ali-oss, which never asks for `encoding-type=url`, reads them so but not as numbers, and a stricter
 * parser refuses the document rather than take a key for another one.
 */
export function printXml(root: XmlNode, { exact = false }: { exact?: boolean } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${printNode(root, exact)}`;
}

function printNode([name, content]: XmlNode, exact: boolean): string {
  const inner =
    typeof content === "object"
      ? content.map((child) => printNode(child, exact)).join("")
      : escapeXml(String(content), exact);
  return inner === "" ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function escapeXml(text: string, exact: boolean): string {
  const held = exact ? text : text.replace(illegal, "\uFFFD");
  return held.replace(/[&<>"'\r]/g, (char) => entities[char as keyof typeof entities]);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what XML 1.0 forbids
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** A bare carriage return would come back as a line feed. */
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\r": "&#13;" } as const;
