import { isFailure } from "../../base/failure.js";
import type { ObjectRef, StoredObject } from "../../service/ports.js";
import { blameObject, blameSourceOrTarget } from "../blame-object.js";
import type { Context } from "../context.js";
import type { CopyImageInput, MoveImageInput } from "../inputs/change-image-inputs.js";
import { IfExists } from "../inputs/if-exists.js";
import { readObject, readTarget } from "../inputs/read-object.js";
import { only, refusing } from "../refused-input.js";
import { Image } from "../types/image.js";
import { demandImage } from "./demand-image.js";

interface Written {
  readonly image: Image;
  readonly written: boolean;
}

/** Copies an image. Throws RefusedInput and what the service throws. */
export function copyImage(input: CopyImageInput, context: Context): Promise<Written> {
  const { service, call } = context;
  const acl = input.acl == null ? {} : { acl: input.acl };
  return writeOther(input, context, (source, target, forbidOverwrite) =>
    service.copyObject(source, target, { forbidOverwrite, ...acl }, call),
  );
}

/** Moves an image. Throws RefusedInput and what the service throws. */
export function moveImage(input: MoveImageInput, context: Context): Promise<Written> {
  const { service, call } = context;
  return writeOther(input, context, (source, target, forbidOverwrite) =>
    refusing(only("InvalidArgument", ["target"]), () => service.moveObject(source, target, { forbidOverwrite }, call)),
  );
}

async function writeOther(
  input: MoveImageInput,
  context: Context,
  write: (source: StoredObject, target: ObjectRef, forbidOverwrite: boolean) => Promise<StoredObject>,
): Promise<Written> {
  const at = readObject(input.source, ["source"], context);
  const target = readTarget(input.target, ["target"], context);
  const source = await refusing(blameObject(["source"]), () => demandImage(at, context));
  try {
    const image = new Image(
      await refusing(blameSourceOrTarget(at, target), () => write(source, target, input.ifExists !== IfExists.REPLACE)),
    );
    return { image, written: true };
  } catch (error) {
    const isThere = error instanceof Error && isFailure(error.cause, "FileAlreadyExists");
    if (input.ifExists !== IfExists.SKIP || !isThere) throw error;
    const there = await refusing(blameObject(["target"]), () => context.service.viewObject(target, context.call));
    return { image: new Image(there), written: false };
  }
}
