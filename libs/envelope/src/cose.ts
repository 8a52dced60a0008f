/**
 * COSE_Encrypt0 (RFC 9052 §5.2) with A256GCM, as this project writes it: one fixed shape, so its bytes are put together
 * and taken apart here. A generic CBOR library took as long as everything else of sealing.
 *
 * 16([ << { 1: 3, 3: "application/json" } >>, { 5: h'…12 bytes…' }, h'…ciphertext and tag…' ])
 */

export const ivBytes = 12;
export const tagBytes = 16;

export type ContentType = 'application/json' | 'application/json+zstd';

export interface Encrypt0Form {
  contentType: ContentType;
  /** The protected header: authenticated with the ciphertext. */
  protectedHeader: Buffer;
  /** All bytes up to the IV. */
  start: Buffer;
  /** `Enc_structure` up to the external data. */
  encStructure: Buffer;
}

export const plainForm = formOf('application/json');
export const zstdForm = formOf('application/json+zstd');
const forms = [plainForm, zstdForm];

function formOf(contentType: ContentType): Encrypt0Form {
  const protectedHeader = Buffer.concat([
    Buffer.from([0xa2, 0x01, 0x03, 0x03]), // { alg: A256GCM, content type: …
    head(3, contentType.length),
    Buffer.from(contentType),
  ]);
  const wrapped = Buffer.concat([head(2, protectedHeader.length), protectedHeader]);
  return {
    contentType,
    protectedHeader,
    start: Buffer.concat([Buffer.from([0xd0, 0x83]), wrapped, Buffer.from([0xa1, 0x05, 0x40 | ivBytes])]),
    encStructure: Buffer.concat([Buffer.from([0x83]), head(3, 8), Buffer.from('Encrypt0'), wrapped]),
  };
}

/** Head of a CBOR item in its shortest form (RFC 8949 §3). @param major 2: bytes, 3: text */
function head(major: number, length: number): Buffer {
  const bytes = Buffer.alloc(headLength(length));
  writeHead(bytes, major, length, 0);
  return bytes;
}

function headLength(length: number): number {
  return length < 24 ? 1 : length < 0x100 ? 2 : length < 0x1_0000 ? 3 : 5;
}

/** @returns where the item's content begins */
function writeHead(bytes: Buffer, major: number, length: number, at: number): number {
  if (length < 24) return bytes.writeUInt8((major << 5) | length, at);
  if (length < 0x100) return bytes.writeUInt8(length, bytes.writeUInt8((major << 5) | 24, at));
  if (length < 0x1_0000) return bytes.writeUInt16BE(length, bytes.writeUInt8((major << 5) | 25, at));
  return bytes.writeUInt32BE(length, bytes.writeUInt8((major << 5) | 26, at));
}

/** Additional authenticated data: `Enc_structure` of RFC 9052 §5.3 over the external data. */
export function authenticatedData(form: Encrypt0Form, external: string): Buffer {
  const length = Buffer.byteLength(external);
  const bytes = Buffer.allocUnsafe(form.encStructure.length + headLength(length) + length);
  form.encStructure.copy(bytes);
  bytes.write(external, writeHead(bytes, 2, length, form.encStructure.length), 'utf8');
  return bytes;
}

/** @param parts of the ciphertext, the tag last */
export function writeEncrypt0(form: Encrypt0Form, iv: Uint8Array, parts: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  const ivAt = form.start.length;
  const bytes = Buffer.allocUnsafe(ivAt + ivBytes + headLength(length) + length);
  form.start.copy(bytes);
  bytes.set(iv, ivAt);
  let at = writeHead(bytes, 2, length, ivAt + ivBytes);
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Views of the sealed bytes. @returns undefined for bytes of another shape */
export function readEncrypt0(sealed: Buffer): { form: Encrypt0Form; iv: Buffer; ciphertext: Buffer; tag: Buffer } | undefined {
  for (const form of forms) {
    const ivAt = form.start.length;
    if (sealed.length <= ivAt + ivBytes || form.start.compare(sealed, 0, ivAt) !== 0) continue;
    const from = contentOf(sealed, ivAt + ivBytes);
    const tagAt = sealed.length - tagBytes;
    if (from === undefined || from > tagAt) return undefined;
    return { form, iv: sealed.subarray(ivAt, ivAt + ivBytes), ciphertext: sealed.subarray(from, tagAt), tag: sealed.subarray(tagAt) };
  }
  return undefined;
}

/**
 * @returns where the content of the byte string at `at` begins, if it has the shortest head and ends where `bytes` end
 */
function contentOf(bytes: Buffer, at: number): number | undefined {
  const sizes = [1, 2, 3, 5];
  for (const size of sizes) {
    const length = bytes.length - at - size;
    if (length < 0 || headLength(length) !== size) continue;
    const expected = Buffer.alloc(size);
    writeHead(expected, 2, length, 0);
    if (expected.compare(bytes, at, at + size) === 0) return at + size;
  }
  return undefined;
}
