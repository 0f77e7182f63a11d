import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { ossRequest, readOssError } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";
import { type Client, clientOptions, fillBucket, look, open } from "./client.js";

let gateway: TestGateway;
let client: Client;
const bucket = "styled";

beforeAll(async () => {
  gateway = await startGateway();
  client = await fillBucket(gateway, "sld", bucket, await makePicture({ w: 400, h: 300, format: "jpg" }));
  await ossRequest(gateway, { method: "PUT", bucket, query: { acl: "" }, headers: { "x-oss-acl": "public-read" } });
});
afterAll(() => gateway.stop());

const styleRequest = (method: "PUT" | "GET" | "DELETE", styleName: string, content?: string) =>
  ossRequest(gateway, {
    method,
    bucket,
    query: { style: "", styleName },
    ...(content !== undefined && { body: `<Style><Content>${content}</Content></Style>` }),
  });

/** Changes the bucket as its owner does. */
async function update(input: string): Promise<void> {
  const mutation = `mutation { updateBucket(input: { name: "${bucket}", ${input} }) { userErrors { message } } }`;
  expect((await graphqlRequest(gateway, mutation, {})).data).toEqual({ updateBucket: { userErrors: [] } });
}

const sizeOf = async (response: Response) => {
  expect(response.status).toBe(200);
  const { width, height } = await look(Buffer.from(await response.arrayBuffer()));
  return [width, height];
};

describe("a style", () => {
  test("lives through PUT, GET, LIST and DELETE, with its times", async () => {
    expect((await styleRequest("PUT", "life", "image/resize,w_40")).status).toBe(200);
    const xml = await (await styleRequest("GET", "life")).text();
    const time = "[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT";
    const facts = `<Name>life</Name><Content>image/resize,w_40</Content><Category>image</Category>`;
    const times = `<CreateTime>${time}</CreateTime><LastModifyTime>${time}</LastModifyTime>`;
    expect(xml).toMatch(new RegExp(`<Style>${facts}${times}</Style>$`));
    const list = await (await ossRequest(gateway, { bucket, query: { style: "" } })).text();
    expect(list).toMatch(/<StyleList><Style><Name>example-style<.*<Name>life<.*<\/StyleList>$/s);
    expect((await styleRequest("DELETE", "life")).status).toBe(204);
    expect(await readOssError(await styleRequest("GET", "life"))).toMatchObject({ code: "NoSuchStyle", status: 404 });
    expect((await styleRequest("DELETE", "life")).status).toBe(204);
  });

  test("of several stages gives each the result of the one before; stages can follow", async () => {
    await styleRequest("PUT", "stages", "image/resize,w_200|image/crop,w_100,h_50|image/rotate,90");
    expect(await sizeOf(await fetch(`${gateway.url}/${bucket}/example.jpg?x-oss-process=style/stages`))).toEqual([
      50, 100,
    ]);
    const longer = `${gateway.url}/${bucket}/example.jpg?x-oss-process=style/stages%7Cimage/resize,h_20`;
    expect(await sizeOf(await fetch(longer))).toEqual([10, 20]);
  });

  test("whose content cannot run says so by its name, and where in the content", async () => {
    expect((await styleRequest("PUT", "broken", "image/rotate,90/resize,w_0")).status).toBe(200);
    const url = `${gateway.url}/${bucket}/example.jpg?x-oss-process=image/rotate,90%7Cstyle/broken`;
    expect(await readOssError(await fetch(url))).toMatchObject({
      code: "InvalidArgument",
      stage: 1,
      style: "broken",
      step: 1,
      action: "resize",
      item: "w",
    });
  });

  test("that changes takes effect at once, also for who has the old result", async () => {
    await styleRequest("PUT", "moving", "image/resize,w_100");
    const url = `${gateway.url}/${bucket}/example.jpg?x-oss-process=style/moving`;
    const first = await fetch(url);
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect(await sizeOf(first)).toEqual([100, 75]);
    expect((await fetch(url, { headers })).status).toBe(304);
    await styleRequest("PUT", "moving", "image/resize,w_60");
    expect(await sizeOf(await fetch(url, { headers }))).toEqual([60, 45]);
    expect(await sizeOf(await fetch(url))).toEqual([60, 45]);
    await styleRequest("DELETE", "moving");
    expect(await readOssError(await fetch(url, { headers }))).toMatchObject({ code: "NoSuchStyle", status: 404 });
  });

  test("is one of fifty at most in a bucket; the fifty-first is refused, a change of one is not", async () => {
    const crowded = "crowded";
    await ossRequest(gateway, { method: "PUT", bucket: crowded });
    const put = (styleName: string) =>
      ossRequest(gateway, {
        method: "PUT",
        bucket: crowded,
        query: { style: "", styleName },
        body: "<Style><Content>image/info</Content></Style>",
      });
    for (let i = 0; i < 50; i++) expect((await put(`s${i}`)).status).toBe(200);
    expect(await readOssError(await put("s50"))).toMatchObject({ code: "InvalidArgument", status: 400 });
    expect((await put("s0")).status).toBe(200);
  });
});

