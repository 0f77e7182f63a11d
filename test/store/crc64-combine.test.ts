import fc from "fast-check";
import { expect, test } from "vitest";
import { Crc64 } from "../../src/store/content/crc64.js";
import { combineCrc64 } from "../../src/store/embedded/crc64-combine.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

const crc64 = (bytes: Uint8Array) => new Crc64().update(bytes).value().toString();

test("any two contents have the CRC of both in one", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(combineCrc64(crc64(a), crc64(b), b.length)).toBe(crc64(Buffer.concat([a, b])));
    }),
    { numRuns: scaled(10_000), seed },
  );
});

test("how they are put together does not matter, however long they are", () => {
  const crc = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
  // Three lengths of which no sum is beyond the exact integers.
  const length = fc.integer({ min: 0, max: 2 ** 51 });
  fc.assert(
    fc.property(crc, crc, crc, length, length, (a, b, c, bytesB, bytesC) => {
      const fromLeft = combineCrc64(combineCrc64(a, b, bytesB), c, bytesC);
      const fromRight = combineCrc64(a, combineCrc64(b, c, bytesC), bytesB + bytesC);
      expect(fromLeft).toBe(fromRight);
    }),
    { numRuns: scaled(3_000), seed },
  );
});

test("128 MB of zeros, doubled from one byte", () => {
  let crc = crc64(Buffer.of(0));
  for (let bytes = 1; bytes < 2 ** 27; bytes *= 2) crc = combineCrc64(crc, crc, bytes);
  const expected = new Crc64();
  const piece = Buffer.alloc(2 ** 20);
  for (let i = 0; i < 2 ** 7; i++) expected.update(piece);
  expect(crc).toBe(expected.value().toString());
});
