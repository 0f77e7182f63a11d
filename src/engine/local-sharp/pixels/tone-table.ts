import type { Linear } from "../planner/pass.js";

/** What each of the 256 values becomes; rounded and clamped after every single step, as the steps one by one would. */
export function toneTable(linears: readonly Linear[]): Uint8Array {
  const table = Uint8Array.from({ length: 256 }, (_, value) => value);
  for (const { gain, offset } of linears)
    for (let value = 0; value < 256; value++)
      table[value] = Math.min(255, Math.max(0, Math.round(table[value]! * gain + offset)));
  return table;
}
