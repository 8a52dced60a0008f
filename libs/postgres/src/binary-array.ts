import { isUuid } from '@everchart/primitives';

/**
 * Arrays as PostgreSQL's binary protocol has them, for parameters that carry much: the driver would write each element
 * as escaped or hexadecimal text, and the server would read that character by character. The driver sends a Buffer as a
 * binary parameter; the statement must name the type (`$1::bytea[]`). Source: `array_recv` in PostgreSQL's
 * src/backend/utils/adt/arrayfuncs.c.
 */

/** Object ids of the element types (pg_type). */
const bytea = 17;
const text = 25;
const json = 114;
const bool = 16;
const int4 = 23;
const int8 = 20;
const uuid = 2950;

/** For a parameter of type `bytea[]`. */
export function byteaArray(elements: readonly (Uint8Array | null)[]): Buffer {
  return arrayOf(bytea, elements);
}

/** For a parameter of type `text[]`. @param elements a text may be given as its UTF-8 */
export function textArray(elements: readonly (Uint8Array | string | null)[]): Buffer {
  return arrayOf(text, elements);
}

/** For a parameter of type `json[]`. @param elements JSON texts */
export function jsonArray(elements: readonly (string | null)[]): Buffer {
  return arrayOf(json, elements);
}

/**
 * For a parameter of type `uuid[]`. @throws TypeError for a text that is no UUID, with the SQLSTATE that the server has
 * for it
 */
export function uuidArray(elements: readonly (string | null)[]): Buffer {
  const count = elements.length;
  let nulls = 0;
  for (const element of elements) if (element === null) nulls += 1;
  const bytes = Buffer.allocUnsafe(headerBytesOf(count) + count * 20 - nulls * 16);
  writeHeader(bytes, uuid, count, nulls > 0);
  let at = headerBytesOf(count);
  for (const element of elements) {
    at = bytes.writeInt32BE(element === null ? -1 : 16, at);
    if (element !== null) at = writeUuid(bytes, element, at);
  }
  return bytes;
}

/** Its 16 bytes. @returns where they end @throws TypeError as {@link uuidArray} */
export function writeUuid(bytes: Buffer, text: string, at: number): number {
  if (!isUuid(text)) throw Object.assign(new TypeError('not a UUID'), { code: '22P02' });
  for (const place of pairsOfUuid) bytes[at++] = (digitAt(text, place) << 4) | digitAt(text, place + 1);
  return at;
}

/** For a parameter of type `integer[]`. */
export function integerArray(elements: readonly number[]): Buffer {
  return fixedArrayOf(int4, 4, elements, (bytes, element, at) => void bytes.writeInt32BE(element, at));
}

/** For a parameter of type `bigint[]`. */
export function bigintArray(elements: readonly number[]): Buffer {
  return fixedArrayOf(int8, 8, elements, (bytes, element, at) => void bytes.writeBigInt64BE(BigInt(element), at));
}

/** For a parameter of type `boolean[]`. */
export function booleanArray(elements: readonly boolean[]): Buffer {
  return fixedArrayOf(bool, 1, elements, (bytes, element, at) => void bytes.writeUInt8(element ? 1 : 0, at));
}

/** Where the pairs of digits of a UUID's text begin. */
const pairsOfUuid = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** Value of a hexadecimal digit. */
function digitAt(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return code < 0x3a ? code - 0x30 : (code | 0x20) - 0x57;
}

function headerBytesOf(count: number): number {
  return count === 0 ? 12 : 20;
}

function fixedArrayOf<T>(
  elementType: number,
  size: number,
  elements: readonly T[],
  write: (bytes: Buffer, element: T, at: number) => void,
): Buffer {
  const headerBytes = headerBytesOf(elements.length);
  const bytes = Buffer.allocUnsafe(headerBytes + elements.length * (4 + size));
  writeHeader(bytes, elementType, elements.length, false);
  let at = headerBytes;
  for (const element of elements) {
    at = bytes.writeInt32BE(size, at);
    write(bytes, element, at);
    at += size;
  }
  return bytes;
}

function writeHeader(bytes: Buffer, elementType: number, count: number, hasNulls: boolean): void {
  bytes.writeInt32BE(count === 0 ? 0 : 1, 0); // dimensions
  bytes.writeInt32BE(hasNulls ? 1 : 0, 4);
  bytes.writeInt32BE(elementType, 8);
  if (count === 0) return;
  bytes.writeInt32BE(count, 12);
  bytes.writeInt32BE(1, 16); // index of the first element
}

function arrayOf(elementType: number, elements: readonly (Uint8Array | string | null)[]): Buffer {
  const sizes = elements.map((element) =>
    element === null ? -1 : typeof element === 'string' ? Buffer.byteLength(element) : element.length,
  );
  const headerBytes = headerBytesOf(elements.length);
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + Math.max(size, 0), headerBytes));
  writeHeader(bytes, elementType, elements.length, sizes.includes(-1));
  let at = headerBytes;
  elements.forEach((element, index) => {
    const size = sizes[index]!;
    at = bytes.writeInt32BE(size, at);
    if (element === null) return;
    if (typeof element === 'string') bytes.write(element, at, size, 'utf8');
    else bytes.set(element, at);
    at += size;
  });
  return bytes;
}
