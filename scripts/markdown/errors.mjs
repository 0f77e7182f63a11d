import { describeFailure, failureCodes } from "../../dist/base/failure.js";
import { enumValueName } from "../../dist/graphql/schema/graphql-name.js";

/** docs/errors.md: the catalogue of failures. */
export function errorsMarkdown() {
  const rows = [...failureCodes]
    .sort()
    .map((code) => ({ code, ...describeFailure(code) }))
    .map(({ code, status, hint }) => `| \`${code}\` | \`${enumValueName(code)}\` | ${status} | ${hint} |`);
  return `# Errors

Generated from the catalogue in \`src/base/failures/\` by \`npm run generate\`.

Everything that goes wrong on purpose has one of these codes; they never change meaning. The OSS endpoint sends them as the
\`Code\` of its XML (for HEAD base64-encoded in \`x-oss-err\`), GraphQL as the \`code\` of a \`userErrors\` entry or as
\`extensions.code\`, the command line as the first word on stderr. Every answer carries the request id under which the log
tells the rest. Failures of a process string also say the stage, the step and the item at fault.

A transform of GraphQL that is refused names the argument in its message, \`width: expected …\`, and its place among the
arguments of the field in \`extensions.inputPath\`: \`["transform", "steps", 2, "resize", "width"]\`. An entry of
\`userErrors\` has the same place, counted from the mutation's \`input\`, in its \`path\`. The \`path\` of an error itself is
GraphQL's own: the field of the answer that is null because of it.

GraphQL itself refuses what is no valid operation, with codes of its own in \`extensions.code\`: \`GRAPHQL_PARSE_FAILED\`,
\`GRAPHQL_VALIDATION_FAILED\`, \`BAD_USER_INPUT\`, \`BAD_REQUEST\`, \`OPERATION_RESOLUTION_FAILURE\`,
\`PERSISTED_QUERY_NOT_FOUND\`, and \`OPERATION_TOO_COSTLY\` for one that asks for too much at once.

| code | in GraphQL | HTTP status | what to do |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
