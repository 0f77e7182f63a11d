import type { Raw } from "../../formats/raw.js";

/** Replaces every colour value by the table's entry, in place; alpha stays. */
export function applyTone({ data, channels }: Raw, table: Uint8Array): void {
  if (channels === 3) {
    for (let i = 0; i < data.length; i++) data[i] = table[data[i]!]!;
    return;
  }
  for (let i = 0; i < data.length; i += 4) {
    data[i] = table[data[i]!]!;
    data[i + 1] = table[data[i + 1]!]!;
    data[i + 2] = table[data[i + 2]!]!;
  }
}
