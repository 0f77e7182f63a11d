import { open } from "node:fs/promises";

/** Makes the names in a folder durable: files that were made, renamed or removed in it stay so after a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
