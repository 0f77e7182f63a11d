import { Failure } from "../../base/failure.js";

const prefix = "x-oss-meta-";
const maxBytes = 8 * 1024;

/** Throws InvalidArgument for user metadata of more than 8 KB, names and values together. Source: OSS manual, PutObject. */
export function refuseMuchMetadata(metadata: Readonly<Record<string, string>>): void {
  const bytes = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(prefix + name) + Buffer.byteLength(value),
    0,
  );
  if (bytes > maxBytes)
    throw new Failure("InvalidArgument", {
      name: `${prefix}*`,
      got: `${bytes} bytes`,
      expected: `at most ${maxBytes} bytes of names and values`,
    });
}
