import { formatDataschema, formatSource, sha256, type WriterHeader } from '@everchart/envelope';

/**
 * The writer's header as a row keeps it: what its columns (org, shard, stream, id) and its payload (content digest) say already is left out, and UUIDs and
 * trace ids are bytes. About 170 bytes instead of 670. The canonical JSON comes back exactly: the row's writer digest, which covers it, proves that.
 *
 * Version 1: `01`, flags (1: facility, 2: causationid, 4: further attributes), keyid (16 bytes), correlationid (16), traceparent (26), causationid (16, if flagged), store id (16) and
 * epoch (4, big-endian) of `source`, version of `dataschema` (2), then texts with a length byte each: type, occurredat, actor, actorrole, retentionclass, service of
 * `source`, facility (if flagged), and at last the further attributes as JSON up to the end (if flagged).
 */
const version = 1;
const hasFacility = 1;
const hasCausation = 2;
const hasFurther = 4;

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const traceparentForm = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const maxText = 255;
const maxSchemaVersion = 0xffff;

/** What the row's own columns say of the header. */
export interface HeaderColumns {
  org: string;
  shard: number;
  stream: string;
  id: string;
  payload: Uint8Array;
}

/** @returns undefined for a header that does not fit this form: it is then kept as text */
export function compactHeader(header: WriterHeader): Buffer | undefined {
  const {
    specversion, id, source, type, subject, dataschema, occurredat, org: _org, facility, actor, actorrole, shard: _shard, contentdigest: _digest, keyid,
    retentionclass, correlationid, causationid, traceparent, ...further
  } = header; // prettier-ignore
  const [, service, storeId, epochText] = /^urn:everchart:([a-z-]+):([0-9a-f-]{36})\/(0|[1-9]\d{0,9})$/.exec(source) ?? [];
  const schemaVersion = Number(dataschema.slice(dataschema.lastIndexOf(':') + 1));
  const texts = [type, occurredat, actor, actorrole, retentionclass, service ?? '', ...(facility === undefined ? [] : [facility])];
  const fits =
    specversion === '1.0' &&
    [id, subject, keyid, correlationid].every((uuid) => uuidForm.test(uuid)) &&
    (causationid === undefined || uuidForm.test(causationid)) &&
    traceparentForm.test(traceparent) &&
    storeId !== undefined &&
    uuidForm.test(storeId) &&
    Number(epochText) <= 0xffff_ffff &&
    Number.isInteger(schemaVersion) &&
    schemaVersion >= 0 &&
    schemaVersion <= maxSchemaVersion &&
    dataschema === formatDataschema(type, schemaVersion) &&
    texts.every((text) => text.length <= maxText && text.isWellFormed() && Buffer.byteLength(text) <= maxText);
  if (!fits) return undefined;
  const hasMore = Object.keys(further).length > 0;
  const more = hasMore ? JSON.stringify(further) : '';
  const flags = (facility === undefined ? 0 : hasFacility) | (causationid === undefined ? 0 : hasCausation) | (hasMore ? hasFurther : 0);
  const bytes = Buffer.allocUnsafe(98 + texts.reduce((sum, text) => sum + 1 + text.length * 3, 0) + more.length * 3);
  bytes[0] = version;
  bytes[1] = flags;
  let at = 2;
  const hex = (digits: string): void => void (at += bytes.write(digits, at, 'hex'));
  hex(keyid.replaceAll('-', ''));
  hex(correlationid.replaceAll('-', ''));
  hex(traceparent.replaceAll('-', ''));
  if (causationid !== undefined) hex(causationid.replaceAll('-', ''));
  hex(storeId.replaceAll('-', ''));
  at = bytes.writeUInt32BE(Number(epochText), at);
  at = bytes.writeUInt16BE(schemaVersion, at);
  for (const text of texts) {
    const length = bytes.write(text, at + 1, 'utf8');
    bytes[at] = length;
    at += 1 + length;
  }
  if (hasMore) at += bytes.write(more, at, 'utf8');
  return bytes.subarray(0, at);
}

/**
 * The exact inverse of {@link compactHeader}: no other bytes give the same header, so that nothing can be hidden in a row.
 * @throws RangeError or SyntaxError for bytes that are not of a known version, are cut off or go on behind their end
 */
export function expandHeader(bytes: Buffer, columns: HeaderColumns): WriterHeader {
  if (bytes[0] !== version) throw new RangeError(`header form ${bytes[0]} is not known`);
  const flags = bytes[1]!;
  if (flags & ~(hasFacility | hasCausation | hasFurther)) throw new RangeError('the header has unknown flags');
  let at = 2;
  const hex = (length: number): string => {
    if (at + length > bytes.length) throw new RangeError('the header is cut off');
    return bytes.toString('hex', at, (at += length));
  };
  const keyid = uuidOf(hex(16));
  const correlationid = uuidOf(hex(16));
  const trace = hex(26);
  const causationid = flags & hasCausation ? uuidOf(hex(16)) : undefined;
  const storeId = uuidOf(hex(16));
  const epoch = bytes.readUInt32BE(at);
  const schemaVersion = bytes.readUInt16BE(at + 4);
  at += 6;
  const text = (): string => {
    const length = bytes[at]!;
    if (!(at + 1 + length <= bytes.length)) throw new RangeError('the header is cut off');
    at += 1 + length;
    return bytes.toString('utf8', at - length, at);
  };
  const [type, occurredat, actor, actorrole, retentionclass, service] = [text(), text(), text(), text(), text(), text()];
  const facility = flags & hasFacility ? text() : undefined;
  const more = bytes.toString('utf8', at);
  const further = flags & hasFurther ? (JSON.parse(more) as Record<string, unknown>) : {};
  if (more !== (flags & hasFurther ? JSON.stringify(further) : '')) throw new RangeError('the header goes on behind its end');
  return {
    specversion: '1.0',
    id: columns.id,
    source: formatSource(service, { storeId, epoch }),
    type,
    subject: columns.stream,
    dataschema: formatDataschema(type, schemaVersion),
    occurredat,
    org: columns.org,
    ...(facility === undefined ? {} : { facility }),
    actor,
    actorrole,
    shard: columns.shard,
    contentdigest: sha256(columns.payload).toString('hex'),
    keyid,
    retentionclass,
    correlationid,
    ...(causationid === undefined ? {} : { causationid }),
    traceparent: `${trace.slice(0, 2)}-${trace.slice(2, 34)}-${trace.slice(34, 50)}-${trace.slice(50)}`,
    ...further,
  };
}

/** Canonical text of 32 hex digits. */
function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
