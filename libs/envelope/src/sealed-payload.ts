import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Encoder, Tag } from 'cbor-x';
import { EnvelopeError } from './header.js';

/** The header's identity fields: bound to the ciphertext as additional authenticated data, so that it cannot be moved to another event. */
export interface SealedIdentity {
  org: string;
  subject: string;
  id: string;
  type: string;
  dataschema: string;
  keyid: string;
}

const cbor = new Encoder({ mapsAsObjects: false, useRecords: false, variableMapSize: true, tagUint8Array: false });
const algorithmHeader = 1;
const contentTypeHeader = 3;
const ivHeader = 5;
const a256gcm = 3;
const encrypt0Tag = 16;
const json = 'application/json';
const jsonZstd = 'application/json+zstd';
/** Below this many bytes zstd costs more than it saves. */
const compressFromBytes = 512;
const maxPlaintextBytes = 16 * 1024 * 1024;
/** zlib takes a new buffer of this size per call; its own default of 16 KiB is far more than most payloads need. */
const zstdChunkBytes = 2048;

const protectedHeaders: Record<string, Buffer> = Object.fromEntries(
  [json, jsonZstd].map((type) => [
    type,
    cbor.encode(
      new Map<number, unknown>([
        [algorithmHeader, a256gcm],
        [contentTypeHeader, type],
      ]),
    ),
  ]),
);

/**
 * Seals a JSON payload: zstd when it pays, then COSE_Encrypt0 (RFC 9052 §5.2) with A256GCM and a random 96-bit IV.
 * @param key 32 bytes
 * @returns the tagged COSE bytes; their SHA-256 is the header's `contentdigest`
 */
export function sealPayload(payload: unknown, key: Uint8Array, identity: SealedIdentity): Buffer {
  const plain = Buffer.from(JSON.stringify(payload));
  const compressed = plain.length >= compressFromBytes ? zstdCompressSync(plain, { chunkSize: zstdChunkBytes }) : undefined;
  const smaller = compressed !== undefined && compressed.length < plain.length;
  const protectedHeader = protectedHeaders[smaller ? jsonZstd : json]!;
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(encStructure(protectedHeader, identity));
  const ciphertext = Buffer.concat([cipher.update(smaller ? compressed : plain), cipher.final(), cipher.getAuthTag()]);
  return cbor.encode(new Tag([protectedHeader, new Map([[ivHeader, iv]]), ciphertext], encrypt0Tag));
}

/** @throws EnvelopeError `payload-malformed` (not our COSE form) or `payload-not-authentic` (wrong key, other event, changed bytes) */
export function openPayload(sealed: Uint8Array, key: Uint8Array, identity: SealedIdentity): unknown {
  const { protectedHeader, contentType, iv, ciphertext } = parseEncrypt0(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAAD(encStructure(protectedHeader, identity));
  decipher.setAuthTag(ciphertext.subarray(ciphertext.length - 16));
  let plain: Buffer;
  try {
    plain = Buffer.concat([decipher.update(ciphertext.subarray(0, ciphertext.length - 16)), decipher.final()]);
  } catch (cause) {
    throw Object.assign(new EnvelopeError('payload-not-authentic', 'the payload does not belong to this event and key'), { cause });
  }
  const text =
    contentType === jsonZstd ? zstdDecompressSync(plain, { chunkSize: zstdChunkBytes, maxOutputLength: maxPlaintextBytes }) : plain;
  return JSON.parse(text.toString('utf8'));
}

function parseEncrypt0(sealed: Uint8Array): { protectedHeader: Buffer; contentType: string; iv: Buffer; ciphertext: Buffer } {
  try {
    const tag = cbor.decode(sealed) as Tag & { tag: number };
    if (!(tag instanceof Tag) || tag.tag !== encrypt0Tag) throw new Error('not tag 16');
    const [protectedHeader, unprotectedHeader, ciphertext] = tag.value as [Buffer, Map<number, Buffer>, Buffer];
    const header = cbor.decode(protectedHeader) as Map<number, unknown>;
    const contentType = header.get(contentTypeHeader);
    const iv = unprotectedHeader.get(ivHeader);
    if (header.get(algorithmHeader) !== a256gcm || (contentType !== json && contentType !== jsonZstd)) throw new Error('unknown algorithm');
    if (iv?.length !== 12 || ciphertext.length < 16) throw new Error('wrong lengths');
    return { protectedHeader, contentType, iv, ciphertext };
  } catch (cause) {
    throw Object.assign(new EnvelopeError('payload-malformed', 'the payload is not COSE_Encrypt0 with A256GCM'), { cause });
  }
}

/** The external data is the canonical JSON of the identity: members in the order of their names, nothing but strings. */
function encStructure(protectedHeader: Buffer, { org, subject, id, type, dataschema, keyid }: SealedIdentity): Buffer {
  const external = Buffer.from(JSON.stringify({ dataschema, id, keyid, org, subject, type }));
  return cbor.encode(['Encrypt0', protectedHeader, external]);
}

const ivs = Buffer.alloc(12 * 256);
let ivsUsed = ivs.length;

/** 96 random bits. The system's source is asked for 256 of them at once. */
function nextIv(): Buffer {
  if (ivsUsed === ivs.length) {
    randomFillSync(ivs);
    ivsUsed = 0;
  }
  return Buffer.from(ivs.subarray(ivsUsed, (ivsUsed += 12)));
}
