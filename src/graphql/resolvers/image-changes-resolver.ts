import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../context.js";
import {
  CopyImageInput,
  DeleteImagesInput,
  MoveImageInput,
  SetImageAclInput,
  SetImageMetadataInput,
} from "../inputs/change-image-inputs.js";
import { NeedsRole } from "../needs-role.js";
import { CopyImagePayload, DeleteImagesPayload, ImagePayload, MoveImagePayload } from "../types/image-payloads.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";
import { setImageAcl, setImageMetadata } from "./change-image.js";
import { copyImage, moveImage } from "./copy-image.js";
import { deleteImages } from "./delete-images.js";

@Resolver()
export class ImageChangesResolver {
  @NeedsRole(Role.EDITOR)
  @Mutation(() => CopyImagePayload, {
    description: "Stores an image under another name too, byte for byte.",
  })
  async copyImage(
    @Arg("input", () => CopyImageInput, { description: "What to copy, and where." }) input: CopyImageInput,
    @Ctx() context: Context,
  ): Promise<CopyImagePayload> {
    return { written: false, ...(await payload(() => copyImage(input, context))) };
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => MoveImagePayload, {
    description:
      "Gives an image another name; ACL and metadata stay. When it is broken off, the image is there under one name or both.",
  })
  async moveImage(
    @Arg("input", () => MoveImageInput, { description: "What to move, and where." }) input: MoveImageInput,
    @Ctx() context: Context,
  ): Promise<MoveImagePayload> {
    return { written: false, ...(await payload(() => moveImage(input, context))) };
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => DeleteImagesPayload, {
    description: "Deletes many objects of a bucket, and says of each what became of it.",
  })
  async deleteImages(
    @Arg("input", () => DeleteImagesInput, { description: "What to delete." }) input: DeleteImagesInput,
    @Ctx() context: Context,
  ): Promise<DeleteImagesPayload> {
    return { deletions: [], ...(await payload(() => deleteImages(input, context))) };
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => ImagePayload, { description: "Replaces an image's own ACL." })
  setImageAcl(
    @Arg("input", () => SetImageAclInput, { description: "The image and its ACL." }) input: SetImageAclInput,
    @Ctx() context: Context,
  ): Promise<ImagePayload> {
    return payload(() => setImageAcl(input, context));
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => ImagePayload, {
    description:
      "Replaces an image's user metadata and the headers with which its file is delivered; bytes and ACL stay.",
  })
  setImageMetadata(
    @Arg("input", () => SetImageMetadataInput, { description: "The image, and what to change." })
    input: SetImageMetadataInput,
    @Ctx() context: Context,
  ): Promise<ImagePayload> {
    return payload(() => setImageMetadata(input, context));
  }
}
