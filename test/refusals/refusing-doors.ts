import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CommandRunner, openCommandRunner } from "../support/command.js";
import type { TestGateway } from "../support/gateway.js";
import { type GraphqlError, graphqlRequest, pascalCase } from "../support/graphql-request.js";
import { ossRequest, readOssError } from "../support/oss-request.js";
import { makePicture, type PictureSpec } from "../support/picture.js";
import { placeOf, type Refused } from "./refused.js";

/** Something that must be refused. */
export interface Attempt {
  readonly source: PictureSpec;
  readonly process: string;
  /** Content of the style `bad`, for process strings that name it. */
  readonly style?: string;
  /** Sent as a save-as. */
  readonly saving?: true;
}

/** A door that can be asked for what it must refuse. */
export interface RefusingDoor {
  try(attempt: Attempt): Promise<Refused>;
  close(): Promise<void>;
}

const bucket = "refusals";

/** The bucket that the doors of a gateway use. */
export async function prepareGateway(gateway: TestGateway): Promise<void> {
  await sent(ossRequest(gateway, { method: "PUT", bucket }));
}

export function httpDoor(gateway: TestGateway): RefusingDoor {
  return {
    async try(attempt) {
      const key = await place(gateway, attempt);
      const { process, saving } = attempt;
      const response = saving
        ? await post(gateway, key, process)
        : await ossRequest(gateway, { bucket, key, query: { "x-oss-process": process } });
      const { code, status, ec, ...where } = await readOssError(response);
      return { code, status, ...(ec !== undefined && { ec }), place: placeOf(where) };
    },
    async close() {},
  };
}

/** The body percent-encoded, as the vendor's JavaScript client sends it. */
function post(gateway: TestGateway, key: string, process: string): Promise<Response> {
  const body = `x-oss-process=${encodeURIComponent(process)}`;
  return ossRequest(gateway, { method: "POST", bucket, key, query: { "x-oss-process": "" }, body });
}

export function graphqlDoor(gateway: TestGateway): RefusingDoor {
  const query = `query ($bucket: String!, $key: String!, $process: String!) {
    image(bucket: $bucket, key: $key) { rendition(transform: { process: $process }) { url } }
  }`;
  return {
    async try(attempt) {
      const key = await place(gateway, attempt);
      const variables = { bucket, key, process: attempt.process };
      const { data, errors = [] } = await graphqlRequest(gateway, query, variables);
      if (!errors[0]) throw new Error(`not refused: ${JSON.stringify(data)}`);
      return refusedOf(errors[0]);
    },
    async close() {},
  };
}

function refusedOf({ extensions: { code, status = 0, ec, where = {} } }: GraphqlError): Refused {
  return { code: pascalCase(code), status, ...(ec !== undefined && { ec }), place: placeOf(where) };
}

export async function commandDoor(): Promise<RefusingDoor> {
  const runner = await openCommandRunner();
  return { try: (attempt) => runRefused(runner, attempt), close: () => runner.close() };
}

async function runRefused(
  { folder, run }: CommandRunner,
  { source, process, style, saving }: Attempt,
): Promise<Refused> {
  const input = join(folder, "source");
  await writeFile(input, await makePicture(source));
  const { code, stderr } = await run([
    ...["process", "-o", join(folder, "result")],
    ...(style === undefined ? [] : ["--style", `bad=${style}`]),
    ...(saving ? ["--out-dir", join(folder, "saved")] : []),
    // A string may look like an option.
    ...["--", input, process],
  ]);
  // A bug tells its story here, and nowhere else.
  if (code !== 1 || stderr.includes("InternalError")) throw new Error(`ended with ${code}: ${stderr}`);
  return readLine(stderr);
}

/** `imgraph: InvalidArgument (400): … (stage 1, step 2: resize w)`, one line, counted from 1. */
export function readLine(stderr: string): Refused {
  const [, code = "", status, rest = ""] = /^imgraph: (\w+) \((\d+)\): (.*)\n$/.exec(stderr) ?? [];
  const [, stage, step, action, item] =
    /\(stage (\d+)(?:, style \S+)?(?:, step (\d+))?(?:: (\S+)(?: (\S+))?)?\)$/.exec(rest) ?? [];
  const count = (text: string | undefined) => (text === undefined ? undefined : Number(text) - 1);
  const where = { stage: count(stage), step: count(step), action, item };
  return { code, status: Number(status), place: placeOf(where as Parameters<typeof placeOf>[0]) };
}

/** Puts source and style in place; gives the source's key. */
async function place(gateway: TestGateway, { source, style }: Attempt): Promise<string> {
  const key = `${JSON.stringify(source).replace(/[^a-z0-9]+/g, "-")}.${source.format}`;
  const head = await ossRequest(gateway, { method: "HEAD", bucket, key });
  if (head.status === 404)
    await sent(ossRequest(gateway, { method: "PUT", bucket, key, body: await makePicture(source) }));
  if (style !== undefined) {
    const content = style.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const body = `<Style><Content>${content}</Content></Style>`;
    await sent(ossRequest(gateway, { method: "PUT", bucket, query: { style: "", styleName: "bad" }, body }));
  }
  return key;
}

async function sent(request: Promise<Response>): Promise<void> {
  const response = await request;
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
