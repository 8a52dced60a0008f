import type { Identity, Person } from '@everchart/clinical-facts';
import type { ClinicalEventData, CodeableConcept } from '@everchart/contracts-clinical';
import { components, repetitions, segment, subcomponents, type Components, type SegmentDraft, type Subcomponents } from '@everchart/hl7v2';
import { codedElement, codeOf, hl7TableSystem } from '../coding.js';
import { countryCode, identifierTypes, maritalStatuses } from '../hl7-tables.js';
import type { Remarks } from '../remarks.js';

type Identifier = Identity['identifiers'][number];
type Address = NonNullable<Identity['address']>;
type ContactPoint = NonNullable<Identity['telecom']>[number];

const identifierTypeSystem = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const maritalStatusSystem = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus';

/**
 * PID-3 holds the identifiers of the organisation and, last, the record's own. Of a person whose registration was
 * struck it says that the name is not known.
 */
export function patientSegment(patient: string, org: string, { identity, death }: Person, remarks: Remarks): SegmentDraft {
  // A number that is no longer used has no place in version 2.5.1: receivers would call it.
  const telecom = (identity.telecom ?? []).filter(({ use }) => use !== 'old');
  return segment('PID', {
    1: 1,
    3: repetitions([...(identity.identifiers ?? []).map(extendedId), components(patient, undefined, undefined, org, 'PI')]),
    5: names(identity, remarks),
    7: remarks.time('Date of birth', identity.birthDate),
    8: sexes[identity.gender ?? 'unknown'],
    11: identity.address && address(identity.address, remarks),
    13: repetitions(telecom.filter(({ use }) => use !== 'work').map((each) => telecommunication(each, remarks))),
    14: repetitions(telecom.filter(({ use }) => use === 'work').map((each) => telecommunication(each, remarks))),
    15: identity.language,
    16: identity.maritalStatus && codedElement(maritalStatus(identity.maritalStatus), { label: 'Marital status', remarks }),
    29: remarks.time('Time of death', death?.deceasedAt),
    30: death && 'Y',
  });
}

/** Table 0001. */
const sexes: Readonly<Record<ClinicalEventData['patient.registered']['gender'], string>> = {
  male: 'M',
  female: 'F',
  other: 'O',
  unknown: 'U',
};

/** Table 0002 first: receivers read the letter without looking at its code system. */
function maritalStatus(concept: CodeableConcept): CodeableConcept {
  const [code, display] = maritalStatuses[codeOf(concept, maritalStatusSystem) ?? ''] ?? [];
  if (code === undefined || display === undefined) return concept;
  return { ...concept, coding: [{ system: `${hl7TableSystem}0002`, code, display }, ...(concept.coding ?? [])] };
}

/** Data type CX. */
function extendedId({ system, value, type }: Identifier): Components {
  const typeCode = codeOf(type, identifierTypeSystem);
  const known = typeCode !== undefined && identifierTypes.has(typeCode) ? typeCode : undefined;
  return components(value, undefined, undefined, authority(system), known);
}

/** Data type HD in a component: table 0301 says what kind of universal id it is. */
export function authority(system: string): Subcomponents {
  const [, oid] = /^urn:oid:([0-2](?:\.(?:0|[1-9]\d*))+)$/i.exec(system) ?? [];
  if (oid !== undefined) return subcomponents(undefined, oid, 'ISO');
  const [, uuid] = /^urn:uuid:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i.exec(system) ?? [];
  if (uuid !== undefined) return subcomponents(undefined, uuid, 'UUID');
  return subcomponents(undefined, system, 'URI');
}

/** Table 0200. */
const nameTypes: Readonly<Record<NonNullable<NonNullable<Identity['name']>['use']>, string>> = {
  official: 'L',
  usual: 'D',
  nickname: 'N',
  anonymous: 'S',
  maiden: 'M',
  temp: 'U',
  old: 'U',
};

