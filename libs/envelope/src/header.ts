/**
 * The clear part of every event: what the proofs cover and what consumers may read without a key.
 * Attribute names follow CloudEvents 1.0 (lower case, no separators). It holds opaque identifiers only, never patient data.
 */

/** What the writer knows before the event is committed. Absent attributes are left out, never null. */
export interface WriterHeader {
  specversion: '1.0';
  /** UUIDv7 made by the client: the idempotency key. */
  id: string;
  /** `urn:everchart:<service>:<storeId>/<epoch>`, see {@link formatSource}. */
  source: string;
  /** `<concept>.<what-happened>`, for example `observation.recorded`. */
  type: string;
  /** Stream id: an opaque UUID (a patient, or for accesses the patient looked at). */
  subject: string;
  /** `urn:everchart:schema:<type>:<version>`. */
  dataschema: string;
  /** When it happened, as the carer stated it: RFC 3339 with zone. */
  occurredat: string;
  /**
   * How far the device's clock was ahead of the service's when the event was sent (negative: behind): whole milliseconds as decimal text; absent when the
   * device did not say. `occurredat` is what was stated, and never corrected by this. Text, as every attribute added after the first release must be:
   * a reader of the version before keeps attributes that it does not know as text, and would compute another digest of a number.
   */
  deviceoffsetms?: string;
  org: string;
  facility?: string;
  /** Opaque id of the person or system that recorded it (JWT `sub`). */
  actor: string;
  actorrole: string;
  /** Bucket of the organisation, 0-based. (org, shard) names one sequence of positions. */
  shard: number;
  /** Lower-case hex SHA-256 of the payload's ciphertext (the COSE bytes as stored). */
  contentdigest: string;
  /** UUID of the data key that sealed the payload. */
  keyid: string;
  retentionclass: string;
  correlationid: string;
  causationid?: string;
  /** W3C trace context of the request that recorded the event. */
  traceparent: string;
}

/** The four attributes that only the store's lock can give. */
export interface StoreHeader {
  /** recordedAt: RFC 3339 UTC with six fractional digits, non-decreasing within a shard. */
  time: string;
  /** 1, 2, 3 … within (org, subject), without gaps. */
  streamversion: number;
  /** 1, 2, 3 … within (org, shard), without gaps. */
  position: number;
  /** Lower-case hex chain digest, see {@link chainDigest}. */
  chain: string;
}

export type EventHeader = WriterHeader & StoreHeader;

const integerAttributes: ReadonlySet<string> = new Set(['shard', 'streamversion', 'position']);

/** The writer's part of a complete header (what `writerDigest` covers). */
export function writerHeaderOf(header: EventHeader): WriterHeader {
  const { time: _time, streamversion: _version, position: _position, chain: _chain, ...writer } = header;
  return writer;
}

/** Dataschema URN of a type's schema version. */
export function formatDataschema(type: string, version: number): string {
  return `urn:everchart:schema:${type}:${version}`;
}

export function parseDataschema(dataschema: string): { type: string; version: number } {
  const match = /^urn:everchart:schema:([a-z-]+\.[a-z-]+):(\d+)$/.exec(dataschema);
  if (!match) throw new EnvelopeError('dataschema-malformed', 'dataschema is not urn:everchart:schema:<type>:<version>');
  return { type: match[1]!, version: Number(match[2]) };
}

/** Identity of an event store. A restore from a backup raises the epoch, so that positions handed out before it are known to be void. */
export interface StoreIdentity {
  storeId: string;
  epoch: number;
}

export function formatSource(service: string, identity: StoreIdentity): string {
  return `urn:everchart:${service}:${identity.storeId}/${identity.epoch}`;
}

export function parseSource(source: string): StoreIdentity & { service: string } {
  const match = /^urn:everchart:([a-z-]+):([0-9a-f-]{36})\/(\d+)$/.exec(source);
  if (!match) throw new EnvelopeError('source-malformed', 'source is not urn:everchart:<service>:<storeId>/<epoch>');
  return { service: match[1]!, storeId: match[2]!, epoch: Number(match[3]) };
}

/**
 * CloudEvents binary mode for Kafka: each attribute as a `ce_` header, `traceparent` also under its own name.
 * Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2.
 */
export function toCloudEventHeaders(header: EventHeader): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': payloadContentType, traceparent: header.traceparent };
  for (const [name, value] of Object.entries(header)) headers[`ce_${name}`] = String(value);
  return headers;
}

/** The exact inverse of {@link toCloudEventHeaders}. @throws EnvelopeError when a required attribute is absent or malformed. */
export function fromCloudEventHeaders(headers: Readonly<Record<string, string>>): EventHeader {
  const header: Record<string, string | number> = {};
  for (const name in headers) {
    if (!name.startsWith('ce_')) continue;
    const value = headers[name]!;
    const attribute = attributeNames.get(name) ?? name.slice(3);
    if (integerAttributes.has(attribute)) {
      const number = Number(value);
      if (!Number.isSafeInteger(number) || String(number) !== value) {
        throw new EnvelopeError('attribute-malformed', `attribute ${attribute} is not an integer`);
      }
      header[attribute] = number;
    } else {
      header[attribute] = value;
    }
  }
  if (!requiredAttributes.every((name) => name in header)) {
    const missing = requiredAttributes.filter((name) => !(name in header));
    throw new EnvelopeError('attribute-missing', `missing attributes: ${missing.join(', ')}`);
  }
  return header as unknown as EventHeader;
}

export const payloadContentType = 'application/cose; cose-type="cose-encrypt0"';

const requiredAttributes: readonly (keyof EventHeader)[] = [
  'specversion', 'id', 'source', 'type', 'subject', 'dataschema', 'occurredat', 'org', 'actor', 'actorrole', 'shard',
  'contentdigest', 'keyid', 'retentionclass', 'correlationid', 'traceparent', 'time', 'streamversion', 'position', 'chain',
]; // prettier-ignore

/** Names of headers → names of attributes: cutting a name anew for each header of each event would make a new string every time. */
const attributeNames: ReadonlyMap<string, string> = new Map(
  [...requiredAttributes, 'facility', 'causationid', 'deviceoffsetms'].map((name) => [`ce_${name}`, name]),
);

/** A malformed envelope. `code` is stable; the message holds no patient data. */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
