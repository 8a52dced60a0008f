import { referencesOf, validateClinicalData } from '@everchart/contracts-clinical';
import { foldOrganisation, itemKey, PlaceIndex, placeOf, validateOrganisationData } from '@everchart/contracts-organisation';
import { describe, expect, it } from '@jest/globals';
import { planCareDay, type CareEntry } from './care-day.js';
import { buildCareHome } from './care-home.js';

const home = buildCareHome({ seed: 'unit', residents: 24, units: 3 });
const until = new Date('2026-11-24T11:07:00Z');
const planned = (at = until): CareEntry[] => {
  const day = planCareDay(home, { seed: 'unit', until: at });
  return [...day.opening, ...day.rounds.flatMap(({ entries }) => entries)];
};

describe('a care day', () => {
  const entries = planned();
  const ofType = (type: string): CareEntry[] => entries.filter(({ body }) => body.type === type);

  it('is the same whenever it is planned', () => {
    expect(planned()).toEqual(entries);
    expect(new Set(entries.map(({ body }) => body.id)).size).toBe(entries.length);
  });

  it('consists of entries that ingest takes: valid, of the past, each after what it speaks of', () => {
    const recorded = new Map<string, Map<string, string>>();
    for (const { patientId, body } of entries) {
      const record = recorded.get(patientId) ?? new Map<string, string>();
      recorded.set(patientId, record);
      expect(validateClinicalData(body.type, ['observation.recorded', 'entry.struck'].includes(body.type) ? 2 : 1, body.data)).toEqual([]);
      expect(body.occurredAt < until.toISOString()).toBe(true);
      for (const { id, types } of referencesOf(body.type, body.data as unknown as Record<string, unknown>)) {
        expect(types ?? [record.get(id)]).toContain(record.get(id));
        expect(record.has(id)).toBe(true);
      }
      record.set(body.id, body.type);
    }
  });

  it('is in places of the home, which are opened before the first admission, each within one that is there', () => {
    const { directory } = planCareDay(home, { seed: 'unit', until });
    for (const { type, data } of directory) expect(validateOrganisationData(type, 1, data)).toEqual([]);
    const ids = new Set<string>();
    const { places, lists } = foldOrganisation(directory);
    for (const { data } of directory.filter((event) => placeOf(event)) as { data: Record<string, string> }[]) {
      const [own, around] = ['bedId', 'roomId', 'unitId', 'facilityId'].map((name) => data[name]).filter((id) => id !== undefined);
      if (around !== undefined) expect(ids).toContain(around);
      expect(ids).not.toContain(own);
      ids.add(own!);
    }
    const index = new PlaceIndex(places);
    const stays = entries.filter(({ body }) => ['stay.admitted', 'stay.transferred'].includes(body.type));
    const beds = stays.map(({ body }) => {
      const { location } = body.data as { location: Record<string, string> };
      const { places, fault } = index.locate(location);
      expect(fault).toBeUndefined();
      return places.bed!.id;
    });
    const admitted = beds.filter((_, at) => stays[at]!.body.type === 'stay.admitted');
    expect(new Set(admitted).size).toBe(home.residents.length);
    for (const { body } of stays) expect(body.occurredAt > directory[0]!.occurredAt).toBe(true);
    const reasons = entries.flatMap(({ body }) => (body.type === 'medication.not-given' ? [body.data as { reason: { coding: [{ system: string; code: string }] } }] : [])); // prettier-ignore
    expect(reasons.length).toBeGreaterThan(0);
    for (const { reason } of reasons) expect(lists.get('reasons-not-given')!.has(itemKey(reason.coding[0]))).toBe(true);
  });

  it('opens the same places when the home has more residents, and more', () => {
    const bigger = buildCareHome({ seed: 'unit', residents: 60, units: 3 });
    const { directory } = planCareDay(bigger, { seed: 'unit', until });
    const known = planCareDay(home, { seed: 'unit', until }).directory;
    expect(directory).toEqual(expect.arrayContaining(known));
    expect(directory.length).toBeGreaterThan(known.length);
    expect(new Set(directory.map(({ id }) => id)).size).toBe(directory.length);
  });

  it('tells of a living home', () => {
    const types = new Set(entries.map(({ body }) => body.type));
    for (const type of ['medication.prescribed', 'medication.administered', 'medication.not-given', 'flag.raised', 'flag.changed', 'flag.acknowledged', 'flag.cleared', 'incident.reported', 'incident.reviewed', 'plan.instruction-given', 'plan.task-completed', 'stay.transferred', 'entry.amended', 'entry.struck', 'allergy.recorded']) expect(types).toContain(type); // prettier-ignore
    expect(ofType('medication.not-given').length).toBeLessThan(ofType('medication.administered').length / 8);
    expect(entries.length).toBeGreaterThan(900);
    expect(entries.length).toBeLessThan(1500);
  });

  it('gives each due dose once, also in a day that begins within it', () => {
    const doses = (of: CareEntry[]) =>
      of.filter(({ body }) => body.type === 'medication.administered' || body.type === 'medication.not-given');
    const later = planned(new Date(until.getTime() + 5 * 3_600_000));
    const first = new Map(doses(entries).map((entry) => [entry.body.id, entry]));
    const both = doses(later).filter(({ body }) => first.has(body.id));
    expect(both.length).toBeGreaterThan(20);
    for (const entry of both) expect(entry).toEqual(first.get(entry.body.id));
    const slotOf = ({ body }: CareEntry): string => {
      const { prescriptionId, scheduledAt } = body.data as { prescriptionId: string; scheduledAt: string };
      return `${prescriptionId} ${scheduledAt}`;
    };
    const all = new Map([...doses(entries), ...doses(later)].map((entry) => [entry.body.id, entry]));
    const given = [...all.values()].filter(({ body }) => body.type === 'medication.administered').map(slotOf);
    expect(new Set(given).size).toBe(given.length);
  });
});
