import { describeFailure, failureCodes } from "../../dist/base/failure.js";
import { enumValueName } from "../../dist/graphql/schema/graphql-name.js";

/** The codes with which GraphQL itself refuses an operation, by status and advice. test/docs/errors.test.ts finds those that are missing. */
const ownCodes = {
  BAD_REQUEST: [
    "400, 405, 406, 413, 415",
    "Send one operation as GraphQL over HTTP has it; the message says what does not fit.",
  ],
  BAD_USER_INPUT: [
    "400",
    "Mend the variable that the message names: its type, a value that is missing, text that is not valid Unicode, or too many values in all.",
  ],
  GRAPHQL_PARSE_FAILED: ["400", "Mend the syntax at `locations`, or send a shorter document: 2,000 tokens at most."],
  GRAPHQL_VALIDATION_FAILED: [
    "400",
    "Mend what the schema does not have, or a document that is too deep or has too many aliases or directives, at `locations`.",
  ],
  OPERATION_NOT_LISTED: [
    "403",
    "This gateway runs listed operations only (`IMGRAPH_OPERATIONS`): send one of those as it was listed, or have this one added.",
  ],
  OPERATION_RESOLUTION_FAILURE: ["400", "Name the operation of the document that is meant in `operationName`."],
  OPERATION_TOO_COSTLY: [
    "400",
    "Ask for smaller pages, fewer fields or fewer pictures at once; `extensions.cost` says what it would cost and may cost.",
  ],
  PERSISTED_QUERY_NOT_FOUND: [
    "200",
    "Send the document along with its hash; where only listed operations run, the hash is of none of them.",
  ],
};

/** docs/errors.md: the catalogue of failures, and the codes of GraphQL itself. */
export function errorsMarkdown() {
  const ownRows = Object.entries(ownCodes).map(([code, [status, hint]]) => `| \`${code}\` | ${status} | ${hint} |`);
  const rows = [...failureCodes]
    .sort()
    .map((code) => ({ code, ...describeFailure(code) }))
    .map(({ code, status, hint }) => `| \`${code}\` | \`${enumValueName(code)}\` | ${status} | ${hint} |`);
  return `# Errors

Generated from the catalogue in \`src/base/failures/\` by \`npm run generate\`.

Everything that goes wrong on purpose has one of these codes, or, where GraphQL refuses an operation as a whole, one of those at
the end; they never change meaning. The OSS endpoint sends them as the \`Code\` of its XML (for HEAD base64-encoded in
\`x-oss-err\`), GraphQL as the \`code\` of a \`userErrors\` entry or as \`extensions.code\`, the command line as the first word
on stderr. Every answer carries the request id under which the log tells the rest. Failures of a process string also say the
stage, the style whose content it is, the step and the item at fault.

Two of them reach a client of the OSS endpoint under another word, one that the vendor's SDKs know:

| code | \`Code\` at the OSS endpoint | HTTP status there | when |
| --- | --- | --- | --- |
| \`OperationNotServed\` | \`NotImplemented\` | 400 | The operation, or something that it asks for, is not served. With status 501 the same word is about image processing. |
| \`BudgetExceeded\` | \`ServiceUnavailable\` | 503, with \`Retry-After\` | The caller's pictures or megapixels for this minute are used up. The \`EC\` is \`0004-00000801\`. |

What cannot be read as an HTTP request is \`InvalidRequest\` with 400, or, where Node's server has a word of its own for it, with 408 (too
slow), 413 (extensions of chunks too long) or 431 (request line and headers too long).

A transform of GraphQL that is refused names the argument in its message, \`width: expected …\`, and its place among the
arguments of the field in \`extensions.inputPath\`: \`["transform", "steps", 2, "resize", "width"]\`. An entry of
\`userErrors\` has the same place, counted from the mutation's \`input\`, in its \`path\`. The \`path\` of an error itself is
GraphQL's own: the field of the answer that is null because of it.

## The catalogue

| code | in GraphQL | HTTP status | what to do |
| --- | --- | --- | --- |
${rows.join("\n")}

## What GraphQL itself refuses

An operation that is refused as a whole, before any of its fields is looked at, may have one of these codes in
\`extensions.code\`. But for \`BAD_REQUEST\`, which the catalogue has too, none is ever in \`userErrors\`. The status is that of an answer to a request by HTTP
with \`Accept: application/graphql-response+json\`.

| code | HTTP status | what to do |
| --- | --- | --- |
${ownRows.join("\n")}
`;
}
