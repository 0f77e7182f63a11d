import { Failure } from "../base/failure.js";

export type NodeKind = "Bucket" | "Image" | "Style";

/** An opaque id: kind and name parts, in URL-safe base64. */
export function writeNodeId(kind: NodeKind, ...parts: string[]): string {
  return Buffer.from([kind, ...parts].join("\n")).toString("base64url");
}

/** The inverse. Throws InvalidArgument for anything that `writeNodeId` did not make. */
export function readNodeId(id: string): { readonly kind: NodeKind; readonly bucket: string; readonly name: string } {
  const [kind, bucket, ...name] = Buffer.from(id, "base64url").toString("utf8").split("\n");
  switch (kind) {
    case "Bucket":
      if (bucket && name.length === 0) return { kind, bucket, name: "" };
      break;
    case "Image":
    case "Style":
      // A key may hold line breaks; a bucket's name cannot.
      if (bucket && name.length > 0) return { kind, bucket, name: name.join("\n") };
      break;
    default:
  }
  throw new Failure("InvalidArgument", { name: "id", got: id, expected: "an id that this API gave" });
}
