import { Failure } from "../../base/failure.js";
import { formatFacts } from "../../pipeline/index.js";
import { refuseMuchMetadata } from "../objects/refuse-much-metadata.js";
import type { Engine } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import { type DescribeUploadUse, describeUpload, readUploadSeconds } from "./describe-upload.js";
import type { ImageIntake } from "./image-intake.js";
import { refuseLargeFile } from "./refuse-large-file.js";
import { stagedName } from "./upload-name.js";

/** Prepares an upload whose bytes wait, unseen, until `completeImageUpload`; one that nobody ends is dropped like any other. */
export const createImageUpload =
  (use: DescribeUploadUse & { engine: Engine }): ImageIntake["createImageUpload"] =>
  async ({ target, contentType, byteSize, metadata = {}, expiresIn }, call) => {
    const seconds = readUploadSeconds(expiresIn);
    refuseOtherTypes(contentType);
    refuseLargeFile(byteSize, use.engine);
    refuseMuchMetadata(metadata);
    await authorizeObject(use.store, target, "write", call);
    const staged = stagedName(target);
    const { id } = await use.store.startUpload(staged, { contentType, metadata, acl: "private" }, call.signal);
    return describeUpload(use, { target, staged, uploadId: id, byteSize, contentType }, seconds, []);
  };

const mediaTypes: readonly string[] = [
  ...new Set([...Object.values(formatFacts).map(({ contentType }) => contentType), "image/heif"]),
];

/** What the content is, counts; this spares callers the sending of a film. */
function refuseOtherTypes(contentType: string): void {
  if (mediaTypes.includes(contentType)) return;
  throw new Failure("InvalidArgument", {
    name: "contentType",
    got: contentType,
    expected: `one of ${mediaTypes.join(" ")}`,
  });
}
