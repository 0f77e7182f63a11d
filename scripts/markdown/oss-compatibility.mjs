import { servedOperations } from "../../dist/http/operations.js";
import { unservedOperations } from "../../dist/http/unserved-operations.js";
import { maxHeaderBytes } from "../../dist/server/bad-request.js";

const paths = { service: "/", bucket: "/BUCKET/", object: "/BUCKET/KEY" };

/** docs/oss-compatibility.md: the operations of the OSS protocol that are served, from the door's own table. */
export function ossCompatibilityMarkdown() {
  const tables = Object.entries(servedOperations).map(
    ([resource, operations]) => `### ${capitalised(resource)}

| operation | request | what differs from the vendor's |
| --- | --- | --- |
${operations.map((operation) => row(paths[resource], operation)).join("\n")}`,
  );
  const refused = Object.entries(unservedOperations).map(
    ([resource, operations]) => `### ${capitalised(resource)}

| query | operations |
| --- | --- |
${Object.entries(operations)
  .map(([name, text]) => `| \`?${name}\` | ${text} |`)
  .join("\n")}`,
  );
  return `# OSS compatibility

Generated from the tables in \`src/http/operations.ts\` and \`src/http/unserved-operations.ts\` by \`npm run generate\`.

The vendor's unmodified SDKs work against this endpoint for the operations below, with signatures of version 1 and 4 in
header and URL, in path style (\`http://HOST/BUCKET/KEY\`) and by virtual host (\`http://BUCKET.HOST/KEY\`, see
\`IMGRAPH_BUCKET_HOSTS\`). GET and HEAD of an object take \`x-oss-process\`, as query or header.

## Served

${tables.join("\n\n")}

## What differs everywhere

- There is one owner, \`imgraph\`, and one region. Signatures may name any region.
- Everything is of the class \`Standard\`: \`x-oss-storage-class\` is passed over.
- There are no versions: \`versionId\` is passed over, but where something would be deleted; then it is \`NotImplemented\`.
- \`x-oss-traffic-limit\` is passed over: a transfer goes as fast as both ends take it. \`x-oss-request-payer\` likewise.
- \`x-oss-tagging\`, \`x-oss-callback\` and \`x-oss-server-side-encryption\` are refused with \`NotImplemented\`: to store without
  them would be a lie.
- A policy of AssumeRole can only narrow where the key counts: its one action is \`oss:*\`. One that names single actions, such as
  \`oss:PutObject\`, is refused with \`InvalidArgument\`, since the key could do more than the policy says. See [access](access.md).
- A \`+\` in the path is a plus; in a signed request it is a space where the signature fits only that, as the Ruby client writes it. Users
  of the cloud report that it reads a space in all: \`%2B\` is a plus in both.
- The request line and all headers together are at most ${maxHeaderBytes / 1024} KB; more is 431 \`InvalidRequest\`. A long process string can be a
  style, or the body of a ProcessObject.
- Error documents have more in them: a \`Hint\`, and for image processing \`Stage\`, \`StyleName\`, \`Step\`, \`Action\` and \`Item\`. \`EC\` is given
  where image processing refuses something.

## Not served

Answered 400 \`NotImplemented\`, so that nothing is taken for something else: what these queries ask for.

${refused.join("\n\n")}

## Notes for ali-oss

How each SDK is told where the gateway is, and what was tried with it, is in [The vendor's SDKs](sdks.md).

- \`endpoint: "http://localhost:4000", sldEnable: true\` addresses buckets in the path. Without \`sldEnable\` the client uses
  \`http://BUCKET.localhost:4000\`, which not every resolver answers; with an IP address as the endpoint its \`signatureUrl\`
  throws by itself.
- In a browser it needs a CORS rule of the bucket that allows its origin, the methods and all headers, and exposes \`ETag\` and
  \`x-oss-request-id\`.
- \`put(key, stream, { headers: { "Content-Length": n } })\` sends Content-Length beside chunked coding. That is refused with 400
  \`InvalidRequest\` before any operation, since the pair is how requests are smuggled past proxies; \`IMGRAPH_LENIENT_HTTP=on\` lets it in. Without the
  header the same call works.
- \`processObjectSave\` resolves also where it is refused: look at the \`status\`; the reason is the XML in \`res.data\`, a Buffer. Only what
  gets no answer is thrown. Its fourth argument is a target bucket.
`;
}

/** One operation, its requests, and what is to be said of it. */
function row(path, { name, also = [], methods, subResource, needs = [], header, differs = "" }) {
  const query = [subResource, ...needs].filter(Boolean).join("&");
  const condition = header ? ` with \`${header}\`` : "";
  const requests = methods.map((method) => `\`${method} ${path}${query && `?${query}`}\`${condition}`);
  return `| ${[name, ...also].join(", ")} | ${requests.join(", ")} | ${differs} |`;
}

function capitalised(word) {
  return word[0].toUpperCase() + word.slice(1);
}
