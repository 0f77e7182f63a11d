import type { NotesChange } from "../../service/ports.js";
import { blameObject } from "../blame-object.js";
import type { Context } from "../context.js";
import { readObject } from "../inputs/read-object.js";
import type { ObjectInput } from "../inputs/save-image-input.js";
import { type Blame, refusing } from "../refused-input.js";
import { Image } from "../types/image.js";
import { demandImage } from "./demand-image.js";

/** Changes what is said of an image. Throws RefusedInput and what the service throws. */
export async function setNotes(image: ObjectInput, change: NotesChange, context: Context): Promise<{ image: Image }> {
  const at = readObject(image, ["image"], context);
  return refusing(blame, async () => {
    const object = await demandImage(at, context);
    const notes = await context.service.setNotes(at, change, context.call);
    context.loaders.notes.prime(at, notes);
    return { image: new Image(object) };
  });
}

const blame: Blame = (failure) => {
  const { code, details } = failure;
  return code === "InvalidArgument" && "name" in details
    ? String(details.name).split(".")
    : blameObject(["image"])(failure);
};
