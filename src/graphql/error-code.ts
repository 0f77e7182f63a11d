import { registerEnumType } from "type-graphql";
import { describeFailure, type FailureCode, failureCodes } from "../base/failure.js";
import { enumValueName } from "./schema/graphql-name.js";

/** Every failure of the catalogue in GraphQL's spelling: `NO_SUCH_KEY` is `NoSuchKey`. */
export const ErrorCode: Readonly<Record<string, FailureCode>> = Object.fromEntries(
  failureCodes.map((code) => [errorCode(code), code]),
);

registerEnumType(ErrorCode, {
  name: "ErrorCode",
  description: "What went wrong. Codes never change meaning; in `extensions.code` of an error they are written alike.",
  valuesConfig: Object.fromEntries(
    failureCodes.map((code) => [errorCode(code), { description: describeFailure(code).hint }]),
  ),
});

/** `NoSuchKey` → `NO_SUCH_KEY` */
export function errorCode(code: FailureCode): string {
  return enumValueName(code);
}
