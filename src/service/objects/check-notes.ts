import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import type { NotesChange } from "../ports.js";

/** Characters of the longest text of each kind, and tags of one object. */
const notesLimits = { alt: 2000, title: 500, tag: 100, tags: 50 } as const;

/** Where a focal point may lie: shares of width and height. */
export const focalShares = { min: 0, max: 1, hasFractions: true } as const;

/** The change with white space around texts cut off, and each tag once. Throws InvalidArgument, naming what is wrong. Pure. */
export function checkNotes({ alt, title, tags, focalPoint }: NotesChange): NotesChange {
  return {
    ...(alt !== undefined && { alt: alt && checkText("alt", alt) }),
    ...(title !== undefined && { title: title && checkText("title", title) }),
    ...(tags !== undefined && { tags: tags && checkTags(tags) }),
    ...(focalPoint !== undefined && { focalPoint: focalPoint && checkPoint(focalPoint) }),
  };
}

function checkText(name: "alt" | "title" | "tag", text: string): string {
  const trimmed = text.trim();
  const max = notesLimits[name];
  const limits = name === "tag" ? `1..${max}` : `at most ${max}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get in
  if (trimmed.length <= max && !/[\u0000-\u001f\u007f]/.test(trimmed) && (trimmed || name !== "tag")) return trimmed;
  throw refused(name === "tag" ? "tags" : name, text, `${limits} characters, no control characters`);
}

function checkTags(tags: readonly string[]): readonly string[] {
  const different = [...new Set(tags.map((tag) => checkText("tag", tag)))];
  if (different.length <= notesLimits.tags) return different;
  throw refused("tags", `${different.length} tags`, `at most ${notesLimits.tags} tags`);
}

function checkPoint({ x, y }: { readonly x: number; readonly y: number }): { x: number; y: number } {
  return { x: readInRange("focalPoint.x", x, focalShares), y: readInRange("focalPoint.y", y, focalShares) };
}

function refused(name: string, got: string, expected: string): Failure {
  return new Failure("InvalidArgument", { name, got, expected });
}
