import type { Results } from "../ports.js";
import type { Service } from "../service.js";

/** Where the result would come from; nothing is read for it. */
export const cacheState =
  ({ results }: { readonly results?: Results | undefined }): Service["cacheState"] =>
  async ({ etag }) => {
    if (!results) return "off";
    return (await results.has(etag)) ? "hit" : "miss";
  };
