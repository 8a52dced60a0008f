import type { Address, ClinicalEventData, ContactPoint, HumanName, Identifier, PatientRegisteredV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeOf } from '../data-types.js';
import { oneOf, present, unlessEmpty, type Draft, type Element, type Leaf } from '../element.js';
import type { References } from '../references.js';
import type { Resource } from '../resource.js';
import { isTime, lastChange, malformedTime, sinceNow } from '../times.js';
import type { MappedEvent, Mapping, MappingContext } from './mapping.js';

const genders = ['male', 'female', 'other', 'unknown'] as const;
const nameUses = ['official', 'usual', 'temp', 'nickname', 'anonymous', 'maiden', 'old'] as const;
const addressUses = ['home', 'temp', 'work', 'billing', 'old'] as const;
const identifierUses = ['usual', 'official', 'temp', 'secondary'] as const;
const telecomSystems = ['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'] as const;
const telecomUses = ['home', 'work', 'temp', 'old', 'mobile'] as const;
const linkTypes = ['replaces', 'refer', 'seealso'] as const;
const languages = 'urn:ietf:bcp:47';

type Registration = Draft<PatientRegisteredV1>;

/** The state of a patient is the registration with the amendments to it. */
export const patient: Mapping<ClinicalEventData['patient.registered']> = {
  resourceType: 'Patient',
  patientOf: (resource, context) => recordIdOf(resource, context),
  eventsOf(resource, context) {
    const active = resource.boolean('active');
    if (active?.value === false) return 'this record is not in use at its source (active: false)';
    if (resource.elements('link').some((link) => link.raw('type') === 'replaced-by'))
      return 'this record was replaced by another one at its source (link, replaced-by): take that one';
    const links = resource.elements('link').flatMap((link) => linkOf(link, context.references) ?? []);
    const isDead = resource.boolean('deceasedBoolean');
    const deceased = resource.text('deceasedDateTime');
    if (deceased && !isTime(deceased.value)) return malformedTime;
    const data: Registration = {
      identifiers: resource.elements('identifier').flatMap((each) => identifierOf(each) ?? []),
      gender: oneOf(genders, resource.text('gender')) ?? 'unknown',
      ...present<Partial<Registration>>({
        name: nameOf(resource.elements('name')),
        birthDate: resource.text('birthDate'),
        address: addressOf(resource.elements('address')),
        telecom: resource.elements('telecom').flatMap((each) => contactOf(each) ?? []),
        language: languageOf(resource.elements('communication')),
        maritalStatus: codeableConceptOf(resource.element('maritalStatus')),
        deceased,
        links,
      }),
    };
    const occurredAt = beginOf(resource, context);
    // Who is registered is a patient here, and alive until a death is stated.
    const registered: MappedEvent = { type: 'patient.registered', schemaVersion: 1, occurredAt, timeDerived: true, data, says: [active] };
    if (isDead?.value !== true) return [{ ...registered, says: [active, isDead] }];
    // Not since when: it was so when the resource was last changed.
    const known = sinceNow(resource, context.nowMs);
    return [registered, { type: 'patient.deceased', schemaVersion: 1, ...known, data: {}, says: [isDead] }];
  },
  resourceOf({ id, data, later }) {
    const { identifiers, name, gender, birthDate, address, telecom, language, maritalStatus, deceased, links } = data;
    return present<Resource>({
      resourceType: 'Patient',
      id,
      identifier: identifiers,
      name: name && nameElements(name),
      telecom,
      gender,
      birthDate,
      deceasedDateTime: deceased,
      deceasedBoolean: deceased === undefined && later ? true : undefined,
      address: address && [addressElement(address)],
      maritalStatus,
      communication: language === undefined ? undefined : [{ language: { coding: [{ system: languages, code: language }] } }],
      link: links?.map(({ patientId, reference, type }) => ({ other: { reference: reference ?? `Patient/${patientId}` }, type })),
    });
  },
};

function recordIdOf(resource: Element, { identities }: MappingContext): string | undefined {
  const id = resource.raw('id');
  return typeof id === 'string' ? identities.recordId('Patient', id) : undefined;
}

/**
 * FHIR does not say since when a person is a patient: no later than the first entry, else since the resource was last
 * changed, else from now on.
 */
function beginOf(resource: Element, context: MappingContext): string {
  return context.firstEntry.get(recordIdOf(resource, context) ?? '') ?? lastChange(resource, context.nowMs);
}

