import type { StyleName } from "../../base/style-name.js";

/** The condition that a canonical process string names a style, alone or with arguments; it takes the value of `styleMark`. */
export function namesStyle(column: string): string {
  return `instr('|' || replace(${column}, ',', '|') || '|', ?) > 0`;
}

/** The style as a stage of its own. */
export function styleMark(style: StyleName): string {
  return `|style/${style}|`;
}
