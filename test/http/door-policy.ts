import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { BucketPolicy } from "../../src/service/ports.js";
import type { Call } from "../../src/service/service.js";
import type { DoorServer } from "./door-server.js";

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };

/** Changes a bucket behind the door's back: the wire has no operation for most of its policy. */
export async function changeBucket(door: DoorServer, bucket: string, change: Partial<BucketPolicy>): Promise<void> {
  await door.service.updateBucket(parseBucketName(bucket), change, admin);
}

/** Stores a style behind the door's back. */
export async function putStyle(door: DoorServer, bucket: string, name: string, content: string): Promise<void> {
  await door.service.putStyle(parseBucketName(bucket), parseStyleName(name), content, admin);
}
