import { Failure } from "../../base/failure.js";
import { refuseMuchMetadata } from "../../service/objects/refuse-much-metadata.js";
import { refusing } from "../refused-input.js";
import type { KeyValueInput } from "../types/key-value.js";

/**
 * Names that travel as `x-oss-meta-…` headers, in lower case, from an input's field `metadata`. Throws RefusedInput for an entry that
 * cannot be kept, also for a name that is there already in whatever case; InvalidArgument where all are too much. Source: OSS
 * manual, user metadata.
 */
export function readMetadata(pairs: readonly KeyValueInput[]): Record<string, string> {
  const metadata = new Map<string, string>();
  for (const [index, { key, value }] of pairs.entries()) {
    const name = refusing(["metadata", index, "key"], () => readMetadataName(key, metadata));
    metadata.set(
      name,
      refusing(["metadata", index, "value"], () => readHeaderValue(key, value)),
    );
  }
  const read = Object.fromEntries(metadata);
  refuseMuchMetadata(read);
  return read;
}

/** Text that can be sent as a header. Throws InvalidArgument. */
export function readHeaderValue(name: string, value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get in
  if (value.length <= 8192 && !/[\u0000-\u001f\u007f]/.test(value)) return value;
  throw new Failure("InvalidArgument", {
    name,
    got: value,
    expected: "at most 8192 characters, no control characters",
  });
}

function readMetadataName(key: string, before: ReadonlyMap<string, string>): string {
  const refused = (expected: string) => new Failure("InvalidArgument", { name: "metadata", got: key, expected });
  if (!/^[A-Za-z0-9-]{1,128}$/.test(key)) throw refused("a name of 1..128 letters, digits and -");
  const name = key.toLowerCase();
  if (before.has(name)) throw refused("each name once: they are kept in lower case");
  return name;
}
