import { isFailure } from "../base/failure.js";
import { SettingError } from "../config/index.js";

/** What a part refuses of its settings, a data folder in use for one, is told like any other bad setting. */
export function refuseSetting(error: unknown): never {
  if (isFailure(error, "InvalidArgument") && error.details.name.startsWith("IMGRAPH_"))
    throw new SettingError([error.message]);
  throw error;
}
