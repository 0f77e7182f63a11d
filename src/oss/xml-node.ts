/** A parsed XML document as ali-oss hands it out: a text, or elements by name, repeated ones in an array. */
export type XmlNode = string | XmlElement | null | undefined;
export interface XmlElement {
  readonly [name: string]: XmlNode | readonly XmlNode[];
}

/** The text of the element below `node` that the names lead to; `undefined` where there is none, also for an empty one. */
export function textOf(node: XmlNode, ...names: readonly string[]): string | undefined {
  let at: XmlNode = node;
  for (const name of names) at = childrenOf(at, name)[0];
  // An element with attributes keeps its text under "_".
  const text = typeof at === "object" && at !== null ? at._ : at;
  return typeof text === "string" && text !== "" ? text : undefined;
}

/** All elements of that name right below `node`. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, name)) return [];
  const found = node[name];
  return isList(found) ? found : [found];
}

function isList(value: XmlNode | readonly XmlNode[]): value is readonly XmlNode[] {
  return Array.isArray(value);
}
