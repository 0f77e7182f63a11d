import type { Brand } from "./brand.js";
import { Failure } from "./failure.js";

export type ObjectKey = Brand<string, "ObjectKey">;

/** 1..1023 bytes of UTF-8, not starting with / or \. Throws InvalidObjectName. Source: OSS manual, object naming. */
export function parseObjectKey(text: string): ObjectKey {
  const bytes = new TextEncoder().encode(text).length;
  const reason =
    bytes < 1
      ? "The Object name can not be empty"
      : bytes > 1023
        ? "The Length of Object name must be less than 1024"
        : /^[/\\]/.test(text)
          ? "it starts with / or \\"
          : /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
            ? "it is not valid Unicode"
            : undefined;
  if (reason) throw new Failure("InvalidObjectName", { got: text, reason });
  return text as ObjectKey;
}
