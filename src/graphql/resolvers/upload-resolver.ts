import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { isFailure } from "../../base/failure.js";
import { parseUploadName } from "../../service/intake/upload-name.js";
import { urlLife } from "../../service/urls/url-life.js";
import type { Context } from "../context.js";
import { ImportImageInput } from "../inputs/import-image-input.js";
import { readMetadata } from "../inputs/read-headers.js";
import { readTarget } from "../inputs/read-object.js";
import { AbortUploadInput, CompleteUploadInput, CreateUploadInput } from "../inputs/upload-inputs.js";
import { NeedsRole } from "../needs-role.js";
import { type Blame, only, refusing } from "../refused-input.js";
import { InRange } from "../schema/in-range.js";
import { ImagePayload } from "../types/image-payloads.js";
import { AbortUploadPayload, Upload, UploadPayload } from "../types/upload.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";
import { takeIn } from "./take-in.js";

@Resolver()
export class UploadResolver {
  @NeedsRole(Role.EDITOR)
  @Query(() => Upload, {
    nullable: true,
    description: "An upload under way, with what of it has come and fresh URLs, to go on with it. Null: it has ended.",
  })
  async upload(
    @Arg("id", () => ID, { description: "The id that createUpload gave." }) id: string,
    @InRange(urlLife)
    @Arg("expiresIn", () => Int, { nullable: true, description: `Life of the URLs. Default: ${urlLife.usual}.` })
    expiresIn: number | null | undefined,
    @Ctx() { service, call }: Context,
  ): Promise<Upload | null> {
    try {
      return await refusing(
        blameArgument,
        async () => new Upload(await service.getImageUpload(id, expiresIn ?? undefined, call)),
      );
    } catch (error) {
      if (isFailure(error, "NoSuchUpload") || isFailure(error, "NoSuchBucket")) return null;
      throw error;
    }
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => UploadPayload, {
    description:
      "Prepares the sending of a file, past GraphQL, by signed requests that take that length and media type and no other. Nobody sees it before `completeUpload`; one that nobody completes is dropped after a while.",
  })
  createUpload(
    @Arg("input", () => CreateUploadInput, { description: "The file to send." }) input: CreateUploadInput,
    @Ctx() context: Context,
  ): Promise<UploadPayload> {
    return payload(async () => {
      const target = readTarget(input.target, ["target"], context);
      const { contentType, byteSize, metadata, expiresIn } = input;
      const options = {
        ...(metadata != null && { metadata: refusing(["metadata"], () => readMetadata(metadata)) }),
        ...(expiresIn != null && { expiresIn }),
      };
      const upload = await refusing(blameCreate, () =>
        context.service.createImageUpload({ target, contentType, byteSize, ...options }, context.call),
      );
      return { upload: new Upload(upload) };
    });
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => ImagePayload, {
    description:
      "Looks at what was sent, and makes it an image: format by content, header and pixel limits. What is none is dropped, and the target stays as it is. Asked again, it answers the image that the upload became, while that is there.",
  })
  completeUpload(
    @Arg("input", () => CompleteUploadInput, { description: "The upload to complete." }) input: CompleteUploadInput,
    @Ctx() { service, call }: Context,
  ): Promise<ImagePayload> {
    return payload(() =>
      takeIn(input, () => ["uploadId"], {
        admit: (options) => service.completeImageUpload(input.uploadId, options, call),
        existing: async () => {
          await service.abortImageUpload(input.uploadId, call).catch(unlessEnded);
          return service.viewObject(parseUploadName(input.uploadId).target, call);
        },
      }),
    );
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => ImagePayload, {
    description:
      "Fetches an image from another host: looked at like an upload, within its limits and a minute. Addresses that are not public are refused before anything is sent there.",
  })
  importImage(
    @Arg("input", () => ImportImageInput, { description: "The image to fetch." }) input: ImportImageInput,
    @Ctx() context: Context,
  ): Promise<ImagePayload> {
    return payload(() => {
      const { service, call } = context;
      const target = readTarget(input.target, ["target"], context);
      const { url, metadata } = input;
      const more = metadata == null ? {} : { metadata: refusing(["metadata"], () => readMetadata(metadata)) };
      return takeIn(input, blameImport, {
        admit: (options) => service.importImage({ url, target, ...options, ...more }, call),
        existing: () => service.viewObject(target, call),
      });
    });
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => AbortUploadPayload, { description: "Drops an upload with all that was sent." })
  abortUpload(
    @Arg("input", () => AbortUploadInput, { description: "The upload to drop." }) { uploadId }: AbortUploadInput,
    @Ctx() { service, call }: Context,
  ): Promise<AbortUploadPayload> {
    return payload(async () => {
      await refusing(["uploadId"], () => service.abortImageUpload(uploadId, call));
      return { abortedUploadId: uploadId };
    });
  }
}

/** An upload that was skipped before, and whose answer was lost, was dropped then. */
function unlessEnded(error: unknown): void {
  if (!isFailure(error, "NoSuchUpload")) throw error;
}

const blameImport: Blame = ({ code }) => {
  switch (code) {
    case "NoSuchBucket":
      return ["target", "bucket"];
    case "AccessDenied":
      return ["target"];
    case "FileAlreadyExists":
      return ["target", "key"];
    case "ImportRefused":
    case "ImportFailed":
    case "BadRequest":
    case "ImageDamage":
    case "ImageTooLarge":
      return ["url"];
    default:
      return undefined;
  }
};

const blameCreate: Blame = (failure) => {
  if (failure.code === "ImageTooLarge") return ["byteSize"];
  if (failure.code === "NoSuchBucket") return ["target", "bucket"];
  if (failure.code === "AccessDenied") return ["target"];
  return failure.code === "InvalidArgument" && "name" in failure.details ? [String(failure.details.name)] : undefined;
};

/** What the id says is checked with the same words. */
const blameArgument: Blame = (failure) => {
  if (failure.code !== "InvalidArgument") return only("ImageTooLarge", ["id"])(failure);
  return (failure.details as { name: string }).name === "expiresIn" ? ["expiresIn"] : ["id"];
};
