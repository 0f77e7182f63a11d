/** An element to be written: its name, and its text or what is in it. */
export type Element = readonly [name: string, content: string | number | boolean | readonly Element[]];

/** A whole document of one element. */
export function writeXml(root: Element): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}`);
}

/** False for text that XML 1.0 cannot hold in any way. */
export function isXmlText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text);
}

function write([name, content]: Element): string {
  const inner = Array.isArray(content) ? content.map(write).join("") : escaped(String(content));
  return `<${name}>${inner}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"'\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
