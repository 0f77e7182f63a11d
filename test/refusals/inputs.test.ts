import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { type GraphqlError, graphqlRequest, pascalCase } from "../support/graphql-request.js";
import { ossRequest, readOssError } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";

const bucket = "inputs";
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await ossRequest(gateway, { method: "PUT", bucket });
  const body = await makePicture({ w: 400, h: 267, format: "jpg" });
  await ossRequest(gateway, { method: "PUT", bucket, key: "a.jpg", body });
});
afterAll(() => gateway.stop());

type Path = readonly (string | number)[];

describe("GraphQL names the argument of a transform that it refuses", () => {
  const query = `query ($transform: TransformInput!) {
    image(bucket: "${bucket}", key: "a.jpg") { rendition(transform: $transform) { url } }
  }`;
  const step = (input: object, before: readonly object[] = []) => ({ steps: [...before, input] });
  const turned = [{ rotate: { degrees: 90 } }];

  test.each<[object, string, Path]>([
    [{ steps: [] }, "InvalidArgument", ["steps"]],
    [step({ resize: {} }), "MissingArgument", ["steps", 0, "resize"]],
    [step({ resize: { mode: "PAD" } }), "MissingArgument", ["steps", 0, "resize"]],
    [step({ resize: { width: 0 } }), "InvalidArgument", ["steps", 0, "resize", "width"]],
    [step({ resize: { height: 16_385 } }, turned), "InvalidArgument", ["steps", 1, "resize", "height"]],
    [step({ resize: { longSide: -1 } }), "InvalidArgument", ["steps", 0, "resize", "longSide"]],
    [step({ resize: { percent: 1001 } }), "InvalidArgument", ["steps", 0, "resize", "percent"]],
    [step({ crop: { width: -1 } }), "InvalidArgument", ["steps", 0, "crop", "width"]],
    [step({ crop: { x: 400 } }), "BadRequest", ["steps", 0, "crop", "x"]],
    [step({ crop: { y: 400 } }, turned), "BadRequest", ["steps", 1, "crop", "y"]],
    [step({ indexCrop: {} }), "InvalidArgument", ["steps", 0, "indexCrop"]],
    [step({ indexCrop: { x: 9, index: -1 } }), "InvalidArgument", ["steps", 0, "indexCrop", "index"]],
    [step({ circle: { radius: 0 } }), "InvalidArgument", ["steps", 0, "circle", "radius"]],
    [step({ roundedCorners: { radius: 4097 } }), "InvalidArgument", ["steps", 0, "roundedCorners", "radius"]],
    [step({ rotate: { degrees: 361 } }), "InvalidArgument", ["steps", 0, "rotate", "degrees"]],
    [step({ blur: { radius: 51, sigma: 1 } }), "InvalidArgument", ["steps", 0, "blur", "radius"]],
    [step({ blur: { radius: 1, sigma: 0 } }), "InvalidArgument", ["steps", 0, "blur", "sigma"]],
    [step({ bright: 101 }), "InvalidArgument", ["steps", 0, "bright"]],
    [step({ contrast: -101 }, turned), "InvalidArgument", ["steps", 1, "contrast"]],
    [step({ sharpen: 49 }), "InvalidArgument", ["steps", 0, "sharpen"]],
    [step({ quality: {} }), "MissingArgument", ["steps", 0, "quality"]],
    [step({ quality: { relative: 0 } }), "InvalidArgument", ["steps", 0, "quality", "relative"]],
    [step({ watermark: { text: { text: "" } } }), "MissingArgument", ["steps", 0, "watermark", "text", "text"]],
    [
      step({ watermark: { text: { text: "图".repeat(22) } } }),
      "InvalidArgument",
      ["steps", 0, "watermark", "text", "text"],
    ],
    [
      step({ watermark: { text: { text: "a", size: 1001 } } }),
      "InvalidArgument",
      ["steps", 0, "watermark", "text", "size"],
    ],
    [{ simple: {} }, "MissingArgument", ["simple"]],
    [{ simple: { width: 0 } }, "InvalidArgument", ["simple", "width"]],
    [{ simple: { width: 9, quality: 101 } }, "InvalidArgument", ["simple", "quality"]],
    [{ simple: { width: 9, fit: "COVER" } }, "MissingArgument", ["simple", "height"]],
    [{ style: "none" }, "NoSuchStyle", ["style"]],
    [{ style: "a|b" }, "InvalidArgument", ["style"]],
    [{ process: "" }, "InvalidArgument", ["process"]],
    [{ process: "image/info" }, "InvalidArgument", []],
    [{ process: "image/resize,w_9|sys/saveas,o_YQ" }, "InvalidArgument", ["process"]],
  ])("%j: %s", async (transform, code, path) => {
    const { extensions } = await refusal(query, { transform });
    expect(pascalCase(extensions.code)).toBe(code);
    expect(extensions.inputPath).toEqual(["transform", ...path]);
  });

  /** What the schema itself refuses never reaches a resolver. */
  test.each<[object]>([
    [{}],
    [{ style: "a", process: "image/info" }],
    [{ style: null }],
    [{ steps: [{}] }],
    [{ steps: [{ bright: 1, contrast: 1 }] }],
    [{ steps: [{ resize: { width: 1.5 } }] }],
    [{ steps: [{ resize: { width: "9" } }] }],
    [{ steps: [{ resize: { mode: "fill", width: 9 } }] }],
    [{ steps: [{ format: { format: "DNG" } }] }],
    [{ steps: [{ rotate: {} }] }],
    [{ steps: [{ bright: 3_000_000_000 }] }],
    [{ steps: [{ slim: 1 }] }],
  ])("%j is none of the schema", async (transform) => {
    const { extensions } = await refusal(query, { transform });
    expect(extensions.code).toBe("BAD_USER_INPUT");
  });

  async function refusal(text: string, variables: object): Promise<GraphqlError> {
    const { data, errors } = await graphqlRequest(gateway, text, { ...variables });
    return errors?.[0] ?? expect.fail(`not refused: ${JSON.stringify(data)}`);
  }
});

