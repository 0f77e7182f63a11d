import type { TestGateway } from "../support/gateway.js";
import { type GraphqlError, graphqlRequest, pascalCase } from "../support/graphql-request.js";
import { type Answer, type Case, type Door, type Prediction, sourceKey } from "./case.js";
import { caseBucket } from "./furnish.js";
import { readStored } from "./http-door.js";

/** GraphQL: the predicted result and the bytes of its URL, the fields that answer questions, and the mutation that saves. */
export function graphqlDoor(gateway: TestGateway): Door {
  return {
    name: "GraphQL",
    run(example) {
      if (example.method === "POST") return save(gateway, example);
      const question = /(?:^image|\/)\/?(info|average-hue)$/.exec(example.process)?.[1];
      if (question === "info") return info(gateway, example);
      return question === undefined ? rendition(gateway, example) : averageHue(gateway, example);
    },
    async close() {},
  };
}

async function rendition(gateway: TestGateway, { process, ...example }: Case & { process: string }): Promise<Answer> {
  const query = `query ($bucket: String!, $key: String!, $process: String!) {
    image(bucket: $bucket, key: $key) {
      rendition(transform: { process: $process }) { url width height frames format contentType }
    }
  }`;
  type Data = { image: { rendition: (Prediction & { url: string }) | null } | null };
  const variables = { ...place(example), process };
  const { data, errors } = await graphqlRequest<Data>(gateway, query, variables);
  const found = data?.image?.rendition;
  if (!found) return failure(errors);
  const { url, ...predicted } = found;
  const response = await fetch(url);
  return {
    kind: "image",
    bytes: Buffer.from(await response.arrayBuffer()),
    contentType: response.headers.get("content-type") ?? "",
    predicted: { ...predicted, format: predicted.format.toLowerCase() },
  };
}

async function info(gateway: TestGateway, example: Case): Promise<Answer> {
  const query = `query ($bucket: String!, $key: String!) {
    image(bucket: $bucket, key: $key) { info { format width height frames byteSize exif { key value } } }
  }`;
  interface Info {
    format: string;
    width: number;
    height: number;
    frames: number;
    byteSize: number;
    exif: { key: string; value: string }[];
  }
  const { data, errors } = await graphqlRequest<{ image: { info: Info | null } | null }>(
    gateway,
    query,
    place(example),
  );
  const found = data?.image?.info;
  if (!found) return failure(errors);
  const members = [
    ["FileSize", found.byteSize],
    ["Format", found.format.toLowerCase()],
    ["FrameCount", found.frames],
    ["ImageHeight", found.height],
    ["ImageWidth", found.width],
    ...found.exif.map(({ key, value }) => [key, value]),
  ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return {
    kind: "json",
    json: JSON.stringify(Object.fromEntries(members.map(([key, value]) => [key, { value: String(value) }]))),
  };
}

async function averageHue(gateway: TestGateway, example: Case): Promise<Answer> {
  const query = "query ($bucket: String!, $key: String!) { image(bucket: $bucket, key: $key) { averageHue } }";
  type Data = { image: { averageHue: string | null } | null };
  const { data, errors } = await graphqlRequest<Data>(gateway, query, place(example));
  const hue = data?.image?.averageHue;
  if (!hue) return failure(errors);
  return { kind: "json", json: `{"RGB": "0x${hue.replace("#", "").toLowerCase()}"}` };
}

async function save(gateway: TestGateway, example: Case): Promise<Answer> {
  const [process = "", target = ""] = example.process.split("|sys/saveas,");
  const part = (name: string) => new RegExp(`(?:^|,)${name}_([^,]+)`).exec(target)?.[1] ?? "";
  const decode = (text: string) => Buffer.from(text, "base64url").toString();
  const at = { bucket: decode(part("b")) || caseBucket, key: decode(part("o")) };
  const query = `mutation ($input: SaveImageInput!) {
    saveImage(input: $input) { image { key byteSize contentType bucket { name } } userErrors { code message path } }
  }`;
  interface Saved {
    readonly image: {
      readonly key: string;
      readonly byteSize: number;
      readonly bucket: { readonly name: string };
    } | null;
    readonly userErrors: readonly { readonly code: string }[];
  }
  const input = { source: place(example), transform: { process }, target: at };
  const { data, errors } = await graphqlRequest<{ saveImage: Saved | null }>(gateway, query, { input });
  const [refused] = data?.saveImage?.userErrors ?? [];
  if (refused) return { kind: "failure", code: pascalCase(refused.code) };
  const saved = data?.saveImage?.image;
  if (!saved) return failure(errors);
  const answer = { bucket: saved.bucket.name, fileSize: Number(saved.byteSize), object: saved.key, status: "OK" };
  return { kind: "json", json: JSON.stringify(answer), stored: await readStored(gateway, at) };
}

const place = (example: Pick<Case, "source" | "id" | "expect">) => ({
  bucket: caseBucket,
  key: sourceKey(example as Case),
});

function failure(errors: readonly GraphqlError[] | undefined): Answer {
  const [error] = errors ?? [];
  if (!error) return { kind: "failure", code: "null without an error" };
  const { code, status } = error.extensions;
  return { kind: "failure", code: pascalCase(code), ...(status !== undefined && { status }) };
}
