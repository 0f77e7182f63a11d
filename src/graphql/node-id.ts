import { Failure } from "../base/failure.js";

export type NodeKind = NodeName["kind"];

/** What an id stands for; nothing in it is checked. */
export type NodeName =
  | { readonly kind: "AccessKey"; readonly accessKeyId: string }
  | { readonly kind: "Bucket"; readonly bucket: string }
  | { readonly kind: "Image" | "StoredObject" | "Style"; readonly bucket: string; readonly name: string }
  | { readonly kind: "StyleVersion"; readonly bucket: string; readonly name: string; readonly version: number };

/** An opaque id: kind and name parts, in URL-safe base64. */
export function writeNodeId(kind: NodeKind, ...parts: string[]): string {
  return Buffer.from([kind, ...parts].join("\n")).toString("base64url");
}

/** The inverse. Throws InvalidArgument for anything that `writeNodeId` did not make. */
export function readNodeId(id: string): NodeName {
  const [kind, first, ...name] = Buffer.from(id, "base64url").toString("utf8").split("\n");
  switch (kind) {
    case "AccessKey":
      if (first && name.length === 0) return { kind, accessKeyId: first };
      break;
    case "Bucket":
      if (first && name.length === 0) return { kind, bucket: first };
      break;
    case "Image":
    case "StoredObject":
    case "Style":
      // A key may hold line breaks; a bucket's name cannot.
      if (first && name.length > 0) return { kind, bucket: first, name: name.join("\n") };
      break;
    case "StyleVersion": {
      const [style, version = "", ...more] = name;
      if (first && style && /^[1-9]\d{0,8}$/.test(version) && more.length === 0)
        return { kind, bucket: first, name: style, version: Number(version) };
      break;
    }
    default:
  }
  throw new Failure("InvalidArgument", { name: "id", got: id, expected: "an id that this API gave" });
}
