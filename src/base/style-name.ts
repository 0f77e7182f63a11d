import type { Brand } from "./brand.js";
import { Failure } from "./failure.js";

export type StyleName = Brand<string, "StyleName">;

/** Whether a style can have that name: 1..63 of A-Z a-z 0-9 _ . -, case-sensitive. Source: specification of image processing §20. */
export function isStyleName(text: string): text is StyleName {
  return /^[A-Za-z0-9_.-]{1,63}$/.test(text);
}

/** The name of a style. Throws InvalidArgument for what `isStyleName` denies. */
export function parseStyleName(text: string): StyleName {
  if (!isStyleName(text))
    throw new Failure(
      "InvalidArgument",
      { name: "styleName", got: text, expected: "1..63 of A-Z a-z 0-9 _ . -" },
      { ec: "0017-00000250" },
    );
  return text;
}
