import { operationTable } from "../../dist/http/operations.js";

/** docs/oss-compatibility.md: the operations of the OSS protocol that are served, from the door's own table. */
export function ossCompatibilityMarkdown() {
  const { served, unserved } = operationTable;
  const rows = Object.entries(served).flatMap(([resource, operations]) =>
    operations.map(({ name, methods, subResource }) => {
      const target = `${{ service: "/", bucket: "/BUCKET/", object: "/BUCKET/KEY" }[resource]}${subResource ? `?${subResource}` : ""}`;
      return `| ${name} | ${methods.map((method) => `\`${method} ${target}\``).join(", ")} |`;
    }),
  );
  const refused = Object.entries(unserved).map(
    ([resource, names]) => `- ${resource}: ${names.map((name) => `\`?${name}\``).join(" ")}`,
  );
  return `# OSS compatibility

Generated from the table in \`src/http/operations.ts\` by \`npm run generate\`.

The vendor's unmodified SDKs work against this endpoint for the operations below, with signatures of version 1 and 4 in
header and URL, in path style (\`http://HOST/BUCKET/KEY\`) and by virtual host (\`http://BUCKET.HOST/KEY\`, see
\`IMGRAPH_BUCKET_HOSTS\`). GET and HEAD of an object take \`x-oss-process\`, as query or header.

| operation | request |
| --- | --- |
${rows.join("\n")}

## Not served

Answered 400 \`NotImplemented\`, so that nothing is taken for something else: copying (\`x-oss-copy-source\`), appending,
multipart and form uploads, deleting many at once (\`POST ?delete\`), CORS rules, and everything that these queries ask for:

${refused.join("\n")}

## Notes for ali-oss

- \`endpoint: "http://localhost:4000", sldEnable: true\` addresses buckets in the path. Without \`sldEnable\` the client uses
  \`http://BUCKET.localhost:4000\`, which not every resolver answers; with an IP address as the endpoint its \`signatureUrl\`
  throws by itself.
- \`processObjectSave\` never throws: look at the \`status\` of what it resolves with. Its fourth argument is a target bucket.
`;
}
