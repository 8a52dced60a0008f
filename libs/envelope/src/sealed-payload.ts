import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Encoder, Tag } from 'cbor-x';
import { canonicalJson } from './digest.js';
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
  const compressed =
    plain.length >= compressFromBytes ? zstdCompressSync(plain, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }) : undefined;
  const smaller = compressed !== undefined && compressed.length < plain.length;
  const protectedHeader = protectedHeaders[smaller ? jsonZstd : json]!;
  const iv = randomBytes(12);
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
  const text = contentType === jsonZstd ? zstdDecompressSync(plain, { maxOutputLength: maxPlaintextBytes }) : plain;
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

function encStructure(protectedHeader: Buffer, identity: SealedIdentity): Buffer {
  const external = Buffer.from(
    canonicalJson({
      org: identity.org,
      subject: identity.subject,
      id: identity.id,
      type: identity.type,
      dataschema: identity.dataschema,
      keyid: identity.keyid,
    }),
  );
  return cbor.encode(['Encrypt0', protectedHeader, external]);
}
