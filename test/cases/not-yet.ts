/**
 * Cases that this version answers with a clear 501 NotImplemented instead: image watermarks, alone, mixed with text or on
 * every frame. A case that begins to be answered must leave the table, and one that is missing here fails.
 */
export const notYet: ReadonlySet<string> = new Set([
  "watermark-004",
  "watermark-005",
  "watermark-006",
  // Whether the mark exists is asked once marks are drawn.
  "watermark-e10",
  ...Array.from({ length: 11 }, (_, i) => `wmpix-${String(i + 1).padStart(3, "0")}`),
  "anim-002",
]);
