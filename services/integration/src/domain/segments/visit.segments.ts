import type { StayOfPerson } from '@everchart/clinical-facts';
import type { CodeableConcept } from '@everchart/contracts-clinical';
import { components, segment, subcomponents, type Components, type FieldValue, type SegmentDraft } from '@everchart/hl7v2';
import { codedElement, codeOf, hl7TableSystem } from '../coding.js';
import { dischargeDispositions } from '../hl7-tables.js';
import { isName, localAuthority, Remarks } from '../remarks.js';
import { statedTime } from '../stated-time.js';

/** Table 0004. Who lives in a home counts as an inpatient of it; care at home and at a distance as outpatient. */
const patientClasses: Readonly<Record<StayOfPerson['class'], 'I' | 'O' | 'E'>> = {
  residential: 'I',
  inpatient: 'I',
  ambulatory: 'O',
  emergency: 'E',
  home: 'O',
  virtual: 'O',
};

/** Who is given a bed is admitted (A01); outpatients and emergencies are registered (A04). */
export function isAdmitted(stay: StayOfPerson): boolean {
  return patientClasses[stay.class] === 'I';
}

export function visitSegment(stay: StayOfPerson, remarks: Remarks, discharge: Readonly<Record<number, FieldValue>> = {}): SegmentDraft {
  const { attending } = stay;
  return segment('PV1', {
    1: 1,
    2: patientClasses[stay.class],
    3: stay.location && locationOf(stay.location, remarks),
    7: attending && components(remarks.code('Attending, id', attending.id), remarks.string('Attending', attending.name)),
    19: stay.stayId,
    44: remarks.time('Admitted', statedTime(stay.admittedAt, stay.happened)),
    45: remarks.time('Discharged', stay.dischargedAt),
    ...discharge,
  });
}

/** ADT needs a PV1 also where there is no visit: class N, not applicable. */
export const noVisitSegment = segment('PV1', { 1: 1, 2: 'N' });

/** The end of a stay whose beginning is not known here: class U, unknown. */
export function unknownVisitSegment(stayId: string, discharge: Readonly<Record<number, FieldValue>>): SegmentDraft {
  return segment('PV1', { 1: 1, 2: 'U', 19: stayId, ...discharge });
}

/** Data type PL. Names that are too long for their places stand as the description of the location. */
function locationOf({ facility, unit, room, bed }: NonNullable<StayOfPerson['location']>, remarks: Remarks): Components {
  const parts = [unit, room, bed];
  const isLong = parts.some((name) => name !== undefined && !isName(name));
  const described = parts.filter((name) => name !== undefined).join(', ');
  const [inUnit, inRoom, inBed] = parts.map((name) => (name !== undefined && isName(name) ? name : undefined));
  const place = facility === undefined ? undefined : subcomponents(...localAuthority(facility));
  const rest = Array.from({ length: 4 }, () => undefined);
  return components(inUnit, inRoom, inBed, place, ...rest, isLong ? remarks.string('Location', described) : undefined);
}

const dispositionSystem = 'http://terminology.hl7.org/CodeSystem/discharge-disposition';

/** Table 0112; what is none of its codes goes to the remarks, with its text. */
export function dispositionOf(disposition: CodeableConcept | undefined, remarks: Remarks): string | undefined {
  if (!disposition) return undefined;
  const stated = codeOf(disposition, `${hl7TableSystem}0112`);
  const code = stated !== undefined && isName(stated) ? stated : dischargeDispositions[codeOf(disposition, dispositionSystem) ?? ''];
  const text =
    disposition.text ?? disposition.coding?.map(({ display, code: each, system }) => display ?? `${each} (${system})`).join(', ');
  if (text !== undefined) remarks.add('Discharge disposition', text);
  return code;
}

/** PV2-3 takes one reason for the admission; all of them follow as admitting diagnoses. */
export function reasonSegments({ reason = [] }: StayOfPerson, remarks: Remarks): { visit: SegmentDraft[]; diagnoses: SegmentDraft[] } {
  const [first] = reason;
  if (!first) return { visit: [], diagnoses: [] };
  const diagnoses = reason.map((concept, index) =>
    segment('DG1', { 1: index + 1, 3: codedElement(concept, { label: 'Reason', remarks }), 6: 'A' }),
  );
  // The same as the first diagnosis: its remarks are made there.
  return { visit: [segment('PV2', { 3: codedElement(first, { label: 'Reason', remarks: new Remarks() }) })], diagnoses };
}
