/**
 * The CRC-64/XZ of two contents one after the other, from theirs and the length of the second one, 0..2^53 bytes; decimal in
 * and out. The first one's value is multiplied by x to the power of the bits that follow it, modulo the polynomial: a
 * handful of multiplications, however long the contents are. Source: wire protocol §2.2; Adler's `crc32_combine`.
 */
export function combineCrc64(first: string, second: string, secondBytes: number): string {
  const moved = multiply(parse(first), powerOf256(secondBytes));
  const { low, high } = parse(second);
  return format({ low: moved.low ^ low, high: moved.high ^ high });
}

/** A polynomial over one bit, reflected: the highest bit of `high` is the coefficient of x^0. */
interface Polynomial {
  readonly low: number;
  readonly high: number;
}

const modulus: Polynomial = { low: 0xd7870f42, high: 0xc96c5795 };
const one: Polynomial = { low: 0, high: 1 << 31 };
const longestPower = 53;
/** At k, x^(8 · 2^k) modulo the polynomial: what 2^k bytes behind it do to a value. */
const powers: readonly Polynomial[] = makePowers();

function makePowers(): Polynomial[] {
  // x itself, then squared three times: x^8.
  let power: Polynomial = { low: 0, high: 1 << 30 };
  for (let i = 0; i < 3; i++) power = multiply(power, power);
  const made = [power];
  while (made.length < longestPower) {
    power = multiply(power, power);
    made.push(power);
  }
  return made;
}

/** x^(8 · bytes) modulo the polynomial. */
function powerOf256(bytes: number): Polynomial {
  let result = one;
  // Division, since the operators on bits end at 32.
  for (let k = 0, rest = bytes; rest > 0; k++, rest = Math.floor(rest / 2))
    if (rest % 2 === 1) result = multiply(result, powers[k]!);
  return result;
}

/** a · b modulo the polynomial: for each power of x in `a`, add `b` so many times multiplied by x. */
function multiply(a: Polynomial, b: Polynomial): Polynomial {
  let { low, high } = b;
  let sumLow = 0;
  let sumHigh = 0;
  for (let power = 0; power < 64; power++) {
    const bit = power < 32 ? a.high >>> (31 - power) : a.low >>> (63 - power);
    if (bit & 1) {
      sumLow ^= low;
      sumHigh ^= high;
    }
    const out = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (out) {
      low ^= modulus.low;
      high ^= modulus.high;
    }
  }
  return { low: sumLow, high: sumHigh };
}

function parse(decimal: string): Polynomial {
  const value = BigInt(decimal);
  return { low: Number(value & 0xffffffffn), high: Number(value >> 32n) };
}

function format({ low, high }: Polynomial): string {
  return ((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)).toString();
}
