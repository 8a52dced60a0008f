/**
 * A writer header as a row keeps it: its canonical JSON, with UUIDs as 16 bytes instead of 36, and without what the row
 * says already (id, stream, digest of the payload). 580 bytes become 330. Nothing else is changed, and any bytes that
 * hold no control characters (JSON text has none) come back exactly.
 */

/** Control characters stand for what was replaced. */
const token = { uuid: 1, id: 2, stream: 3, payloadDigest: 4 };
const firstPlain = 0x20;

const dash = 0x2d;
const dashes = [8, 13, 18, 23];
const uuidLength = 36;
const digestLength = 64;
const digestName = Buffer.from('"contentdigest":"');

/** What the row says beside the header. UUIDs in lower case. */
export interface RowFacts {
  id: string;
  stream: string;
  /** Lower-case hex `contentDigest` of the payload. */
  payloadDigest: string;
}

/** Value of a lower-case hexadecimal digit by its byte; 255 for others. */
const digits = new Uint8Array(256).fill(255);
for (const [value, digit] of [...Buffer.from('0123456789abcdef')].entries()) digits[digit] = value;

const uuid = Buffer.allocUnsafe(16);

export function packHeader(writer: Buffer, { id, stream, payloadDigest }: RowFacts): Buffer {
  const packed = Buffer.allocUnsafe(writer.length);
  const digestAt = placeOfDigest(writer, payloadDigest);
  let [from, to] = [0, 0];
  const keep = (end: number): void => {
    to += writer.copy(packed, to, from, end);
  };
  for (let at = writer.indexOf(dash); at !== -1; at = writer.indexOf(dash, Math.max(at + 1, from))) {
    const start = at - dashes[0]!;
    if (start < from || !readUuid(writer, start, uuid)) continue;
    if (digestAt !== -1 && digestAt >= from && digestAt < start) {
      keep(digestAt);
      packed[to++] = token.payloadDigest;
      from = digestAt + digestLength;
    }
    keep(start);
    from = start + uuidLength;
    const text = writer.toString('latin1', start, from);
    if (text === id) packed[to++] = token.id;
    else if (text === stream) packed[to++] = token.stream;
    else {
      packed[to++] = token.uuid;
      to += uuid.copy(packed, to);
    }
  }
  if (digestAt >= from) {
    keep(digestAt);
    packed[to++] = token.payloadDigest;
    from = digestAt + digestLength;
  }
  keep(writer.length);
  return packed.subarray(0, to);
}

/** The exact inverse. @throws RangeError for bytes that {@link packHeader} does not make */
export function unpackHeader(packed: Buffer, facts: RowFacts): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < packed.length; at += 1) {
    const byte = packed[at]!;
    if (byte >= firstPlain) continue;
    parts.push(packed.subarray(from, at));
    from = at + 1;
    if (byte === token.id) parts.push(Buffer.from(facts.id));
    else if (byte === token.stream) parts.push(Buffer.from(facts.stream));
    else if (byte === token.payloadDigest) parts.push(Buffer.from(facts.payloadDigest));
    else if (byte === token.uuid && from + 16 <= packed.length) {
      parts.push(uuidOf(packed.toString('hex', from, from + 16)));
      from += 16;
      at = from - 1;
    } else throw new RangeError('the header has an unknown token, or is cut off');
  }
  parts.push(packed.subarray(from));
  return Buffer.concat(parts);
}

function placeOfDigest(writer: Buffer, payloadDigest: string): number {
  const name = writer.indexOf(digestName);
  const at = name + digestName.length;
  return name !== -1 && isText(writer, at, payloadDigest) ? at : -1;
}

function isText(writer: Buffer, at: number, text: string): boolean {
  return text.length > 0 && writer.toString('latin1', at, at + text.length) === text;
}

/** @returns whether a UUID in lower case begins there; its bytes are then in `into` */
function readUuid(bytes: Buffer, start: number, into: Buffer): boolean {
  for (const place of dashes) if (bytes[start + place] !== dash) return false;
  let at = 0;
  for (let offset = 0; offset < uuidLength; offset += 2) {
    if (bytes[start + offset] === dash) offset += 1;
    const high = digits[bytes[start + offset] ?? 0]!;
    const low = digits[bytes[start + offset + 1] ?? 0]!;
    if ((high | low) > 15) return false;
    into[at++] = (high << 4) | low;
  }
  return true;
}

function uuidOf(hex: string): Buffer {
  return Buffer.from(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`);
}
