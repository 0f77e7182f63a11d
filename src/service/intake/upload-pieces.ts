/** A run of a file that is sent with one request. */
export interface Piece {
  /** From 1. */
  readonly number: number;
  /** Bytes of the file before it. */
  readonly offset: number;
  readonly byteSize: number;
}

const mebibyte = 1024 ** 2;
/** What is no longer comes in one go. */
const maxWhole = 16 * mebibyte;
const pieceBytes = 8 * mebibyte;
/** Requests that one file may take. */
const maxPieces = 1000;

/** How a file of so many bytes is sent: in one go, or in pieces of equal length and a last one, at most 1000. Pure. */
export function uploadPieces(byteSize: number): readonly Piece[] {
  const length = byteSize <= maxWhole ? byteSize : Math.max(pieceBytes, Math.ceil(byteSize / maxPieces));
  return Array.from({ length: Math.ceil(byteSize / length) }, (_, i) => ({
    number: i + 1,
    offset: i * length,
    byteSize: Math.min(length, byteSize - i * length),
  }));
}
