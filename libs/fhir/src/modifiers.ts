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

/** An element of a resource that may turn the meaning round. */
export interface Modifier {
  rule: ModifierRule;
  /** The element that it belongs to, and its name in it. */
  holder: object;
  name: string;
  path: string;
}

export function modifiersOf(resource: Resource): Modifier[] {
  const found: Modifier[] = [];
  collect(resource, resource.resourceType, resource.resourceType, false, found);
  return found;
}

/** Why a resource may not be read at all; before it is mapped. */
export function forbiddenModifier(modifiers: readonly Modifier[]): string | undefined {
  const found = modifiers.find(({ rule }) => rule === 'never');
  if (!found) return undefined;
  return found.name === 'implicitRules'
    ? 'it is under implicit rules that are not known here'
    : 'it has a modifier extension that is not known here and may turn its meaning round';
}

/** Why events of the resource would say something else than the resource. */
export function lostModifier(modifiers: readonly Modifier[], carried: Carried): string | undefined {
  const lost = modifiers.find(
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

/** A contained resource is one of its own type, and an element of the one that contains it. */
function collect(value: object, type: string, path: string, isContained: boolean, found: Modifier[]): void {
  for (const [name, member] of Object.entries(value)) {
    if (member === null || member === undefined) continue;
    const at = `${type}.${name}`;
    const rule = modifierRules[definitions.get(at) ?? everywhere.get(name) ?? ''];
    if (rule) {
      const own = isContained && rule === 'with-resource' ? 'with-element' : rule;
      found.push({ rule: own, holder: value, name, path: `${path}.${name}` });
    }
    if (typeof member !== 'object') continue;
    if (!Array.isArray(member)) collectIn(member as object, at, `${path}.${name}`, isContained, found);
    else {
      for (const [index, each] of member.entries())
        if (isObject(each)) collectIn(each, at, `${path}.${name}[${index}]`, isContained, found);
    }
  }
}

function collectIn(value: object, at: string, path: string, isContained: boolean, found: Modifier[]): void {
  const { resourceType } = value as Partial<Resource>;
  if (typeof resourceType === 'string') collect(value, resourceType, path, true, found);
  else collect(value, at, path, isContained, found);
}
