/**
 * Arrays as PostgreSQL's binary protocol has them, for parameters that carry much: the driver would write each element as escaped or hexadecimal text, and the
 * server would read that character by character. The driver sends a Buffer as a binary parameter; the statement must name the type (`$1::bytea[]`).
 * Source: `array_recv` in PostgreSQL's src/backend/utils/adt/arrayfuncs.c.
 */

/** Object ids of the element types (pg_type). */
const bytea = 17;
const text = 25;
const json = 114;

/** For a parameter of type `bytea[]`. */
export function byteaArray(elements: readonly (Uint8Array | null)[]): Buffer {
  return arrayOf(bytea, elements);
}

/** For a parameter of type `text[]`. */
export function textArray(elements: readonly (string | null)[]): Buffer {
  return arrayOf(text, elements);
}

/** For a parameter of type `json[]`. @param elements JSON texts */
export function jsonArray(elements: readonly (string | null)[]): Buffer {
  return arrayOf(json, elements);
}

function arrayOf(elementType: number, elements: readonly (Uint8Array | string | null)[]): Buffer {
  const sizes = elements.map((element) =>
    element === null ? -1 : typeof element === 'string' ? Buffer.byteLength(element) : element.length,
  );
  const headerBytes = elements.length === 0 ? 12 : 20;
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + Math.max(size, 0), headerBytes));
  bytes.writeInt32BE(elements.length === 0 ? 0 : 1, 0); // dimensions
  bytes.writeInt32BE(sizes.includes(-1) ? 1 : 0, 4);
  bytes.writeInt32BE(elementType, 8);
  if (elements.length === 0) return bytes;
  bytes.writeInt32BE(elements.length, 12);
  bytes.writeInt32BE(1, 16); // index of the first element
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
