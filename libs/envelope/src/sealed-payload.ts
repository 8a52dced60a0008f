import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { authenticatedData, ivBytes, listForm, plainForm, readEncrypt0, writeEncrypt0, zstdForm, type Encrypt0Form } from './cose.js';
import { EnvelopeError } from './header.js';
import { decodeList, encodeList } from './sealed-list.js';

/**
 * The header's identity fields: bound to the ciphertext as additional authenticated data, so that it cannot be moved to
 * another event.
 */
export interface SealedIdentity {
  org: string;
  subject: string;
  id: string;
  type: string;
  dataschema: string;
  keyid: string;
}

/** Below this many bytes zstd costs more (30 µs) than it saves. */
const compressFromBytes = 4096;
const maxPlaintextBytes = 16 * 1024 * 1024;
/** zlib takes a new buffer of this size per call; its own default of 16 KiB is far more than most payloads need. */
const zstdChunkBytes = 2048;

/**
 * Seals a JSON text: zstd when it pays, then COSE_Encrypt0 (RFC 9052 §5.2) with A256GCM and a random 96-bit IV.
 * @param key 32 bytes
 * @returns the tagged COSE bytes; their SHA-256 is the header's `contentdigest`
 */
export function sealPayload(json: string, key: Uint8Array, identity: SealedIdentity): Buffer {
  // A text is always smaller afterwards: not all bytes occur in it.
  const compressed = json.length < compressFromBytes ? undefined : zstdCompressSync(json, { chunkSize: zstdChunkBytes });
  return compressed ? seal(zstdForm, compressed, key, identity) : seal(plainForm, json, key, identity);
}

/**
 * Seals byte strings, of which most are sealed already: a CBOR array of them, as it is, since nothing makes it smaller.
 */
export function sealList(items: readonly Uint8Array[], key: Uint8Array, identity: SealedIdentity): Buffer {
  return seal(listForm, encodeList(items), key, identity);
}

function seal(form: Encrypt0Form, plain: string | Uint8Array, key: Uint8Array, identity: SealedIdentity): Buffer {
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(authenticatedData(form, externalData(identity)));
  const ciphertext = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  cipher.final(); // GCM holds nothing back
  return writeEncrypt0(form, iv, [ciphertext, cipher.getAuthTag()]);
}

/**
 * @throws EnvelopeError `payload-malformed` (not our COSE form, no JSON, more than 16 MiB) or `payload-not-authentic`
 * (wrong key, other event, changed bytes)
 */
export function openPayload(sealed: Buffer, key: Uint8Array, identity: SealedIdentity): unknown {
  return openText(sealed, key, identity).data;
}

/** A payload, and the JSON text that was sealed. @throws EnvelopeError as {@link openPayload} */
export function openText(sealed: Buffer, key: Uint8Array, identity: SealedIdentity): { text: string; data: unknown } {
  const { form, plain } = open(sealed, key, identity);
  try {
    if (form === listForm) throw new TypeError('a list is no text');
    const bytes = form === zstdForm ? zstdDecompressSync(plain, { chunkSize: zstdChunkBytes, maxOutputLength: maxPlaintextBytes }) : plain;
    const text = bytes.toString('utf8');
    return { text, data: JSON.parse(text) };
  } catch (cause) {
    throw new EnvelopeError('payload-malformed', 'what was sealed is no JSON, or is too long', { cause });
  }
}

/** What {@link sealList} sealed. @throws EnvelopeError as {@link openPayload} */
export function openList(sealed: Buffer, key: Uint8Array, identity: SealedIdentity): Buffer[] {
  const { form, plain } = open(sealed, key, identity);
  if (form !== listForm) throw new EnvelopeError('payload-malformed', 'what was sealed is no list');
  return decodeList(plain);
}

function open(sealed: Buffer, key: Uint8Array, identity: SealedIdentity): { form: Encrypt0Form; plain: Buffer } {
  const parts = readEncrypt0(sealed);
  if (!parts) throw new EnvelopeError('payload-malformed', 'the payload is not COSE_Encrypt0 with A256GCM');
  const { form, iv, ciphertext, tag } = parts;
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAAD(authenticatedData(form, externalData(identity)));
  decipher.setAuthTag(tag);
  const plain = decipher.update(ciphertext);
  try {
    decipher.final();
  } catch (cause) {
    throw new EnvelopeError('payload-not-authentic', 'the payload does not belong to this event and key', { cause });
  }
  return { form, plain };
}

/** Canonical JSON of the identity: members in the order of their names, nothing but strings. */
function externalData({ org, subject, id, type, dataschema, keyid }: SealedIdentity): string {
  return JSON.stringify({ dataschema, id, keyid, org, subject, type });
}

const ivs = Buffer.alloc(ivBytes * 256);
let ivsUsed = ivs.length;

/** 96 random bits. The system's source is read for 256 of them at once. */
function nextIv(): Buffer {
  if (ivsUsed === ivs.length) {
    randomFillSync(ivs);
    ivsUsed = 0;
  }
  return Buffer.from(ivs.subarray(ivsUsed, (ivsUsed += ivBytes)));
}
