import type { StoredEvent } from '@everchart/event-store';
import type { RecordResult } from './record-events.handler.js';

/** What an answer shows of a record, other than the event that it answers. */
export interface ShownRecord {
  /** Subject of the stream: the patient, or the organisation's own. */
  patientId: string;
  /** The entry that is named, or known by the answer to exist. */
  entryId?: string;
  streamVersion?: number;
  shard?: number;
  position?: number;
}

/** A result that was decided by what is on record already. */
export type ShowingResult = Extract<
  RecordResult,
  { outcome: 'id-conflict' | 'version-conflict' | 'patient-registered' | 'refused' | 'record-destroyed' }
>;

/** An entry that an answer tells of. */
export function shownEntry({ header: { subject, id, streamversion, shard, position } }: StoredEvent): ShownRecord {
  return { patientId: subject, entryId: id, streamVersion: streamversion, shard, position };
}

/**
 * Whether the answer tells of something that is there. An unknown patient, or a missing reference, tells of nothing;
 * a repetition, only of the event that the sender has whole.
 */
export function shows(result: RecordResult | undefined): result is ShowingResult {
  switch (result?.outcome) {
    case 'id-conflict':
    case 'version-conflict':
    case 'patient-registered':
    case 'record-destroyed':
      return true;
    case 'refused':
      return result.refusal.code !== 'patient-unknown' && result.refusal.code !== 'place-unknown';
    default:
      return false;
  }
}

/** Id of the entry in the way. */
export function entryNamedBy(result: ShowingResult): string | undefined {
  return result.outcome === 'id-conflict' ? result.entryId : result.outcome === 'refused' ? result.refusal.first : undefined;
}

/**
 * @param event that was refused
 * @param entry the one in the way, as it is on record
 */
export function shownBy(result: ShowingResult, event: { patientId: string }, entry: StoredEvent | undefined): ShownRecord[] {
  const own: ShownRecord = {
    patientId: event.patientId,
    ...('streamVersion' in result && { streamVersion: result.streamVersion }),
  };
  const other = result.outcome === 'refused' ? result.refusal.otherPatientId : undefined;
  const named = entry && shownEntry(entry);
  const shown = named ? [named] : [own];
  // The entry may lie in the other record; that the two belong together is shown of both.
  const both = other === undefined ? [] : [event.patientId, other];
  return [...shown, ...both.filter((patientId) => patientId !== shown[0]!.patientId).map((patientId) => ({ patientId }))];
}
