import { buildMessage, serialiseMessage, type SegmentDraft } from '@everchart/hl7v2';
import { admissionMessage, admissionType } from './messages/admission.message.js';
import { administrationMessage, administrationType } from './messages/administration.message.js';
import { observationMessage, observationType } from './messages/observation.message.js';
import { registrationMessage, registrationType } from './messages/registration.message.js';
import { stayOf, type ClinicalEvent, type Identity, type PatientFacts, type Stay } from './patient-facts.js';
import type { Addressing, MessageType } from './segments/header.segments.js';

interface Mapping {
  type: MessageType;
  /** A message that cannot do without a visit. */
  needsStay: boolean;
  segments(event: ClinicalEvent, identity: Identity, stay: Stay | undefined, to: Addressing): SegmentDraft[];
}

const mappings: Readonly<Record<string, Mapping>> = {
  'patient.registered': {
    type: registrationType,
    needsStay: false,
    segments: (event, identity, _stay, to) => registrationMessage(event, identity, to),
  },
  'stay.admitted': {
    type: admissionType,
    needsStay: true,
    segments: (event, identity, stay, to) => admissionMessage(event, identity, stay!, to),
  },
  'observation.recorded': { type: observationType, needsStay: false, segments: observationMessage },
  'medication.administered': { type: administrationType, needsStay: false, segments: administrationMessage },
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
 * Which message an event becomes, with the facts as they are right after the event; undefined: none.
 * @throws UnknownPatientError
 */
export function decideMessage(event: ClinicalEvent, facts: PatientFacts): EventMessage | undefined {
  const mapping = mappings[event.type];
  if (!mapping) return undefined;
  const { identity } = facts;
  if (!identity) throw new UnknownPatientError('an event came before the registration');
  const stay = stayOf(facts, event.data as { stayId?: string });
  if (mapping.needsStay && !stay) throw new Error('the stay of an admission is not among the facts');
  return {
    type: `${mapping.type[0]}^${mapping.type[1]}`,
    render: (to) => serialiseMessage(buildMessage(mapping.segments(event, identity, stay, to))),
  };
}
