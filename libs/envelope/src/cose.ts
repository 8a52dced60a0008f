import { byteString, head, headLength, readHead, textString, unsigned, writeHead } from './cbor.js';

/**
 * COSE_Encrypt0 (RFC 9052 §5.2) with A256GCM, as this project writes it: one fixed shape, so its bytes are put together
 * and taken apart here. A generic CBOR library took as long as everything else of sealing.
 *
 * 16([ << { 1: 3, 3: "application/json" } >>, { 5: h'…12 bytes…' }, h'…ciphertext and tag…' ])
 */

export const ivBytes = 12;
export const tagBytes = 16;

/** A text, or the number of a media type among CoAP's content formats (RFC 9052 §3.1): 60 is `application/cbor`. */
export type ContentType = 'application/json' | 'application/json+zstd' | 60;

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
export const listForm = formOf(60);
const forms = [plainForm, zstdForm, listForm];

function formOf(contentType: ContentType): Encrypt0Form {
  const protectedHeader = Buffer.concat([
    Buffer.from([0xa2, 0x01, 0x03, 0x03]), // { alg: A256GCM, content type: …
    ...(typeof contentType === 'number' ? [head(unsigned, contentType)] : [head(textString, contentType.length), Buffer.from(contentType)]),
  ]);
  const wrapped = Buffer.concat([head(byteString, protectedHeader.length), protectedHeader]);
  return {
    contentType,
    protectedHeader,
    start: Buffer.concat([Buffer.from([0xd0, 0x83]), wrapped, Buffer.from([0xa1, 0x05, 0x40 | ivBytes])]),
    encStructure: Buffer.concat([Buffer.from([0x83]), head(textString, 8), Buffer.from('Encrypt0'), wrapped]),
  };
}

/** Additional authenticated data: `Enc_structure` of RFC 9052 §5.3 over the external data. */
export function authenticatedData(form: Encrypt0Form, external: string): Buffer {
  const length = Buffer.byteLength(external);
  const bytes = Buffer.allocUnsafe(form.encStructure.length + headLength(length) + length);
  form.encStructure.copy(bytes);
  bytes.write(external, writeHead(bytes, byteString, length, form.encStructure.length));
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
  let at = writeHead(bytes, byteString, length, ivAt + ivBytes);
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
    if (!form.start.equals(sealed.subarray(0, ivAt))) continue;
    const content = readHead(sealed, byteString, ivAt + ivBytes);
    if (content === undefined || content.from + content.length !== sealed.length || content.length < tagBytes) return undefined;
    const tagAt = sealed.length - tagBytes;
    return {
      form,
      iv: sealed.subarray(ivAt, ivAt + ivBytes),
      ciphertext: sealed.subarray(content.from, tagAt),
      tag: sealed.subarray(tagAt),
    };
  }
  return undefined;
}
