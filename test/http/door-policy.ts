import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { StyleParameter } from "../../src/pipeline/style-parameter.js";
import type { BucketPolicy } from "../../src/service/ports.js";
import type { Call } from "../../src/service/service.js";
import type { DoorServer } from "./door-server.js";

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };

/** Changes a bucket behind the door's back: the wire has no operation for most of its policy. */
export async function changeBucket(door: DoorServer, bucket: string, change: Partial<BucketPolicy>): Promise<void> {
  await door.service.updateBucket(parseBucketName(bucket), change, admin);
}

/** The width of a style that scales, up to 8 px. */
export const smallWidth: StyleParameter = {
  name: "width",
  description: "",
  targets: [{ action: "resize", argument: "width", occurrence: 0 }],
  max: 8,
};

/** Stores a style behind the door's back. */
export async function putStyle(
  door: DoorServer,
  bucket: string,
  name: string,
  content: string,
  parameters: readonly StyleParameter[] = [],
): Promise<void> {
  await door.service.writeStyle(parseBucketName(bucket), parseStyleName(name), { content, parameters }, admin);
}
