import type { Brand } from "./brand.js";
import { Failure } from "./failure.js";

export type StyleName = Brand<string, "StyleName">;

/** 1..63 of A-Z a-z 0-9 _ . -, case-sensitive. Throws InvalidArgument. Source: specification of image processing §20. */
export function parseStyleName(text: string): StyleName {
  if (!/^[A-Za-z0-9_.-]{1,63}$/.test(text))
    throw new Failure(
      "InvalidArgument",
      { name: "styleName", got: text, expected: "1..63 of A-Z a-z 0-9 _ . -" },
      { ec: "0017-00000250" },
    );
  return text as StyleName;
}
