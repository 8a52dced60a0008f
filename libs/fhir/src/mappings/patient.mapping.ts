import type { Address, ContactPoint, HumanName, Identifier, PatientRegisteredV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeOf, oneOf } from '../data-types.js';
import { isObject, objectOf, objectsOf, present, textOf, textsOf, unlessEmpty, type Resource } from '../resource.js';
import { leaveBehind } from '../watched.js';

const genders = ['male', 'female', 'other', 'unknown'] as const;
const telecomSystems = ['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'] as const;
const telecomUses = ['home', 'work', 'temp', 'old', 'mobile'] as const;
const languages = 'urn:ietf:bcp:47';

/** The patient as the record begins with; or why there is none. */
export function registrationOf(patient: Resource): PatientRegisteredV1 | string {
  const name = nameOf(patient.name);
  if (name === undefined) return 'the patient has no family name';
  return {
    identifiers: objectsOf(patient.identifier).flatMap((each) => identifierOf(each) ?? []),
    name,
    gender: oneOf(genders, patient.gender) ?? 'unknown',
    ...present<Partial<PatientRegisteredV1>>({
      birthDate: textOf(patient.birthDate),
      address: addressOf(objectsOf(patient.address)[0]),
      telecom: objectsOf(patient.telecom).flatMap((each) => contactOf(each) ?? []),
      language: languageOf(patient.communication),
      maritalStatus: codeableConceptOf(patient.maritalStatus),
      deceased: textOf(patient.deceasedDateTime),
    }),
  };
}

/** The official name, else the first; the others are left behind. */
function nameOf(value: unknown): HumanName | undefined {
  const names = objectsOf(value);
  const chosen = names.find(({ use }) => use === 'official') ?? names[0];
  for (const other of names) if (other !== chosen) leaveBehind(other);
  const family = textOf(chosen?.family);
  if (family === undefined) return undefined;
  return { family, given: textsOf(chosen?.given), ...present<Partial<HumanName>>({ prefix: textsOf(chosen?.prefix) }) };
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