/**
 * Data type XPN. Table 0200: L is the legal name, D what is known in its place, N what the person wants to be called, U
 * an unknown name: PID-5 is required.
 */
function names({ name }: Partial<Identity>, remarks: Remarks) {
  if (!name) return repetitions([components(undefined, undefined, undefined, undefined, undefined, undefined, 'U')]);
  const { family, given: [first, ...more] = [], text } = name;
  const isTextOnly = family === undefined && first === undefined;
  const string = (value: string | undefined) => remarks.string('Name', value);
  const parts = [...(name.prefix ?? []), ...(name.given ?? []), family, ...(name.suffix ?? [])];
  const isOfParts = (word: string): boolean => parts.some((part) => part?.includes(word) === true);
  if (text !== undefined && !isTextOnly && !text.split(/\s+/).every(isOfParts)) remarks.add('Name', text);
  const legal = components(
    string(isTextOnly ? text : family),
    string(first),
    string(more.length > 0 ? more.join(' ') : undefined),
    string(name.suffix?.join(' ')),
    string(name.prefix?.join(' ')),
    undefined,
    name.use === undefined ? (isTextOnly ? 'D' : 'L') : nameTypes[name.use],
  );
  const preferred = components(undefined, string(name.preferred), undefined, undefined, undefined, undefined, 'N');
  return repetitions(name.preferred === undefined ? [legal] : [legal, preferred]);
}

/** Table 0190; BA is an address that is no longer good. */
const addressTypes: Readonly<Record<NonNullable<Address['use']>, string | undefined>> = {
  home: 'H',
  work: 'B',
  temp: 'C',
  old: 'BA',
  billing: undefined,
};

/** Data type XAD. A country that is none of table 0399 stands with the district, as another geographic designation. */
function address({ use, text, lines = [], city, district, state, postalCode, country }: Address, remarks: Remarks): Components {
  const string = (text: string | undefined) => remarks.string('Address', text);
  const [street, ...more] = lines;
  const code = country === undefined ? undefined : countryCode(country);
  const stated = [...lines, city, district, state, postalCode, country].filter((part) => part !== undefined);
  // An address as it is written on an envelope: the street when no part of it is known.
  if (text !== undefined && stated.length > 0 && !text.split(/[\s,]+/).every((word) => stated.some((part) => part.includes(word))))
    remarks.add('Address', text);
  if (use === 'billing') remarks.add('Address', 'for bills');
  const designation = [district, code === undefined ? country : undefined].filter((part) => part !== undefined).join(', ');
  return components(
    string(street ?? (stated.length === 0 ? text : undefined)),
    string(more.length > 0 ? more.join(', ') : undefined),
    string(city),
    string(state),
    postalCode,
    code,
    use === undefined ? undefined : addressTypes[use],
    designation === '' ? undefined : string(designation),
  );
}

/** Tables 0201 (use) and 0202 (equipment). */
const uses: Readonly<Record<NonNullable<ContactPoint['use']>, string>> = {
  home: 'PRN',
  work: 'WPN',
  mobile: 'PRN',
  temp: 'ORN',
  old: 'ORN',
};
const equipment = { phone: 'PH', fax: 'FX', sms: 'CP', pager: 'BP' } as const;

/**
 * Data type XTN. A number stands in its first part, which older receivers read, and in its twelfth; what is neither a
 * number nor an e-mail address in its ninth, "any text".
 */
function telecommunication({ system, value, use }: ContactPoint, remarks: Remarks): Components {
  const text = remarks.string('Contact', value);
  if (system === 'email') return components(undefined, 'NET', 'Internet', text);
  const useCode = use === undefined ? undefined : uses[use];
  if (system === 'url' || system === 'other') return components(undefined, useCode, ...Array.from({ length: 6 }, () => undefined), text);
  const kind = use === 'mobile' && system === 'phone' ? 'CP' : equipment[system];
  return components(text, useCode, kind, ...Array.from({ length: 8 }, () => undefined), text);
}
