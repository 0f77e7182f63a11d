import { Failure } from "../../base/failure.js";
import { refuseMuchMetadata } from "../../service/objects/refuse-much-metadata.js";
import type { KeyValueInput } from "../types/key-value.js";

/** Names that travel as `x-oss-meta-…` headers, in lower case. Throws InvalidArgument. Source: OSS manual, user metadata. */
export function readMetadata(pairs: readonly KeyValueInput[]): Record<string, string> {
  const metadata = Object.fromEntries(
    pairs.map(({ key, value }) => [readMetadataName(key), readHeaderValue(key, value)]),
  );
  refuseMuchMetadata(metadata);
  return metadata;
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

function readMetadataName(key: string): string {
  if (/^[A-Za-z0-9-]{1,128}$/.test(key)) return key.toLowerCase();
  throw new Failure("InvalidArgument", {
    name: "metadata",
    got: key,
    expected: "a name of 1..128 letters, digits and -",
  });
}
