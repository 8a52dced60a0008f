const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const length = 36;

/**
 * The text form of RFC 9562 (8-4-4-4-12 hexadecimal digits, in either case), of any version and variant. No braces, no
 * `urn:uuid:`, no form without hyphens: a database reads some of these spellings and refuses others.
 */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && value.length === length && form.test(value);
}

/** In lower case, as it is stored and compared; undefined when it is none. */
export function readUuid(value: unknown): string | undefined {
  return isUuid(value) ? value.toLowerCase() : undefined;
}

/**
 * The 16 bytes of each text form, one after the other.
 * @throws RangeError for what is no UUID: nothing is to be kept in part
 */
export function uuidBytes(...uuids: readonly string[]): Buffer {
  const bytes = Buffer.from(uuids.join('').replaceAll('-', ''), 'hex');
  if (bytes.length !== 16 * uuids.length) throw new RangeError('what is no UUID has no bytes of one');
  return bytes;
}

/** The text form, in lower case, of the 16 bytes from there on. */
export function uuidAt(bytes: Buffer, from = 0): string {
  const hex = bytes.toString('hex', from, from + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