describe("names and contents that the OSS endpoint refuses", () => {
  const style = (content: string) => `<Style><Content>${content}</Content></Style>`;
  const putStyle = (styleName: string, body: string) =>
    ({ method: "PUT", bucket, query: { style: "", styleName }, body }) as const;

  test.each<[string, Parameters<typeof ossRequest>[1], string, number]>([
    ["a bucket in capitals", { method: "PUT", bucket: "Inputs" }, "InvalidBucketName", 400],
    ["a bucket of two letters", { method: "PUT", bucket: "ab" }, "InvalidBucketName", 400],
    ["a bucket of 64 letters", { method: "PUT", bucket: "a".repeat(64) }, "InvalidBucketName", 400],
    ["a bucket that ends in a hyphen", { method: "PUT", bucket: "abc-" }, "InvalidBucketName", 400],
    ["a key of 1024 bytes", { method: "PUT", bucket, key: "k".repeat(1024), body: "x" }, "InvalidObjectName", 400],
    ["a key that starts with a backslash", { method: "PUT", bucket, key: "\\a", body: "x" }, "InvalidObjectName", 400],
    ["a missing bucket", { bucket: "nowhere", key: "a.jpg" }, "NoSuchBucket", 404],
    ["a missing key", { bucket, key: "none.jpg" }, "NoSuchKey", 404],
    [
      "a missing key, processed",
      { bucket, key: "none.jpg", query: { "x-oss-process": "image/info" } },
      "NoSuchKey",
      404,
    ],
    ["a style name with a blank", putStyle("a b", style("image/info")), "InvalidArgument", 400],
    ["a style name of 64 letters", putStyle("a".repeat(64), style("image/info")), "InvalidArgument", 400],
    ["an empty style name", putStyle("", style("image/info")), "InvalidArgument", 400],
    ["an empty style", putStyle("a", style("")), "BadRequest", 400],
    ["a style with a bracket", putStyle("a", style("image/(")), "BadRequest", 400],
    ["a style with a star", putStyle("a", style("image/*")), "BadRequest", 400],
    ["a style with a question mark", putStyle("a", style("image/?")), "BadRequest", 400],
    ["a style that is no XML", putStyle("a", "image/info"), "MalformedXML", 400],
    ["a missing style", { bucket, query: { style: "", styleName: "none" } }, "NoSuchStyle", 404],
    [
      "a bucket ACL of nobody's",
      { method: "PUT", bucket, query: { acl: "" }, headers: { "x-oss-acl": "open" } },
      "InvalidArgument",
      400,
    ],
    [
      "an object ACL of nobody's",
      { method: "PUT", bucket, key: "a.jpg", query: { acl: "" }, headers: { "x-oss-object-acl": "open" } },
      "InvalidArgument",
      400,
    ],
  ])("%s", async (_, request, code, status) => {
    expect(await readOssError(await ossRequest(gateway, request))).toMatchObject({ code, status });
  });

  test("an anonymous caller learns nothing of a private object, however bad the process string", async () => {
    for (const key of ["a.jpg", "none.jpg"])
      for (const process of ["image/resize,w_9", "image/slim", "style/none"]) {
        const response = await ossRequest(gateway, { bucket, key, query: { "x-oss-process": process }, signed: false });
        expect(await readOssError(response)).toMatchObject({ code: "AccessDenied", status: 403 });
      }
  });
});
