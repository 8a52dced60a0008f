import { v7 } from 'uuid';
import type { ClinicalEventData, ClinicalEventType } from './event-data.js';
import { eventVersions } from './generated/event-versions.js';
import type { components } from './generated/ingest.js';

type Envelope = Omit<components['schemas']['Event'], 'id' | 'type' | 'schemaVersion' | 'data'>;

/**
 * An event to be recorded: `data` fits `type`. Without an id it is given one. `schemaVersion` is the version that
 * `data` follows; without one, the newest that this client knows, whose types these are.
 */
export type EventDraft<T extends ClinicalEventType = ClinicalEventType> = {
  [Type in T]: Envelope & { id?: string; type: Type; schemaVersion?: number; data: ClinicalEventData[Type] };
}[T];

/** An event of a batch, with its patient. */
export type BatchEventDraft<T extends ClinicalEventType = ClinicalEventType> = EventDraft<T> & {
  patientId: string;
  /** Version of the patient's record that the writer has seen: if it went on since, the event is refused. */
  ifMatch?: number;
};

/** An event as it is sent. */
export type CompleteEvent = EventDraft & { id: string; schemaVersion: number };

/**
 * A new event id (UUIDv7): the permanent name of one event. Sent again under its id, an event has no further effect, so
 * make it once, before the first attempt, and keep it with the event.
 */
export function newEventId(): string {
  return v7();
}

/**
 * Gives the event its id, and states the version of its schema. A service that has learnt a newer one since still
 * reads the event as it was meant, even when it waited on the device for weeks.
 */
export function completeEvent(draft: EventDraft): CompleteEvent {
  return { ...draft, id: draft.id ?? newEventId(), schemaVersion: draft.schemaVersion ?? eventVersions[draft.type] };
}
