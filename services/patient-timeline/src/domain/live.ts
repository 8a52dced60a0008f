import { decodePositionToken, encodePositionToken, EnvelopeError } from '@everchart/envelope';

/**
 * Where a reader of a live stream is: everything up to these positions was sent, and so many of the entries that came
 * late.
 */
export interface LiveCursor {
  storeId: string;
  epoch: number;
  /** By shard. */
  positions: Readonly<Record<number, number>>;
  /** Number of the last entry that was applied when later positions had been taken before. */
  late: number;
}

/** An entry that was recorded: which one, and where to read it. */
export interface LiveEntry {
  entryId: string;
  patientId: string;
  type: string;
  streamVersion: number;
  occurredAt: string;
  recordedAt: string;
  shard: number;
  position: number;
  /** Of a flag that was raised or changed, as recorded: the same for every reader of this position. */
  colour?: string;
  /** Of a strike or an amendment: the entry that it is about in the end. */
  about?: string;
  unreadable?: true;
  /** Later entries of its shard were sent before: its number among those that came late. */
  late?: number;
}

/** What one stream follows. A facility, a unit, or both name a unit; none of them is the whole organisation. */
export interface LiveScope {
  patient?: string | undefined;
  facility?: string | undefined;
  unit?: string | undefined;
}

export type LiveEnd =
  /** The reader closed the connection. */
  | 'closed'
  /** The reader does not take what is sent. */
  | 'too-slow'
  /** The token of the reader has expired. */
  | 'token-expired'
  /** The emergency in which the record was opened is over. */
  | 'emergency-over'
  /** The reader may not see the patient, or follow the unit, any more. */
  | 'care-relation-lost'
  /** The patient's keys were destroyed. */
  | 'record-destroyed'
  /** The process ends. */
  | 'draining'
  /** The store was restored: its positions begin again. */
  | 'restored'
  /** It cannot be said who is in the unit. */
  | 'unit-too-large'
  /** The process could not say in time that it lives: others have put on record what it disclosed. */
  | 'lease-lost'
  /** The process ended without a word: said by another one, of what may have been sent at most. */
  | 'process-lost';

/** A record, or a part of one, that was destroyed. */
export interface DestroyedNotice {
  org: string;
  patient: string;
  /** Some of its entries only: the record goes on. */
  isPart: boolean;
}

const partMark = 'part';

/** What is notified of a destruction, on the channel on which otherwise organisations are named. */
export function destroyedNotice({ org, patient, isPart }: DestroyedNotice): string {
  return [org, patient, ...(isPart ? [partMark] : [])].join('\n');
}

/** @returns undefined for a notification of an organisation's commit */
export function readDestroyedNotice(payload: string): DestroyedNotice | undefined {
  const [org, patient, mark] = payload.split('\n') as [string, string?, string?];
  return patient === undefined ? undefined : { org, patient, isPart: mark === partMark };
}

/** A position token: what a read sends as `Everchart-At-Least`, and each answer has. */
export function encodeLiveId(org: string, cursor: LiveCursor): string {
  return encodePositionToken({ ...cursor, org });
}

/** @returns undefined when it is none, or one of another organisation */
export function decodeLiveId(org: string, id: string): LiveCursor | undefined {
  try {
    const { org: of, storeId, epoch, positions, late = 0 } = decodePositionToken(id);
    return of === org ? { storeId, epoch, positions, late } : undefined;
  } catch (error) {
    if (error instanceof EnvelopeError) return undefined;
    throw error;
  }
}

/** The cursor of a reader who has seen this entry, and what is before it. */
export function cursorAfter(cursor: LiveCursor, { shard, position, late }: LiveEntry): LiveCursor {
  return late === undefined ? { ...cursor, positions: { ...cursor.positions, [shard]: position } } : { ...cursor, late };
}

export function isAt(one: LiveCursor, other: LiveCursor): boolean {
  return one.late === other.late && isWithin(one, other) && isWithin(other, one);
}

/** Whether no position of the one lies behind those of the other. */
export function isWithin(one: LiveCursor, other: LiveCursor): boolean {
  return Object.entries(one.positions).every(([shard, position]) => position <= (other.positions[Number(shard)] ?? 0));
}

/** Whether an entry may change who is in a unit: steps of a stay, what ends a record, and what corrects either. */
export function mayMove({ type }: LiveEntry): boolean {
  return type.startsWith('stay.') || type.startsWith('entry.') || type === 'patient.merged' || type === 'patient.deceased';
}

/** A message of the stream (HTML Living Standard, 9.2). */
export function frameOf(event: string, id: string, data: object): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Without data it is no event, but the id counts: a reader of a quiet stream comes back to here. */
export function heartbeatOf(id: string): string {
  return `: heartbeat\nid: ${id}\n\n`;
}

export function entryFrame(org: string, cursor: LiveCursor, { shard: _, position: __, late, ...entry }: LiveEntry): string {
  const id = encodeLiveId(org, cursor);
  return frameOf('entry', id, { ...entry, ...(late === undefined ? {} : { late: true }), position: id });
}
