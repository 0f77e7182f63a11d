import { Failure } from "../../base/failure.js";
import type { CompleteOptions, PartRecord } from "../../service/ports.js";

/** What a part other than the last must hold at least, bytes. Source: wire protocol §4.6. */
export const minPartBytes = 102_400;

/**
 * The received parts, in order of number, that are to make the object. Throws InvalidPartOrder, InvalidPart, also where
 * nothing was received, EntityTooSmall. Pure. Source: wire protocol §4.6.
 */
export function chooseParts(wanted: CompleteOptions["parts"], received: readonly PartRecord[]): readonly PartRecord[] {
  const parts = wanted === "all" ? received : named(wanted, received);
  if (parts.length === 0) throw new Failure("InvalidPart", { partNumber: 1, etag: "" });
  for (const { number, byteSize } of parts.slice(0, -1))
    if (byteSize < minPartBytes)
      throw new Failure("EntityTooSmall", { limit: minPartBytes, got: byteSize, partNumber: number });
  return parts;
}

function named(
  wanted: readonly { readonly number: number; readonly etag: string }[],
  received: readonly PartRecord[],
): PartRecord[] {
  const byNumber = new Map(received.map((part) => [part.number, part]));
  let last = 0;
  for (const { number } of wanted) {
    if (number <= last) throw new Failure("InvalidPartOrder", { partNumber: number });
    last = number;
  }
  return wanted.map(({ number, etag }) => {
    const part = byNumber.get(number);
    if (part?.etag !== etag.toUpperCase()) throw new Failure("InvalidPart", { partNumber: number, etag });
    return part;
  });
}
