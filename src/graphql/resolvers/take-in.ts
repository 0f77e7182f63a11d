import { isFailure } from "../../base/failure.js";
import type { AdmitOptions } from "../../service/intake/image-intake.js";
import type { ObjectAcl, StoredObject } from "../../service/ports.js";
import { IfExists } from "../inputs/if-exists.js";
import { type Blame, refusing } from "../refused-input.js";
import { Image } from "../types/image.js";

/** Lets an image in, as an input says it. Throws RefusedInput and what the service throws. */
export async function takeIn(
  { ifExists, acl }: { readonly ifExists: IfExists; readonly acl?: ObjectAcl | null },
  blame: Blame,
  use: {
    admit(options: AdmitOptions): Promise<StoredObject>;
    /** What is at the target already. */
    existing(): Promise<StoredObject>;
  },
): Promise<{ image: Image }> {
  const options = { forbidOverwrite: ifExists !== IfExists.REPLACE, ...(acl != null && { acl }) };
  return refusing(blame, async () => {
    try {
      return { image: new Image(await use.admit(options)) };
    } catch (error) {
      if (ifExists !== IfExists.SKIP || !isFailure(error, "FileAlreadyExists")) throw error;
      return { image: new Image(await use.existing()) };
    }
  });
}
