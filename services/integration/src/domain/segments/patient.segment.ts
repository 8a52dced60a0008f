import type { Identity, Person } from '@everchart/clinical-facts';
import type { ClinicalEventData } from '@everchart/contracts-clinical';
import {
  components,
  formatTimestamp,
  repetitions,
  segment,
  subcomponents,
  type Components,
  type SegmentDraft,
  type Subcomponents,
} from '@everchart/hl7v2';
import { codedElement, codeOf } from '../coding.js';

type Identifier = Identity['identifiers'][number];
type Address = NonNullable<Identity['address']>;
type ContactPoint = NonNullable<Identity['telecom']>[number];

const identifierTypes = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/**
 * PID-3 holds the identifiers of the organisation and, last, the record's own. Of a person whose registration was
 * struck it says that the name is not known.
 */
export function patientSegment(patient: string, org: string, { identity, death }: Person): SegmentDraft {
  const telecom = identity.telecom ?? [];
  return segment('PID', {
    1: 1,
    3: repetitions([...(identity.identifiers ?? []).map(extendedId), components(patient, undefined, undefined, org, 'PI')]),
    5: names(identity),
    7: identity.birthDate === undefined ? undefined : formatTimestamp(identity.birthDate),
    8: sexes[identity.gender ?? 'unknown'],
    11: identity.address && address(identity.address),
    13: repetitions(telecom.filter(({ use }) => use !== 'work').map(telecommunication)),
    14: repetitions(telecom.filter(({ use }) => use === 'work').map(telecommunication)),
    15: identity.language,
    16: identity.maritalStatus && codedElement(identity.maritalStatus),
    29: death && formatTimestamp(death.deceasedAt),
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

/** Data type CX. */
function extendedId({ system, value, type }: Identifier): Components {
  return components(value, undefined, undefined, authority(system), codeOf(type, identifierTypes));
}

/** Data type HD in a component: table 0301 says what kind of universal id it is. */
export function authority(system: string): Subcomponents {
  const [, scheme, rest] = /^urn:(oid|uuid):(.+)$/i.exec(system) ?? [];
  if (scheme?.toLowerCase() === 'oid') return subcomponents(undefined, rest, 'ISO');
  if (scheme?.toLowerCase() === 'uuid') return subcomponents(undefined, rest, 'UUID');
  return subcomponents(undefined, system, 'URI');
}

/** Data type XPN. Table 0200: L is the legal name, N what the person wants to be called, U an unknown name. */
function names({ name }: Partial<Identity>) {
  if (!name) return repetitions([components(undefined, undefined, undefined, undefined, undefined, undefined, 'U')]);
  const [first, ...more] = name.given;
  const prefix = name.prefix?.join(' ');
  const legal = components(name.family, first, more.length > 0 ? more.join(' ') : undefined, undefined, prefix, undefined, 'L');
  const preferred = components(undefined, name.preferred, undefined, undefined, undefined, undefined, 'N');
  return repetitions(name.preferred === undefined ? [legal] : [legal, preferred]);
}

/** Data type XAD. */
function address({ lines = [], city, district, state, postalCode, country }: Address): Components {
  const [street, ...more] = lines;
  return components(street, more.length > 0 ? more.join(', ') : undefined, city, state, postalCode, country, undefined, district);
}

/** Tables 0201 (use) and 0202 (equipment). */
const uses: Readonly<Record<NonNullable<ContactPoint['use']>, string>> = {
  home: 'PRN',
  work: 'WPN',
  mobile: 'PRN',
  temp: 'ORN',
  old: 'ORN',
};
const equipment: Readonly<Record<ContactPoint['system'], string | undefined>> = {
  phone: 'PH',
  fax: 'FX',
  sms: 'CP',
  pager: 'BP',
  email: 'Internet',
  url: undefined,
  other: undefined,
};

/** Data type XTN. A number stands in its first part, which older receivers read, and in its twelfth. */
function telecommunication({ system, value, use }: ContactPoint): Components {
  if (system === 'email') return components(undefined, 'NET', 'Internet', value);
  const kind = use === 'mobile' && system === 'phone' ? 'CP' : equipment[system];
  const rest = Array.from({ length: 8 }, () => undefined);
  return components(value, use === undefined ? undefined : uses[use], kind, ...rest, value);
}
