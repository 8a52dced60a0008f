import {
  canonicalJson,
  contentDigest,
  factsDataschema,
  formatDataschema,
  hmacHex,
  sealKeyed,
  sealPayload,
  sha256Hex,
  withFactsPart,
  writerBytes,
  type WriterHeader,
} from '@everchart/envelope';
import { commitmentKey, type DataKey } from '@everchart/keyring';

/** An event before it is sealed: what its writer states, in the clear. */
export interface EventDraft extends Omit<WriterHeader, 'dataschema' | 'contentdigest' | 'keyid'> {
  schemaVersion: number;
  data: unknown;
}

/** An event as a store takes it. */
export interface SealedEvent {
  header: WriterHeader;
  /** Canonical bytes of the header: what is stored, published and hashed. */
  writer: Buffer;
  /** Sealed payload (COSE bytes). */
  payload: Buffer;
  /** Keyed digest of what was stated: distinguishes a repeated post from another one with the same id. 32 bytes. */
  commitment: Buffer;
}

/** What rules of retention need of an event, and the subject's key of their class. */
export interface SealableFacts {
  data: unknown;
  key: DataKey;
}

/** Header, sealed payload and commitment of one event. @param facts in a part of their own, beside the data */
export function sealEvent(draft: EventDraft, dataKey: DataKey, facts?: SealableFacts): SealedEvent {
  const { schemaVersion, data, id, type, subject, org, actor, occurredat, facility } = draft;
  const dataschema = formatDataschema(type, schemaVersion);
  const keyid = dataKey.keyId;
  const json = canonicalJson(data);
  const sealed = sealPayload(json, dataKey.key, { org, subject, id, type, dataschema, keyid });
  const payload = facts
    ? withFactsPart(sealed, sealKeyed(canonicalJson(facts.data), facts.key, { org, subject, id, type, dataschema: factsDataschema }))
    : sealed;
  // In the order of the canonical form, which is then quick to make.
  const header: WriterHeader = {
    actor,
    actorrole: draft.actorrole,
    ...(draft.causationid === undefined ? undefined : { causationid: draft.causationid }),
    contentdigest: facts ? contentDigest(payload).toString('hex') : sha256Hex(payload),
    correlationid: draft.correlationid,
    dataschema,
    ...(draft.deviceoffsetms === undefined ? undefined : { deviceoffsetms: draft.deviceoffsetms }),
    ...(facility === undefined ? undefined : { facility }),
    id,
    keyid,
    occurredat,
    org,
    retentionclass: draft.retentionclass,
    shard: draft.shard,
    source: draft.source,
    subject,
    type,
  };
  return { header, writer: writerBytes(header), payload, commitment: commitmentOf(header, json, dataKey) };
}

/** @param json canonical JSON of the data */
export function commitmentOf({ actor, dataschema, facility, occurredat, subject }: WriterHeader, json: string, dataKey: DataKey): Buffer {
  return Buffer.from(
    hmacHex(commitmentKey(dataKey), JSON.stringify([actor, dataschema, facility ?? null, occurredat, subject]), json),
    'hex',
  );
}
