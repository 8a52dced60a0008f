import type { StayAdmittedV1, StayDischargedV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeableConceptsOf, codeOf, codeOfCoding, dateTimeOf } from '../data-types.js';
import { objectOf, objectsOf, present, textOf } from '../resource.js';
import { leaveBehind } from '../watched.js';
import { patientIn, type MappedEvent, type Mapping } from './mapping.js';

const actCodes = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const classes: Readonly<Record<string, StayAdmittedV1['class']>> = {
  AMB: 'ambulatory',
  EMER: 'emergency',
  IMP: 'inpatient',
  ACUTE: 'inpatient',
  NONAC: 'inpatient',
  SS: 'inpatient',
  HH: 'home',
  VR: 'virtual',
};
const participationTypes = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
/** Attender, else primary performer. */
const attendingRoles = ['ATND', 'PPRF'];

export const encounter: Mapping = {
  resourceType: 'Encounter',
  patientOf: patientIn('subject'),
  eventsOf(resource, { identities }) {
    const { status } = resource;
    if (status !== 'in-progress' && status !== 'onleave' && status !== 'finished')
      return 'the status is not one of a stay that took or takes place';
    const period = objectOf(resource.period);
    const start = dateTimeOf(period.start);
    if (start === undefined) return 'there is no start with date, time and zone';
    const stayClass = classes[codeOfCoding(resource.class, actCodes) ?? ''];
    if (stayClass === undefined) return 'the class is not known here';
    const stayId = identities.recordId('Encounter', resource.id!)!;
    const facility = textOf(objectOf(resource.serviceProvider).display);
    const attending = attendingOf(resource.participant);
    const admitted: MappedEvent = {
      type: 'stay.admitted',
      schemaVersion: 1,
      occurredAt: start,
      data: present<StayAdmittedV1>({
        stayId,
        class: stayClass,
        location: facility === undefined ? undefined : { facility },
        reason: codeableConceptsOf(resource.reasonCode),
        attending: attending === undefined ? undefined : { name: attending },
      }),
    };
    if (status !== 'finished') return [admitted];
    const end = dateTimeOf(period.end);
    if (end === undefined) return 'the stay is over, but its end has no date, time and zone';
    const disposition = codeableConceptOf(objectOf(resource.hospitalization).dischargeDisposition);
    const data = present<StayDischargedV1>({ stayId, disposition });
    return [admitted, { type: 'stay.discharged', schemaVersion: 1, occurredAt: end, data }];
  },
};

function attendingOf(value: unknown): string | undefined {
  const participants = objectsOf(value).map((participant) => ({
    participant,
    roles: objectsOf(participant.type).map((type) => codeOf(type, participationTypes)),
  }));
  const chosen = attendingRoles
    .map((role) => participants.find(({ roles }) => roles.includes(role))?.participant)
    .find((each) => each !== undefined);
  for (const { participant } of participants) if (participant !== chosen) leaveBehind(participant);
  return textOf(objectOf(objectOf(chosen).individual).display);
}
