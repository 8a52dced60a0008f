import type { ClinicalEventData, StayAdmittedV1, StayDischargedV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeOf, codeOfCoding, conceptsOf, referenceTo } from '../data-types.js';
import { oneOf, present, type Draft, type Element, type Leaf } from '../element.js';
import type { Resource } from '../resource.js';
import { isTime, malformedTime, momentOf, sinceNow } from '../times.js';
import { enteredInError, patientIn, type MappedEvent, type Mapping } from './mapping.js';

const actCodes = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** Codes that say the same as the class of a stay. */
const sameClasses: Readonly<Record<string, StayAdmittedV1['class']>> = {
  AMB: 'ambulatory',
  EMER: 'emergency',
  IMP: 'inpatient',
  HH: 'home',
  VR: 'virtual',
};
/** Kinds of stay that FHIR has no class for go under a system of our own. */
const classSystem = 'urn:everchart:stay-class';
/** Codes that say more than the class: it is taken, and the code is left behind. */
const widerClasses: Readonly<Record<string, StayAdmittedV1['class']>> = {
  ACUTE: 'inpatient',
  NONAC: 'inpatient',
  SS: 'inpatient',
  OBSENC: 'inpatient',
  FLD: 'emergency',
};
const underWay = ['in-progress', 'arrived', 'triaged', 'onleave'] as const;
const participationTypes = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
/** Attender, else primary performer. */
const attendingRoles = ['ATND', 'PPRF'];

export const encounter: Mapping<ClinicalEventData['stay.admitted']> = {
  resourceType: 'Encounter',
  patientOf: patientIn('subject'),
  eventsOf(resource, { identities, nowMs }) {
    const status = resource.text('status');
    const current = oneOf(underWay, status);
    if (status?.value === 'entered-in-error') return enteredInError;
    if (!status || (!current && status.value !== 'finished')) return 'the status is not one of a stay that took or takes place';
    const period = resource.element('period');
    const [start, end] = [period.text('start'), period.text('end')];
    if (!start && !current) return 'the stay is over, but nothing says when it began (period.start)';
    if (end && !isTime(end.value)) return malformedTime;
    const began = momentOf(period, ['start'], nowMs) ?? sinceNow(resource, nowMs);
    if (typeof began === 'string') return began;
    const stayClass = classOf(resource.element('class'));
    if (stayClass === undefined) return 'the class is not known here';
    const stayId = identities.recordId('Encounter', resource.raw('id') as string)!;
    const facility = resource.element('serviceProvider').text('display');
    const { name, role } = attendingOf(resource.elements('participant'));
    const { happened: begun, ...begin } = began;
    const admitted: MappedEvent = {
      type: 'stay.admitted',
      schemaVersion: 1,
      ...begin,
      data: present<Draft<StayAdmittedV1>>({
        stayId,
        class: stayClass,
        status: current?.value === 'in-progress' ? undefined : current,
        location: facility && { facility },
        reason: conceptsOf(resource, 'reasonCode'),
        attending: name && { name },
        happened: begun,
      }),
      // Admitted and not discharged is in progress; admitted and discharged is finished.
      says: [status, role],
    };
    if (current) return [admitted];
    if (!end) return 'the stay is over, but nothing says when it ended (period.end)';
    const { happened, ...ending } = momentOf(period, ['end'], nowMs) as Exclude<ReturnType<typeof momentOf>, string | undefined>;
    const disposition = codeableConceptOf(resource.element('hospitalization').element('dischargeDisposition'));
    const data = present<Draft<StayDischargedV1>>({ stayId, disposition, happened });
    return [admitted, { type: 'stay.discharged', schemaVersion: 1, ...ending, data }];
  },
  resourceOf({ id, patientId, occurredAt, data, later }) {
    const { facility } = data.location ?? {};
    const name = data.attending?.name;
    const attender = { coding: [{ system: participationTypes, code: 'ATND' }] };
    const disposition = later?.data.disposition;
    return present<Resource>({
      resourceType: 'Encounter',
      id,
      status: later ? 'finished' : (data.status ?? 'in-progress'),
      class: classElement(data.class),
      subject: referenceTo('Patient', patientId),
      participant: name === undefined ? undefined : [{ type: [attender], individual: { display: name } }],
      period: present<Record<string, unknown>>({
        start: data.happened?.on ?? occurredAt,
        end: later && (later.data.happened?.on ?? later.occurredAt),
      }),
      reasonCode: data.reason,
      hospitalization: disposition && { dischargeDisposition: disposition },
      serviceProvider: facility === undefined ? undefined : { display: facility },
    });
  },
};

function classElement(stayClass: StayAdmittedV1['class']): Record<string, unknown> {
  const code = Object.keys(sameClasses).find((each) => sameClasses[each] === stayClass);
  return code === undefined ? { system: classSystem, code: stayClass } : { system: actCodes, code };
}

function classOf(coding: Element): StayAdmittedV1['class'] | Leaf<StayAdmittedV1['class']> | undefined {
  const code = codeOfCoding(coding, actCodes);
  if (!code) return undefined;
  const same = sameClasses[code.value];
  return same === undefined ? widerClasses[code.value] : code.as(same);
}

function attendingOf(participants: readonly Element[]): { name?: Leaf<string> | undefined; role?: Leaf<string> | undefined } {
  for (const wanted of attendingRoles) {
    for (const participant of participants) {
      const role = participant
        .elements('type')
        .map((type) => codeOf(type, participationTypes))
        .find((code) => code?.value === wanted);
      const name = participant.element('individual').text('display');
      // A primary performer is shown as attending where there is no attender: that is not the same.
      if (role && name) return { name, role: wanted === 'ATND' ? role : undefined };
    }
  }
  return {};
}
