import type { Secrets } from "../config/index.js";

/**
 * What the start prints on standard output. Secrets are in it only at the first start, later where they are kept; they never
 * go through the log.
 */
export function banner(facts: {
  readonly version: string;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly secrets: Secrets;
  /** A sample photograph and a URL that shows it processed; absent without samples. */
  readonly sample?: { readonly bucket: string; readonly key: string; readonly url: string };
}): string {
  const { version, publicUrl, dataDir, secrets, sample } = facts;
  const blocks = [
    `Imgraph ${version}`,
    `GraphQL and GraphiQL   ${publicUrl}/graphql\nOSS endpoint           ${publicUrl}`,
  ];
  if (sample) {
    blocks.push(`A query to paste:\n\n${indented(exampleQuery(sample))}`);
    blocks.push(`A processed photograph:\n\n${indented(sample.url)}`);
  }
  if (secrets.first && secrets.made.length > 0) {
    const made: Readonly<Record<string, string>> = {
      IMGRAPH_ACCESS_KEY_ID: secrets.accessKeyId,
      IMGRAPH_ACCESS_KEY_SECRET: secrets.accessKeySecret,
      IMGRAPH_ADMIN_TOKEN: secrets.adminToken,
    };
    const lines = secrets.made.map((name) => `${name}=${made[name]}`).join("\n");
    blocks.push(
      `Credentials made for this data folder, shown this once and kept in ${dataDir}/secrets.json:\n\n${indented(lines)}`,
    );
  } else if (secrets.made.length > 0) {
    blocks.push(`Credentials: ${dataDir}/secrets.json`);
  }
  return `\n${blocks.join("\n\n")}\n\n`;
}

/** A query that shows facts and a signed URL. It names its bucket, which need not be the default one. */
function exampleQuery({ bucket, key }: { readonly bucket: string; readonly key: string }): string {
  return `{
  image(bucket: ${JSON.stringify(bucket)}, key: ${JSON.stringify(key)}) {
    info { format width height }
    averageHue
    rendition(transform: { steps: [{ resize: { width: 400 } }, { sharpen: 100 }, { format: { format: WEBP } }] }) {
      url width height process expiresAt
    }
  }
}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
