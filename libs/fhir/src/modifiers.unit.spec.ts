import { describe, expect, it } from '@jest/globals';
import { entryOf, fullResources } from '../test/full-resources.js';
import { modifierElements } from './modifier-elements.js';
import { mappedTypes, type Resource } from './index.js';
import { modifierRules } from './modifiers.js';

const places = Object.entries(modifierElements);
const fullOf = (type: string): Resource => {
  const full = type === 'Medication' ? 'MedicationAdministration' : type;
  return fullResources.find(({ resourceType }) => resourceType === full)!;
};

describe('elements that may turn the meaning round', () => {
  it('are all in the table, and nothing else is', () => {
    expect(Object.keys(modifierRules).sort()).toEqual([...new Set(Object.values(modifierElements))].sort());
  });

  it('are known of every mapped type', () => {
    const types = new Set(places.map(([place]) => place.split('.')[0]!));
    expect(mappedTypes.filter((type) => !types.has(type))).toEqual([]);
    expect(fullResources.map(({ resourceType }) => resourceType).sort()).toEqual([...mappedTypes].sort());
  });

  /** A value that no mapping knows: who passes over it passes over any. */
  const strange = (definition: string): unknown => {
    if (definition.endsWith('modifierExtension')) return [{ url: 'https://modifier.example', valueBoolean: true }];
    if (definition === 'Patient.link') return [{ type: 'replaced-by', other: { reference: 'Patient/x' } }];
    if (definition.endsWith('verificationStatus') || definition.endsWith('clinicalStatus'))
      return { coding: [{ system: 'urn:x', code: 'strange' }] };
    return 'strange';
  };

  it.each(places)('%s: a strange value is refused, carried, or left behind with what it belongs to', (place, definition) => {
    const [type, ...names] = place.split('.') as [string, ...string[]];
    const resource = structuredClone(fullOf(type));
    const root = type === 'Medication' ? (resource.contained as object[])[0]! : resource;
    const holder = holderAt(root, names.slice(0, -1));
    const name = names.at(-1)!;
    holder[name] = strange(definition);
    // Of a choice there is one only.
    if (name.startsWith('deceased'))
      for (const each of Object.keys(holder)) if (each.startsWith('deceased') && each !== name) delete holder[each];
    const entry = entryOf(resource);
    if (entry.outcome === 'refused') {
      expect(entry.reason).not.toMatch(/strange|modifier\.example/);
      return;
    }
    expect(modifierRules[definition]).toBe('with-element');
    expect(entry).toMatchObject({ outcome: 'mapped' });
    // In words it is carried as it is.
    if (JSON.stringify(entry.outcome === 'mapped' && entry.events).includes('strange')) return;
    // Nothing of the element went into the events: they are as if it had not been there.
    for (const each of Object.keys(holder)) delete holder[each];
    const bare = entryOf(resource);
    expect(entry.outcome === 'mapped' && entry.events).toEqual(bare.outcome === 'mapped' && bare.events);
  });

  it.each([
    ['CarePlan', { intent: 'proposal' }],
    ['CarePlan', { intent: 'option' }],
    ['MedicationRequest', { intent: 'proposal' }],
    ['MedicationRequest', { intent: 'plan' }],
    ['MedicationRequest', { doNotPerform: true }],
    ['Patient', { active: false }],
    ['Observation', { status: 'entered-in-error' }],
    ['Procedure', { status: 'entered-in-error' }],
    ['DocumentReference', { status: 'entered-in-error' }],
    ['Immunization', { implicitRules: 'https://rules.example' }],
    [
      'MedicationAdministration',
      { contained: [{ resourceType: 'Medication', id: 'm', status: 'active', implicitRules: 'x', code: { text: 'y' } }] },
    ],
    ['MedicationAdministration', { contained: [{ resourceType: 'Medication', id: 'm', status: 'inactive', code: { text: 'y' } }] }],
    ['Observation', { extension: [{ url: 'x', modifierExtension: [{ url: 'y' }] }] }],
  ])('%s with %j is refused', (type, more) => {
    expect(entryOf({ ...fullOf(type), ...more })).toMatchObject({ outcome: 'refused' });
  });
});

/** The object at a place of the resource; the first of a list; made where there is none. */
function holderAt(root: object, names: readonly string[]): Record<string, unknown> {
  return names.reduce<Record<string, unknown>>(
    (holder, name) => {
      const member = holder[name];
      if (Array.isArray(member)) return member[0] as Record<string, unknown>;
      if (typeof member === 'object' && member !== null) return member as Record<string, unknown>;
      const made = {};
      holder[name] = made;
      return made;
    },
    root as Record<string, unknown>,
  );
}
