import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import { buildSegments, type SegmentDraft } from '@everchart/hl7v2';
import { admissionSegments, admissionType } from './messages/admission.message.js';
import { administrationSegments, administrationType } from './messages/administration.message.js';
import { observationSegments, observationType } from './messages/observation.message.js';
import { registrationSegments, registrationType } from './messages/registration.message.js';
import { stayOf, type ClinicalEvent } from './patient-facts.js';
import { headerSegment, type Addressing, type MessageType } from './segments/header.segments.js';

interface Mapping {
  type: MessageType;
  /** A message that cannot do without a visit. */
  needsStay: boolean;
  /** After MSH. */
  segments(event: ClinicalEvent, person: Person, stay: StayOfPerson | undefined): SegmentDraft[];
}

const mappings: Readonly<Record<string, Mapping>> = {
  'patient.registered': {
    type: registrationType,
    needsStay: false,
    segments: registrationSegments,
  },
  'stay.admitted': {
    type: admissionType,
    needsStay: true,
    segments: (event, person, stay) => admissionSegments(event, person, stay!),
  },
  'observation.recorded': { type: observationType, needsStay: false, segments: observationSegments },
  'medication.administered': { type: administrationType, needsStay: false, segments: administrationSegments },
};

/** Types that a message exists for. */
export const messageTypes: ReadonlySet<string> = new Set(Object.keys(mappings));

/** The message of an event, to be rendered for each destination. */
export interface EventMessage {
  /** Such as `ADT^A04`. */
  type: string;
  render(to: Addressing): string;
}

/** A patient of whom nothing is known has no PID. */
export class UnknownPatientError extends Error {
  override readonly name = 'UnknownPatientError';
  readonly code = 'patient-not-registered';
}

/**
 * Which message an event becomes, with the person as known right after the event; undefined: none.
 * @param person undefined when nothing that speaks of the person came before
 * @throws UnknownPatientError
 */
export function decideMessage(event: ClinicalEvent, person: Person | undefined): EventMessage | undefined {
  const mapping = mappings[event.type];
  if (!mapping) return undefined;
  if (!person) throw new UnknownPatientError('an event came before the registration');
  const { stayId } = event.data as { stayId?: string };
  const stay = mapping.needsStay ? person.stays.get(stayId!.toLowerCase()) : stayOf(person, { ...(stayId && { stayId }) });
  if (mapping.needsStay && !stay) throw new Error('the stay of an admission is not among the facts');
  // Destinations differ in MSH only: what follows it is made once.
  let body: string | undefined;
  return {
    type: `${mapping.type[0]}^${mapping.type[1]}`,
    render: (to) =>
      buildSegments([headerSegment(event, to, mapping.type)]) + (body ??= buildSegments(mapping.segments(event, person, stay))),
  };
}
