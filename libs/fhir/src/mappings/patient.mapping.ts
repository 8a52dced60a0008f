import type { Address, ClinicalEventData, ContactPoint, HumanName, Identifier, PatientRegisteredV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeOf, dateTimeOf, oneOf } from '../data-types.js';
import { isObject, objectOf, objectsOf, present, textOf, textsOf, unlessEmpty, type Resource } from '../resource.js';
import { leaveBehind } from '../watched.js';
import type { Mapping } from './mapping.js';

const genders = ['male', 'female', 'other', 'unknown'] as const;
const telecomSystems = ['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'] as const;
const telecomUses = ['home', 'work', 'temp', 'old', 'mobile'] as const;
const languages = 'urn:ietf:bcp:47';

/** The state of a patient is the registration with the amendments to it. */
export const patient: Mapping<ClinicalEventData['patient.registered']> = {
  resourceType: 'Patient',
  patientOf: ({ id }, { identities }) => (id === undefined ? undefined : identities.recordId('Patient', id)),
  eventsOf(resource, context) {
    const data = registrationOf(resource);
    if (typeof data === 'string') return data;
    const firstEntry = context.firstEntry.get(patient.patientOf(resource, context) ?? '');
    const occurredAt = firstEntry ?? dateTimeOf(objectOf(resource.meta).lastUpdated) ?? birthOf(data.birthDate);
    if (occurredAt === undefined) return 'nothing says when the record begins: no entry, no date of birth';
    return [{ type: 'patient.registered', schemaVersion: 1, occurredAt, data }];
  },
  resourceOf({ id, data }) {
    const { identifiers, name, gender, birthDate, address, telecom, language, maritalStatus, deceased } = data;
    return present<Resource>({
      resourceType: 'Patient',
      id,
      identifier: identifiers,
      name: nameElements(name),
      telecom,
      gender,
      birthDate,
      deceasedDateTime: deceased,
      address: address && [addressElement(address)],
      maritalStatus,
      communication: language === undefined ? undefined : [{ language: { coding: [{ system: languages, code: language }] } }],
    });
  },
};

function addressElement({ lines, ...others }: Address): Record<string, unknown> {
  return present<Record<string, unknown>>({ line: lines, ...others });
}

/** FHIR has no date at which a person became a patient: no later than the first entry, and not before birth. */
function birthOf(birthDate: string | undefined): string | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(birthDate ?? '');
  return match ? `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}T00:00:00Z` : undefined;
}

/** The patient as the record begins with; or why there is none. */
function registrationOf(resource: Resource): PatientRegisteredV1 | string {
  const name = nameOf(resource.name);
  if (name === undefined) return 'the patient has no family name';
  return {
    identifiers: objectsOf(resource.identifier).flatMap((each) => identifierOf(each) ?? []),
    name,
    gender: oneOf(genders, resource.gender) ?? 'unknown',
    ...present<Partial<PatientRegisteredV1>>({
      birthDate: textOf(resource.birthDate),
      address: addressOf(objectsOf(resource.address)[0]),
      telecom: objectsOf(resource.telecom).flatMap((each) => contactOf(each) ?? []),
      language: languageOf(resource.communication),
      maritalStatus: codeableConceptOf(resource.maritalStatus),
      deceased: textOf(resource.deceasedDateTime),
    }),
  };
}

/**
 * The official name, else the first; of the others only the name by which the person is called, and the rest is left
 * behind.
 */
function nameOf(value: unknown): HumanName | undefined {
  const names = objectsOf(value);
  const chosen = names.find(({ use }) => use === 'official') ?? names[0];
  const family = textOf(chosen?.family);
  if (family === undefined) return undefined;
  const preferred = names.flatMap((other) => (other === chosen ? [] : (calledOf(other) ?? [])))[0];
  return { family, given: textsOf(chosen?.given), ...present<Partial<HumanName>>({ prefix: textsOf(chosen?.prefix), preferred }) };
}

/** A usual name that has one given name and no family name. */
function calledOf(name: Record<string, unknown>): string | undefined {
  const [given, ...more] = textsOf(name.given);
  if (name.use === 'usual' && given !== undefined && more.length === 0 && name.family === undefined) return given;
  leaveBehind(name);
  return undefined;
}

function nameElements({ family, given, prefix, preferred }: HumanName): object[] {
  const name = present<Record<string, unknown>>({ family, given, prefix });
  return preferred === undefined ? [name] : [name, { use: 'usual', given: [preferred] }];
}

function identifierOf(value: Record<string, unknown>): Identifier | undefined {
  const [system, text] = [textOf(value.system), textOf(value.value)];
  if (system !== undefined && text !== undefined) return present<Identifier>({ system, value: text, type: codeableConceptOf(value.type) });
  leaveBehind(value);
  return undefined;
}

function addressOf(value: unknown): Address | undefined {
  if (!isObject(value)) return undefined;
  const { line, city, district, state, postalCode, country } = value;
  return unlessEmpty(
    present<Address>({
      lines: textsOf(line),
      city: textOf(city),
      district: textOf(district),
      state: textOf(state),
      postalCode: textOf(postalCode),
      country: textOf(country),
    }),
  );
}

function contactOf(value: Record<string, unknown>): ContactPoint | undefined {
  const [system, text] = [oneOf(telecomSystems, value.system), textOf(value.value)];
  if (system !== undefined && text !== undefined) return present<ContactPoint>({ system, value: text, use: oneOf(telecomUses, value.use) });
  leaveBehind(value);
  return undefined;
}

/** The preferred language, else the first; the others are left behind. */
function languageOf(value: unknown): string | undefined {
  const spoken = objectsOf(value);
  const chosen = spoken.find(({ preferred }) => preferred === true) ?? spoken[0];
  for (const other of spoken) if (other !== chosen) leaveBehind(other);
  return codeOf(objectOf(chosen).language, languages);
}
