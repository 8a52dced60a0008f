import type { SeededRandom } from '@everchart/care-day';
import { eventsOfEntries, type Resource } from '@everchart/fhir';
import type { PostedEvent } from './events.js';

/** What an app that speaks FHIR sends, and the events that it becomes, entry by entry. */
export interface PostedBundle {
  body: object;
  /** One per entry. */
  events: readonly Pick<PostedEvent, 'id' | 'type'>[];
}

/** A new patient with some observations, of all or none. */
export function bundleOfPatient(random: SeededRandom, patient: string): PostedBundle {
  const at = new Date().toISOString();
  const resources: (Resource & { id: string })[] = [
    { resourceType: 'Patient', id: patient, name: [{ family: 'Soak', given: ['By FHIR'] }], gender: 'male', birthDate: '1940-05' },
    ...Array.from({ length: random.integer(1, 4) }, () => ({
      resourceType: 'Observation',
      id: crypto.randomUUID(),
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
      subject: { reference: `Patient/${patient}` },
      effectiveDateTime: at,
      valueQuantity: { value: random.integer(55, 110), unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
    })),
  ];
  const mapped = eventsOfEntries({
    entries: resources.map((resource, n) => ({ pointer: `/entry/${n}`, resource })),
    entriesWithoutResource: 0,
  });
  return {
    body: {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: resources.map(({ id, ...resource }) => ({
        fullUrl: `urn:uuid:${id}`,
        resource: 'subject' in resource ? { ...resource, subject: { reference: `urn:uuid:${patient}` } } : resource,
        request: { method: 'POST', url: resource.resourceType },
      })),
    },
    events: mapped.map((entry) => {
      if (entry.outcome !== 'mapped') throw new Error(`a resource of the soak is ${entry.outcome}`);
      return entry.events[0]!.event;
    }),
  };
}
