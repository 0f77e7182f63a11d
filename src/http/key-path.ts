import { percentEncode } from "./request-target.js";

/** A key as the path of a URL. URL parsers fold `.` and `..` segments, so a key that has them shows no slash of its own. */
export function keyPath(key: string): string {
  return percentEncode(key, key.split("/").some((segment) => segment === "." || segment === "..") ? "" : "/");
}
