import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import type { Source } from "../service/ports.js";
import { FileFailure, fileFailure } from "./file-failure.js";

/** A file as an engine takes it. Throws FileFailure for what is missing, is no ordinary file, or may not be read. */
export async function fileSource(path: string): Promise<Source> {
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) throw new FileFailure("EISDIR", "a folder, not a file", path);
    if (!facts.isFile()) throw new FileFailure("EINVAL", "no ordinary file (standard input is -)", path);
    await access(path, constants.R_OK);
    return { byteSize: facts.size, open: async () => ({ path, release: async () => {} }) };
  } catch (error) {
    throw fileFailure(error, path, "read");
  }
}