describe("the style calls of ali-oss", () => {
  interface StyleClient {
    putStyle(name: string, content: string): Promise<unknown>;
    getStyle(name: string): Promise<{ data: { Name: string; Content: string } }>;
    listStyle(): Promise<{ data: readonly { Name: string }[] }>;
    deleteStyle(name: string): Promise<unknown>;
  }

  test.each(["sld", "vhost", "ip"] as const)("mean the bucket's styles, addressing by %s", async (mode) => {
    const own = `image-client-${mode}`;
    await ossRequest(gateway, { method: "PUT", bucket: own });
    // The published types lack this client.
    const { ImageClient } = OSS as unknown as { ImageClient: new (options: object) => StyleClient };
    const options = clientOptions(gateway, mode);
    const styles = new ImageClient({ ...options, imageHost: options.endpoint, bucket: own });
    await styles.putStyle("first", "image/resize,w_10");
    await styles.putStyle("second", "image/resize,w_20");
    expect((await styles.getStyle("first")).data).toMatchObject({ Name: "first", Content: "image/resize,w_10" });
    expect((await styles.listStyle()).data.map(({ Name }) => Name)).toEqual(["first", "second"]);
    await styles.deleteStyle("first");
    await expect(styles.getStyle("first")).rejects.toMatchObject({ code: "NoSuchStyle" });
    expect(await (await ossRequest(gateway, { bucket: own })).text()).not.toContain("<Key>");
  });
});

describe("a style in a name", () => {
  test("is signed by ali-oss as any name", async () => {
    await update("styleSeparators: [EXCLAMATION_MARK], acl: PRIVATE");
    const { status, body } = await open(client.signatureUrl("example.jpg!example-style", { expires: 600 }));
    expect([status, await look(body)]).toEqual([200, { width: 90, height: 60, format: "jpeg" }]);
    const { content } = await client.get("example.jpg!example-style");
    expect(await look(content as Buffer)).toEqual({ width: 90, height: 60, format: "jpeg" });
    await expect(client.get("example.jpg!none")).rejects.toMatchObject({ code: "NoSuchStyle", status: 404 });
    await update("styleSeparators: [], acl: PUBLIC_READ");
    await expect(client.get("example.jpg!example-style")).rejects.toMatchObject({ code: "NoSuchKey" });
  });
});

describe("a protected source", () => {
  test("is shown to anonymous callers through a style, and signed by GraphQL for that alone", async () => {
    await update(`sourceProtection: [{ extensions: ["JPG"], caseInsensitive: true }]`);
    const plain = `${gateway.url}/${bucket}/example.jpg`;
    for (const url of [plain, `${plain}?x-oss-process=image/resize,w_9`])
      expect(await readOssError(await fetch(url))).toMatchObject({ code: "AccessDenied", ec: "0040-00000031" });
    expect(await sizeOf(await fetch(`${plain}?x-oss-process=style/example-style`))).toEqual([90, 60]);
    expect(await look((await client.get("example.jpg")).content as Buffer)).toMatchObject({ width: 400 });

    const query = `{ image(bucket: "${bucket}", key: "example.jpg") {
      plain: url style: url(transform: { style: "example-style" }) } }`;
    const { data, errors } = await graphqlRequest<{ image: { plain: string | null; style: string } }>(
      gateway,
      query,
      {},
      { token: undefined },
    );
    expect(data?.image.plain).toBeNull();
    expect(errors).toMatchObject([
      { path: ["image", "plain"], extensions: { code: "ACCESS_DENIED", ec: "0040-00000031" } },
    ]);
    expect(await look((await open(data?.image.style ?? "")).body)).toMatchObject({ width: 90, height: 60 });
  });
});
