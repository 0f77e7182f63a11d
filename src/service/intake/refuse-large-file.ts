import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import type { Engine } from "../ports.js";

/** How long a file may be; how long at most, the engines say. */
export const fileSizes = { min: 1, unit: "bytes" } as const;

/** Throws ImageTooLarge for a file that no engine here would open, InvalidArgument for an empty one. */
export function refuseLargeFile(byteSize: number, { capabilities }: Pick<Engine, "capabilities">): void {
  const { maxSourceBytes } = capabilities.limits;
  if (byteSize > maxSourceBytes)
    throw new Failure("ImageTooLarge", {
      what: "The file",
      limit: `${maxSourceBytes} bytes`,
      got: `${byteSize} bytes`,
    });
  readInRange("byteSize", byteSize, fileSizes);
}
