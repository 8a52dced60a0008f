/**
 * The clear part of every event: what the proofs cover and what consumers may read without a key. Attribute names
 * follow CloudEvents 1.0 (lower case, no separators). It holds opaque identifiers only, never patient data.
 */

/**
 * What the writer knows before the event is committed. Absent attributes are left out, never null. Its canonical JSON
 * ({@link writerBytes}) is made once; those bytes are stored, published and hashed.
 */
export interface WriterHeader {
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
   * How far the device's clock was ahead of the service's when the event was sent (negative: behind): whole
   * milliseconds as decimal text; absent when the device sent no time. `occurredat` is what was stated, and never
   * corrected by this.
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
}

/** The attributes that only the store's lock can give. */
export interface StoreHeader {
  /** recordedAt: RFC 3339 UTC with six fractional digits, non-decreasing within a shard. */
  time: string;
  /** 1, 2, 3 … within (org, subject), without gaps. */
  streamversion: number;
  /** 1, 2, 3 … within (org, shard), without gaps. */
  position: number;
  /** Position of the event before it in its stream; 0 for the first. */
  previous: number;
  /** Lower-case hex chain digest, see {@link chainDigest}. */
  chain: string;
}

export type EventHeader = WriterHeader & StoreHeader;

/** The writer's part of a complete header. */
export function writerHeaderOf(header: EventHeader): WriterHeader {
  const { time: _time, streamversion: _version, position: _position, previous: _previous, chain: _chain, ...writer } = header;
  return writer;
}

/** Dataschema URN of a type's schema version. */
export function formatDataschema(type: string, version: number): string {
  return `urn:everchart:schema:${type}:${version}`;
}

export const parseDataschema = keepingLast((dataschema): Readonly<{ type: string; version: number }> => {
  const match = /^urn:everchart:schema:([a-z-]+\.[a-z-]+):(\d+)$/.exec(dataschema);
  if (!match) throw new EnvelopeError('dataschema-malformed', 'dataschema is not urn:everchart:schema:<type>:<version>');
  return { type: match[1]!, version: Number(match[2]) };
});

/**
 * Identity of an event store. A restore from a backup raises the epoch, so that positions handed out before it are
 * known to be void.
 */
export interface StoreIdentity {
  storeId: string;
  epoch: number;
}

export function formatSource(service: string, identity: StoreIdentity): string {
  return `urn:everchart:${service}:${identity.storeId}/${identity.epoch}`;
}

export const parseSource = keepingLast((source): Readonly<StoreIdentity & { service: string }> => {
  const match = /^urn:everchart:([a-z-]+):([0-9a-f-]{36})\/(\d+)$/.exec(source);
  if (!match) throw new EnvelopeError('source-malformed', 'source is not urn:everchart:<service>:<storeId>/<epoch>');
  return { service: match[1]!, storeId: match[2]!, epoch: Number(match[3]) };
});

/** Most texts are the one before: what was made of that is kept. */
function keepingLast<T>(parse: (text: string) => T): (text: string) => T {
  let last: { text: string; made: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, made: parse(text) };
    return last.made;
  };
}

/** A malformed envelope. `code` is stable; the message holds no patient data. */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
