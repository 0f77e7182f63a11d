import fc from "fast-check";
import { expect, test } from "vitest";
import { Crc64 } from "../../src/store/content/crc64.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

/** The definition, bit by bit. */
function slowCrc64(bytes: Uint8Array): bigint {
  let crc = 0xffffffffffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = (crc >> 1n) ^ (crc & 1n ? 0xc96c5795d7870f42n : 0n);
  }
  return crc ^ 0xffffffffffffffffn;
}

test.each([
  ["", 0n],
  // The check value of CRC-64/XZ; the OSS manual has the same one.
  ["123456789", 11051210869376104954n],
])("%j", (text, expected) => {
  expect(new Crc64().update(Buffer.from(text)).value()).toBe(expected);
});

test("any bytes in any pieces are as the definition says", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 }), (pieces) => {
      const crc = new Crc64();
      for (const piece of pieces) crc.update(piece);
      expect(crc.value()).toBe(slowCrc64(Buffer.concat(pieces)));
    }),
    { numRuns: scaled(3_000), seed },
  );
});

test("the value may be asked for in between", () => {
  const crc = new Crc64().update(Buffer.from("12345"));
  expect(crc.value()).toBe(slowCrc64(Buffer.from("12345")));
  expect(crc.update(Buffer.from("6789")).value()).toBe(11051210869376104954n);
});
