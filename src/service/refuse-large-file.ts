import { Failure } from "../base/failure.js";
import type { Engine } from "./ports.js";

/** Throws ImageTooLarge for a file that no engine here would open, InvalidArgument for an empty one. */
export function refuseLargeFile(byteSize: number, { capabilities }: Pick<Engine, "capabilities">): void {
  const { maxSourceBytes } = capabilities.limits;
  if (byteSize > maxSourceBytes)
    throw new Failure("ImageTooLarge", {
      what: "The file",
      limit: `${maxSourceBytes} bytes`,
      got: `${byteSize} bytes`,
    });
  if (byteSize < 1)
    throw new Failure("InvalidArgument", { name: "byteSize", got: String(byteSize), expected: "1 byte or more" });
}
