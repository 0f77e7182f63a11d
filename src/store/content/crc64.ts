/**
 * CRC-64/XZ (ECMA-182 polynomial, reflected) of bytes that come in pieces; "123456789" gives 11051210869376104954.
 * Source: OSS manual, `x-oss-hash-crc64ecma`.
 *
 * The register is kept in two 32-bit halves, since a BigInt for each byte is a hundred times slower, and eight bytes go
 * through eight tables at once.
 */
export class Crc64 {
  #low = 0xffffffff;
  #high = 0xffffffff;

  update(bytes: Uint8Array): this {
    const { low: tableLow, high: tableHigh } = tables;
    let low = this.#low;
    let high = this.#high;
    let i = 0;
    for (const end = bytes.length - 7; i < end; i += 8) {
      const a = low ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
      const b = high ^ (bytes[i + 4]! | (bytes[i + 5]! << 8) | (bytes[i + 6]! << 16) | (bytes[i + 7]! << 24));
      // The first byte has the longest way to go: it takes the last table.
      const i7 = 0x700 | (a & 255);
      const i6 = 0x600 | ((a >>> 8) & 255);
      const i5 = 0x500 | ((a >>> 16) & 255);
      const i4 = 0x400 | (a >>> 24);
      const i3 = 0x300 | (b & 255);
      const i2 = 0x200 | ((b >>> 8) & 255);
      const i1 = 0x100 | ((b >>> 16) & 255);
      const i0 = b >>> 24;
      low =
        tableLow[i7]! ^
        tableLow[i6]! ^
        tableLow[i5]! ^
        tableLow[i4]! ^
        tableLow[i3]! ^
        tableLow[i2]! ^
        tableLow[i1]! ^
        tableLow[i0]!;
      high =
        tableHigh[i7]! ^
        tableHigh[i6]! ^
        tableHigh[i5]! ^
        tableHigh[i4]! ^
        tableHigh[i3]! ^
        tableHigh[i2]! ^
        tableHigh[i1]! ^
        tableHigh[i0]!;
    }
    for (; i < bytes.length; i++) {
      const entry = (low ^ bytes[i]!) & 255;
      low = ((low >>> 8) | (high << 24)) ^ tableLow[entry]!;
      high = (high >>> 8) ^ tableHigh[entry]!;
    }
    this.#low = low;
    this.#high = high;
    return this;
  }

  /** Of all bytes so far, 0..2^64-1. */
  value(): bigint {
    return (BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0);
  }
}

const polynomialLow = 0xd7870f42;
const polynomialHigh = 0xc96c5795;
const tables = makeTables();

/** Table k, at 256 k, holds what a byte does to the register when k more bytes follow it. */
function makeTables(): { low: Int32Array; high: Int32Array } {
  const low = new Int32Array(8 * 256);
  const high = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let l = byte;
    let h = 0;
    for (let bit = 0; bit < 8; bit++) {
      const out = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (out) {
        l ^= polynomialLow;
        h ^= polynomialHigh;
      }
    }
    low[byte] = l;
    high[byte] = h;
  }
  for (let i = 256; i < low.length; i++) {
    const l = low[i - 256]!;
    const h = high[i - 256]!;
    low[i] = ((l >>> 8) | (h << 24)) ^ low[l & 255]!;
    high[i] = (h >>> 8) ^ high[l & 255]!;
  }
  return { low, high };
}
