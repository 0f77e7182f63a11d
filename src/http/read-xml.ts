import { XMLParser, XMLValidator } from "fast-xml-parser";
import { Failure } from "../base/failure.js";
import { textOfWire } from "./wire-text.js";

/** An element of a request body; namespaces and attributes are dropped. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Its own text with entities resolved. */
  readonly text: string;
}

/** What the longest list of most operations needs: 1000 objects of a key and a version each, with room. */
const usualElements = 5000;

/**
 * Parses a document whose root has that name. No document type and no entity but the five of XML and character numbers.
 * Nothing else is served meanwhile, so there is a bound on the elements. Throws MalformedXML.
 */
export function readXml(body: Buffer, root: string, { maxElements = usualElements } = {}): XmlElement {
  const text = textOfWire(body.toString("latin1"))?.trim();
  if (text === undefined) throw malformed("it is not UTF-8");
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw malformed("document types are not accepted");
  // Of an element there are two at most, and one more for a declaration.
  if (count(text, "<") > 2 * maxElements + 1) throw malformed(`it has more than ${maxElements} elements`);
  const checked = XMLValidator.validate(text);
  if (checked !== true) throw malformed(checked.err.msg);
  const found = parseTree(text);
  if (found.length !== 1 || found[0]!.name !== root) throw malformed(`expected one <${root}>`);
  return found[0]!;
}

/** The text of the only child of that name. Throws MalformedXML when there is none or more than one. */
export function childText(element: XmlElement, name: string): string {
  const found = element.children.filter((child) => child.name === name);
  if (found.length !== 1) throw malformed(`expected one <${name}> in <${element.name}>`);
  return found[0]!.text;
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found += 1;
  return found;
}

function parseTree(text: string): XmlElement[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    removeNSPrefix: true,
    processEntities: false,
    parseTagValue: false,
    trimValues: false,
    cdataPropName: "#cdata",
  });
  try {
    return elements(parser.parse(text) as Ordered[]);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw malformed("it nests too deeply or names an element in a forbidden way");
  }
}

/** The parser's own shape: one property, the element's name, holding its content in order. */
type Ordered = { readonly [name: string]: readonly Ordered[] | string };

function elements(nodes: readonly Ordered[]): XmlElement[] {
  return nodes.flatMap((node) =>
    Object.entries(node).flatMap(([name, content]) =>
      name.startsWith("#") || typeof content === "string"
        ? []
        : [{ name, children: elements(content), text: content.map(ownText).join("") }],
    ),
  );
}

function ownText(node: Ordered): string {
  const text = node["#text"];
  if (typeof text === "string") return resolveEntities(text);
  const cdata = node["#cdata"];
  return Array.isArray(cdata) ? cdata.map((part: Ordered) => part["#text"] ?? "").join("") : "";
}

function resolveEntities(text: string): string {
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const known = entities.get(name);
    if (known !== undefined && whole.endsWith(";")) return known;
    const number = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(name);
    const code = number ? Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10) : Number.NaN;
    const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && whole.endsWith(";");
    if (!valid) throw malformed("it uses an unknown entity");
    return String.fromCodePoint(code);
  });
}

const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function malformed(reason: string): Failure {
  return new Failure("MalformedXML", { reason });
}
