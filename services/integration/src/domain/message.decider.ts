import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import { buildSegments, type SegmentDraft } from '@everchart/hl7v2';
import { admissionSegments, admissionType } from './messages/admission.message.js';
import { administrationSegments, administrationType } from './messages/administration.message.js';
import { dischargeSegments, dischargeType } from './messages/discharge.message.js';
import { observationSegments, observationType } from './messages/observation.message.js';
import { registrationSegments, registrationType } from './messages/registration.message.js';
import { stayOf, type ClinicalEvent } from './patient-facts.js';
import { headerSegment, type Addressing, type MessageType } from './segments/header.segments.js';

interface Mapping {
  /** Of an event that cannot be read, whose message has this type most likely. */
  usually: string;
  /** A message about a stay: the one that the event names, of any state. */
  aboutStay?: true;
  message: (event: ClinicalEvent, person: Person, stay: StayOfPerson | undefined) => { type: MessageType; segments: () => SegmentDraft[] };
}

const mappings: Readonly<Record<string, Mapping>> = {
  'patient.registered': {
    usually: 'ADT^A04',
    message: (event, person) => ({ type: registrationType, segments: () => registrationSegments(event, person) }),
  },
  'stay.admitted': {
    usually: 'ADT^A01',
    aboutStay: true,
    message: (event, person, stay) => {
      if (!stay) throw new Error('the stay of an admission is not among the facts');
      return { type: admissionType(stay), segments: () => admissionSegments(event, person, stay) };
    },
  },
  'stay.discharged': {
    usually: 'ADT^A03',
    aboutStay: true,
    message: (event, person, stay) => ({ type: dischargeType, segments: () => dischargeSegments(event, person, stay) }),
  },
  'observation.recorded': {
    usually: 'ORU^R01',
    message: (event, person, stay) => ({ type: observationType, segments: () => observationSegments(event, person, stay) }),
  },
  'medication.administered': {
    usually: 'RAS^O17',
    message: (event, person, stay) => ({ type: administrationType, segments: () => administrationSegments(event, person, stay) }),
  },
};

/** Types that a message exists for. */
export const messageTypes: ReadonlySet<string> = new Set(Object.keys(mappings));

/** The message of an event of that type, as far as it is known without its data. */
export function usualMessageOf(eventType: string): string | undefined {
  return mappings[eventType]?.usually;
}

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
  const stay = mapping.aboutStay ? person.stays.get(stayId!.toLowerCase()) : stayOf(person, { ...(stayId && { stayId }) });
  const { type, segments } = mapping.message(event, person, stay);
  // Destinations differ in MSH only: what follows it is made once.
  let body: string | undefined;
  return {
    type: `${type[0]}^${type[1]}`,
    render: (to) => buildSegments([headerSegment(event, to, type)]) + (body ??= buildSegments(segments())),
  };
}
