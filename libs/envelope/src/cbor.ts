/** Heads of CBOR items in their shortest form (RFC 8949 section 3); a head in a longer form is none. */

/** Major types (RFC 8949 section 3.1). */
export const unsigned = 0;
export const byteString = 2;
export const textString = 3;
export const array = 4;

/** Sizes of the number behind a head's first byte, by the low five bits of that byte. */
const sizes: Readonly<Record<number, number>> = { 24: 1, 25: 2, 26: 4 };

export function headLength(length: number): number {
  return length < 24 ? 1 : length < 0x100 ? 2 : length < 0x1_0000 ? 3 : 5;
}

/** @returns where the item's content begins */
export function writeHead(bytes: Buffer, major: number, length: number, at: number): number {
  const type = major << 5;
  if (length < 24) return bytes.writeUInt8(type | length, at);
  if (length < 0x100) return bytes.writeUInt8(length, bytes.writeUInt8(type | 24, at));
  if (length < 0x1_0000) return bytes.writeUInt16BE(length, bytes.writeUInt8(type | 25, at));
  return bytes.writeUInt32BE(length, bytes.writeUInt8(type | 26, at));
}

export function head(major: number, length: number): Buffer {
  const bytes = Buffer.alloc(headLength(length));
  writeHead(bytes, major, length, 0);
  return bytes;
}

/** @returns the length that the head states, and where the content begins; undefined when no such head is there */
export function readHead(bytes: Buffer, major: number, at: number): { length: number; from: number } | undefined {
  const low = (bytes[at] ?? 0) & 0x1f;
  const from = at + 1 + (sizes[low] ?? 0);
  if (from > bytes.length) return undefined;
  const length = low in sizes ? bytes.readUIntBE(at + 1, from - at - 1) : low;
  return head(major, length).equals(bytes.subarray(at, from)) ? { length, from } : undefined;
}
