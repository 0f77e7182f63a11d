import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeBase64Text } from "../../src/pipeline/index.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { type GraphqlError, graphqlRequest } from "../support/graphql-request.js";
import { ossRequest } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await put({ bucket: "photos" });
  await put({ bucket: "photos", key: "a.png", body: await makePicture({ w: 200, h: 100, format: "png" }) });
  const mark = await makePicture({ w: 40, h: 30, format: "png", alpha: true });
  await put({ bucket: "photos", key: "logo.png", body: mark });
});
afterAll(() => gateway.stop());

async function put(request: { bucket: string; key?: string; body?: Buffer }): Promise<void> {
  expect((await ossRequest(gateway, { ...request, method: "PUT" })).status).toBe(200);
}

type Steps = readonly object[];

async function rendition(steps: Steps): Promise<{ url?: string; process?: string; errors?: readonly GraphqlError[] }> {
  const query = `query ($steps: [StepInput!]!) {
    image(bucket: "photos", key: "a.png") { rendition(transform: { steps: $steps }) { url process } }
  }`;
  type Data = { image: { rendition: { url: string; process: string } | null } | null };
  const { data, errors } = await graphqlRequest<Data>(gateway, query, { steps });
  return { ...data?.image?.rendition, ...(errors && { errors }) };
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const base64 = encodeBase64Text;

describe("a typed watermark is the process string's", () => {
  test.each<[string, object, string]>([
    ["text", { text: { text: "Łódź 图片", size: 20 } }, `text_${base64("Łódź 图片")},size_20`],
    [
      "image with a share",
      { image: { image: { key: "logo.png", share: 30 }, opacity: 50, gravity: "NORTH" } },
      `image_${base64("logo.png?x-oss-process=image/resize,P_30")},t_50,g_north`,
    ],
    [
      "image with a preparation",
      {
        image: {
          image: {
            key: "logo.png",
            share: 50,
            transform: { steps: [{ roundedCorners: { radius: 5 } }, { rotate: { degrees: 90 } }] },
          },
          fill: true,
          padX: 7,
        },
      },
      `image_${base64("logo.png?x-oss-process=image/resize,P_50/rounded-corners,r_5/rotate,90")},fill_1,padx_7`,
    ],
    [
      "mixed",
      {
        mixed: { text: "ab", size: 30, image: { key: "logo.png" }, order: "TEXT_FIRST", align: "MIDDLE", interval: 4 },
      },
      `text_${base64("ab")},size_30,image_${base64("logo.png")},order_1,align_1,interval_4`,
    ],
  ])("%s", async (_, watermark, items) => {
    const { url = "", errors } = await rendition([{ watermark }]);
    expect(errors).toBeUndefined();
    const typed = await bytesOf(await fetch(url));
    const query = { "x-oss-process": `image/watermark,${items}` };
    const written = await ossRequest(gateway, { bucket: "photos", key: "a.png", query });
    expect(written.status).toBe(200);
    expect(typed.equals(await bytesOf(written))).toBe(true);
    const plain = await ossRequest(gateway, {
      bucket: "photos",
      key: "a.png",
      query: { "x-oss-process": "image/format,png" },
    });
    expect(typed.equals(await bytesOf(plain))).toBe(false);
  });
});

test("an object that is not there is blamed on the watermark, also when saving", async () => {
  const steps = [{ rotate: { degrees: 90 } }, { watermark: { image: { image: { key: "none.png" } } } }];
  const { errors } = await rendition(steps);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: "NO_SUCH_KEY",
    ec: "0040-00000025",
    inputPath: ["transform", "steps", 1, "watermark", "image", "image"],
  });
  const query = `mutation ($input: SaveImageInput!) { saveImage(input: $input) { written userErrors { code path } } }`;
  const place = (key: string) => ({ bucket: "photos", key });
  const input = { source: place("a.png"), target: place("b.png"), transform: { steps } };
  const { data } = await graphqlRequest<{ saveImage: object }>(gateway, query, { input });
  expect(data?.saveImage).toEqual({
    written: false,
    userErrors: [{ code: "NO_SUCH_KEY", path: ["transform", "steps", "1", "watermark", "image", "image"] }],
  });
});

test("capabilities name every font and refuse no item of a watermark", async () => {
  const query = `{ capabilities { fonts { name family } actions { name parameters { name support } } } }`;
  type Data = {
    capabilities: {
      fonts: readonly object[];
      actions: readonly { name: string; parameters: readonly { support: string }[] }[];
    };
  };
  const { data } = await graphqlRequest<Data>(gateway, query, {});
  expect(data?.capabilities.fonts).toHaveLength(7);
  const watermark = data?.capabilities.actions.find(({ name }) => name === "watermark");
  expect([...new Set(watermark?.parameters.map(({ support }) => support))]).toEqual(["YES"]);
});