type Link = Draft<NonNullable<PatientRegisteredV1['links']>[number]>;

function linkOf(link: Element, references: References): Link | undefined {
  const type = oneOf(linkTypes, link.text('type'));
  const patientId = references.recordId(link.element('other'), 'Patient');
  const reference = patientId ? undefined : (link.element('other').text('reference') ?? link.element('other').text('display'));
  return type && (patientId ?? reference) ? present<Link>({ patientId, reference, type }) : undefined;
}

/** What is in use comes first: what has ended, or is called old, only where there is nothing else. */
function inUseFirst<Use extends string>(elements: readonly Element[], uses: readonly Use[], usual: Use): Element[] {
  const rank = (element: Element): number => {
    const place = uses.indexOf(oneOf(uses, element.text('use'))?.value ?? usual);
    return place + (element.element('period').has('end') ? uses.length : 0);
  };
  return elements.toSorted((a, b) => rank(a) - rank(b));
}

/** One name, and of the others only the name by which the person is called. */
function nameOf(names: readonly Element[]): Draft<HumanName> | undefined {
  const carried = (name: Element) =>
    unlessEmpty(
      present<Draft<HumanName>>({
        use: oneOf(nameUses, name.text('use')),
        family: name.text('family'),
        given: name.texts('given'),
        prefix: name.texts('prefix'),
        suffix: name.texts('suffix'),
        text: name.text('text'),
      }),
    );
  const named = names.filter((name) => name.text('family') ?? name.text('text') ?? name.texts('given')[0]);
  const [chosen] = inUseFirst(
    named.filter((name) => named.length === 1 || calledOf(name) === undefined),
    nameUses,
    'usual',
  );
  if (!chosen) return undefined;
  const called = named.flatMap((other) => (other === chosen ? [] : (calledOf(other) ?? [])))[0];
  return present<Draft<HumanName>>({ ...carried(chosen), preferred: called });
}

/** A usual name that has one given name and no family name. */
function calledOf(name: Element): Leaf<string> | undefined {
  const [given, ...more] = name.texts('given');
  const use = name.text('use');
  const alone = more.length === 0 && !name.has('family') && !name.has('text') && !name.has('period');
  return given && use?.value === 'usual' && alone ? given.with(use) : undefined;
}

function nameElements({ preferred, ...name }: HumanName): object[] {
  return preferred === undefined ? [name] : [name, { use: 'usual', given: [preferred] }];
}

/** One that is no longer in use is left behind: it may name another person by now. */
function identifierOf(identifier: Element): Draft<Identifier> | undefined {
  const [system, value] = [identifier.text('system'), identifier.text('value')];
  const use = oneOf(identifierUses, identifier.text('use'));
  if (!system || !value || (identifier.has('use') && !use) || identifier.element('period').has('end')) return undefined;
  return present<Draft<Identifier>>({ use, system, value, type: codeableConceptOf(identifier.element('type')) });
}

function addressOf(addresses: readonly Element[]): Draft<Address> | undefined {
  return inUseFirst(addresses, addressUses, 'home').flatMap(
    (address) =>
      unlessEmpty(
        present<Draft<Address>>({
          lines: address.texts('line'),
          text: address.text('text'),
          city: address.text('city'),
          district: address.text('district'),
          state: address.text('state'),
          postalCode: address.text('postalCode'),
          country: address.text('country'),
          use: oneOf(addressUses, address.text('use')),
        }),
      ) ?? [],
  )[0];
}

function addressElement({ lines, ...others }: Address): Record<string, unknown> {
  return present<Record<string, unknown>>({ line: lines, ...others });
}

function contactOf(contact: Element): Draft<ContactPoint> | undefined {
  const [system, value] = [oneOf(telecomSystems, contact.text('system')), contact.text('value')];
  const use = oneOf(telecomUses, contact.text('use'));
  if (!system || !value || (contact.has('use') && !use) || contact.element('period').has('end')) return undefined;
  return present<Draft<ContactPoint>>({ system, value, use });
}

/** The preferred language, else the first. */
function languageOf(spoken: readonly Element[]): Leaf<string> | undefined {
  const preferred = spoken.find((each) => each.raw('preferred') === true);
  const language = (preferred ?? spoken[0])?.element('language');
  const code = language && codeOf(language, languages);
  const flag = preferred?.boolean('preferred');
  return code && flag ? code.with(flag) : code;
}
