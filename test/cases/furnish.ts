import { expect } from "vitest";
import type { TestGateway } from "../support/gateway.js";
import { type OssRequest, ossRequest } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";
import { type Case, sourceKey } from "./case.js";

/** Where the cases' sources lie. */
export const caseBucket = "cases";
/** Where the save-as cases write. */
export const targetBucket = "bkt";

/** Puts all that the cases take for granted into a gateway, through its OSS door. */
export async function furnish(gateway: TestGateway, cases: readonly Case[]): Promise<void> {
  for (const bucket of [caseBucket, targetBucket]) await put(gateway, { bucket });
  const files = new Map<string, () => Promise<Buffer>>();
  const styles = new Map<string, string>();
  for (const example of cases) {
    files.set(sourceKey(example), () => makePicture(example.source));
    for (const { key, ...spec } of example.objects ?? []) files.set(key, () => makePicture(spec));
    for (const [name, content] of Object.entries(example.styles ?? {})) styles.set(name, content);
  }
  for (const [key, file] of files) await put(gateway, { bucket: caseBucket, key, body: await file() });
  for (const [styleName, content] of styles)
    await put(gateway, {
      bucket: caseBucket,
      query: { style: "", styleName },
      body: `<Style><Content>${content}</Content></Style>`,
    });
}

async function put(gateway: TestGateway, request: OssRequest): Promise<void> {
  const response = await ossRequest(gateway, { ...request, method: "PUT" });
  expect(response.status, await response.text()).toBe(200);
}
