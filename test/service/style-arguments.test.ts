import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { StyleParameter } from "../../src/pipeline/style-parameter.js";
import { expectFailure } from "../support/expect-failure.js";
import { furnished, pipelineOf, shut, source } from "./furnished.js";
import { anonymous, at, photo, signed } from "./house.js";

const card = parseStyleName("card");
const width: StyleParameter = {
  name: "width",
  description: "",
  targets: [{ action: "resize", argument: "width", occurrence: 0 }],
  min: 10,
  max: 200,
};

async function gallery() {
  const made = await furnished();
  await made.service.writeStyle(shut, card, { content: "image/resize,w_100", parameters: [width] }, signed);
  return made;
}

describe("a style with arguments", () => {
  test("makes what its content makes with those values, under the same ETag", async () => {
    const { service } = await gallery();
    const styled = await service.prepare(source, pipelineOf("style/card,width_40|image/rotate,90"), signed);
    expect(styled.explanation.plan.out).toMatchObject({ width: 27, height: 40 });
    expect(styled.canonical).toBe("style/card,width_40|image/rotate,90");
    const plain = await service.prepare(source, pipelineOf("image/resize,w_40|image/rotate,90"), signed);
    expect(styled.etag).toBe(plain.etag);
    const byDefault = await service.prepare(source, pipelineOf("style/card,width_100"), signed);
    expect(byDefault.etag).toBe((await service.prepare(source, pipelineOf("style/card"), signed)).etag);
  });

  test.each([
    ["style/card,width_9", "width", "width"],
    ["style/card,height_9", "style", "height"],
  ])("%s is refused in the stage that names it", async (process, name, item) => {
    const { service } = await gallery();
    const asked = () => service.prepare(source, pipelineOf(`image/rotate,90|${process}`), signed);
    const { details, where } = await expectFailure("InvalidArgument", asked);
    expect(details.name).toBe(name);
    expect(where).toEqual({ stage: 1, style: "card", item });
  });

  test("keeps its parameters when its content alone is put, as far as they fit", async () => {
    const { service } = await gallery();
    const widthOf = async (process: string) =>
      (await service.prepare(source, pipelineOf(process), signed)).explanation.plan.out.width;
    await service.putStyle(shut, card, "image/rotate,180/resize,w_50", signed);
    expect(await widthOf("style/card,width_40")).toBe(40);
    await service.putStyle(shut, card, "image/rotate,180", signed);
    await expectFailure("InvalidArgument", () => widthOf("style/card,width_40"));
    await service.putStyle(shut, card, "image/resize,w_50", signed);
    expect(await widthOf("style/card,width_40")).toBe(40);
  });

  test("is all that anonymous callers see of a protected source, within the ranges that it declares", async () => {
    const { service, bucket, put } = await furnished();
    const open = parseBucketName("open");
    await bucket("open", "public-read");
    await put("open", "a.jpg", photo);
    await service.updateBucket(open, { sourceProtection: [{}] }, signed);
    await service.writeStyle(open, card, { content: "image/resize,w_100", parameters: [width] }, signed);
    const prepare = (process: string) => service.prepare(at("open", "a.jpg"), pipelineOf(process), anonymous);
    expect((await prepare("style/card,width_200")).explanation.plan.out.width).toBe(200);
    await expectFailure("InvalidArgument", () => prepare("style/card,width_201"));
    await expectFailure("AccessDenied", () => prepare("image/resize,w_200"));
  });
});
