import type { Carried } from './element.js';
import { modifierElements } from './modifier-elements.js';
import { isObject, type Resource } from './resource.js';

/**
 * What is done with an element that may turn the meaning round (`isModifier` in the R4 definitions):
 *
 * - `never`: a resource that has it is refused, wherever in it that is;
 * - `with-resource`: its value goes into the events, or the resource is refused;
 * - `with-element`: its value goes into the events, or nothing of the element that it belongs to does, or the resource
 *   is refused.
 */
export type ModifierRule = 'never' | 'with-resource' | 'with-element';

/** By the path in the definitions. A test holds the table against the definitions of all mapped types. */
export const modifierRules: Readonly<Record<string, ModifierRule>> = {
  'Resource.implicitRules': 'never',
  'DomainResource.modifierExtension': 'never',
  'BackboneElement.modifierExtension': 'never',
  'AllergyIntolerance.clinicalStatus': 'with-resource',
  'AllergyIntolerance.verificationStatus': 'with-resource',
  'CarePlan.status': 'with-resource',
  'CarePlan.intent': 'with-resource',
  'CarePlan.activity.detail.status': 'with-element',
  'CarePlan.activity.detail.doNotPerform': 'with-element',
  'Condition.clinicalStatus': 'with-resource',
  'Condition.verificationStatus': 'with-resource',
  'DiagnosticReport.status': 'with-resource',
  'DocumentReference.status': 'with-resource',
  'Encounter.status': 'with-resource',
  'Immunization.status': 'with-resource',
  'Immunization.isSubpotent': 'with-resource',
  // Contained or referred to: what is named by it is carried, or it is not.
  'Medication.status': 'with-element',
  'MedicationAdministration.status': 'with-resource',
  'MedicationRequest.status': 'with-resource',
  'MedicationRequest.intent': 'with-resource',
  'MedicationRequest.doNotPerform': 'with-resource',
  'Observation.status': 'with-resource',
  'Patient.active': 'with-resource',
  'Patient.deceased[x]': 'with-resource',
  'Patient.link': 'with-resource',
  'Procedure.status': 'with-resource',
  'Address.use': 'with-element',
  'ContactPoint.use': 'with-element',
  'HumanName.use': 'with-element',
  'Identifier.use': 'with-element',
  'Quantity.comparator': 'with-element',
};

/** In elements that the definitions of the type do not name: extensions, content that is referred to, unknown types. */
const everywhere: ReadonlyMap<string, string> = new Map([
  ['implicitRules', 'Resource.implicitRules'],
  ['modifierExtension', 'BackboneElement.modifierExtension'],
  ['comparator', 'Quantity.comparator'],
]);
const definitions: ReadonlyMap<string, string> = new Map(Object.entries(modifierElements));

interface Modifier {
  rule: ModifierRule;
  /** The element that it belongs to, and its name in it. */
  holder: object;
  name: string;
  path: string;
}

/** Why a resource may not be read at all; before it is mapped. */
export function forbiddenModifier(resource: Resource): string | undefined {
  const found = modifiersOf(resource).find(({ rule }) => rule === 'never');
  if (!found) return undefined;
  return found.name === 'implicitRules'
    ? 'it is under implicit rules that are not known here'
    : 'it has a modifier extension that is not known here and may turn its meaning round';
}

/** Why events of the resource would say something else than the resource. */
export function lostModifier(resource: Resource, carried: Carried): string | undefined {
  const lost = modifiersOf(resource).find(
    ({ rule, holder, name }) =>
      !isCarried(holder, name, carried) &&
      (rule === 'with-resource' || Object.keys(holder).some((sibling) => sibling !== 'id' && carried.holdsAny(holder, sibling))),
  );
  return lost && `${lost.path} may turn the meaning round, and the record has no place for what it says here`;
}

/** Of a list every element. */
function isCarried(holder: object, name: string, carried: Carried): boolean {
  const value = (holder as Record<string, unknown>)[name];
  return Array.isArray(value) ? value.every((_each, index) => carried.holdsAny(value, String(index))) : carried.holdsAny(holder, name);
}

function modifiersOf(resource: Resource): Modifier[] {
  return modifiersIn(resource, resource.resourceType, resource.resourceType, false);
}

/** A contained resource is one of its own type, and an element of the one that contains it. */
function modifiersIn(value: object, type: string, path: string, isContained: boolean): Modifier[] {
  return Object.entries(value).flatMap(([name, member]): Modifier[] => {
    if (member === null || member === undefined) return [];
    const [at, place] = [`${type}.${name}`, `${path}.${name}`];
    const rule = modifierRules[definitions.get(at) ?? everywhere.get(name) ?? ''];
    const own = rule && {
      rule: isContained && rule === 'with-resource' ? ('with-element' as const) : rule,
      holder: value,
      name,
      path: place,
    };
    return [
      ...(own ? [own] : []),
      ...childrenOf(member).flatMap(([child, suffix]) =>
        typeof child.resourceType === 'string'
          ? modifiersIn(child, child.resourceType, place + suffix, true)
          : modifiersIn(child, at, place + suffix, isContained),
      ),
    ];
  });
}

function childrenOf(member: unknown): [Record<string, unknown>, string][] {
  if (Array.isArray(member))
    return member.flatMap((each, index): [Record<string, unknown>, string][] => (isObject(each) ? [[each, `[${index}]`]] : []));
  return isObject(member) ? [[member, '']] : [];
}
