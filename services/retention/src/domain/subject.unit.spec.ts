import { foldPlaces, PlaceIndex, type OrganisationEvent } from '@everchart/contracts-organisation';
import { dueDateOf, readRuleFile, RuleBook } from '@everchart/retention-rules';
import { describe, expect, it } from '@jest/globals';
import type { KnownRecord } from './known-record.js';
import { subjectOf, subjectOfClass, type KnownPlaces, type StatedFact } from './subject.js';

const now = '2026-11-29T08:00:00Z';
const opened = (facilityId: string, jurisdiction: string, kind: string, timeZone: string): OrganisationEvent => ({
  id: facilityId,
  type: 'facility.opened',
  occurredAt: '2020-01-01T00:00:00Z',
  data: { facilityId, name: `House ${facilityId}`, kind, timeZone, jurisdiction },
});
const directory = (...events: OrganisationEvent[]): KnownPlaces => {
  const places = foldPlaces(events);
  return { places, index: new PlaceIndex(places) };
};
const linden = opened('linden', 'DE-HH', 'hospital', 'Europe/Berlin');
const park = opened('park', 'FR', 'hospital', 'Europe/Paris');
const moved: OrganisationEvent = {
  id: 'm',
  type: 'facility.changed',
  occurredAt: '2024-07-01T00:00:00Z',
  data: { facilityId: 'linden', jurisdiction: 'DE-SH' },
};
const both = directory(linden, park);

const entry = (streamVersion: number, type: string, at: string, data: Record<string, unknown>) => ({
  eventId: `e${streamVersion}`, streamVersion, type, actor: '', occurredAt: at, recordedAt: '2026-01-01T00:00:00.000000Z', data,
}); // prettier-ignore
const born = entry(1, 'patient.registered', '2024-01-01T08:00:00Z', { birthDate: '1950-02-03' });
const admitted = (facility?: string) =>
  entry(2, 'stay.admitted', '2024-02-01T08:00:00Z', { stayId: 's', ...(facility === undefined ? {} : { location: { facility } }) });
const discharged = entry(3, 'stay.discharged', '2025-03-31T22:30:00Z', { stayId: 's' });
const record = (entries: KnownRecord['entries'], more: Partial<KnownRecord> = {}): KnownRecord => ({
  subject: 'p', streamVersion: 3, recordedAt: '2025-04-02T10:00:00.000000Z', recordedBy: 'e9', occurredAt: '2025-03-31T22:30:00.000000Z', occurredBy: 'e3', kinds: [], unread: 0, facilities: [], entries, ...more,
}); // prettier-ignore
const book = new RuleBook(['de', 'fr', 'fi'].map((name) => readRuleFile(name)));
const due = (records: KnownRecord[], facts: StatedFact[] = [], known = both) =>
  dueDateOf(book, subjectOf(records, facts, known, now), '2026-11-29');

describe('what rules see of a record', () => {
  it('is the law of the facility, and days by its calendar', () => {
    const answer = due([record([born, admitted('House Linden'), discharged])]);
    // 00:30 on 1 April in Hamburg.
    expect(answer).toMatchObject({
      status: 'due-on',
      keptThrough: '2055-04-01',
      rule: { ruleId: 'de-hospital-practice', facilityId: 'linden' },
    });
    expect(answer.lost.map(({ rule }) => rule.ruleId)).toEqual(['de-patient-record', 'de-hh-hospital-record']);
  });

  it('has no end while a stay is open, or when an entry could not be read', () => {
    expect(due([record([born, admitted('linden')])])).toMatchObject({ status: 'unknown', missing: [{ trigger: 'last-contact' }, {}, {}] });
    expect(due([record([born, admitted('linden'), discharged], { unread: 1 })]).status).toBe('unknown');
  });

  it('has the law of every facility, of every time in it', () => {
    const { places } = subjectOf([record([born, admitted('linden'), discharged])], [], directory(linden, park, moved), now);
    expect(places.map(({ facilityId, jurisdiction }) => [facilityId, jurisdiction])).toEqual([
      ['linden', 'DE-HH'],
      ['linden', 'DE-SH'],
    ]);
    const transferred = entry(4, 'stay.transferred', '2024-03-01T08:00:00Z', { stayId: 's', location: { facility: 'park' } });
    const { places: two } = subjectOf(
      [record([born, admitted('linden'), transferred, discharged])],
      [],
      directory(linden, park, moved),
      now,
    );
    expect(two.map(({ jurisdiction }) => jurisdiction)).toEqual(['DE-HH', 'FR']);
  });

  it('may be that of any facility where no entry names one, and no rule is known where one is named that is not there', () => {
    expect(subjectOf([record([born])], [], both, now).places.map(({ jurisdiction }) => jurisdiction)).toEqual(['DE-HH', 'FR']);
    expect(subjectOf([record([born, admitted(), discharged])], [], both, now).places).toHaveLength(2);
    expect(due([record([born, admitted('Elsewhere'), discharged])])).toMatchObject({
      status: 'no-rule',
      missing: [{ trigger: 'jurisdiction' }],
    });
    expect(due([record([born])], [], directory())).toMatchObject({ status: 'no-rule' });
    const byHeader = record([born], { facilities: [{ facility: 'park', firstAt: now, lastAt: now }] });
    expect(subjectOf([byHeader], [], both, now).places.map(({ jurisdiction }) => jurisdiction)).toEqual(['FR']);
  });

  it('is one for records that were merged', () => {
    const other = record([entry(1, 'patient.registered', now, { birthDate: '1950-02-03' }), admitted('park'), discharged], {
      subject: 'q',
      occurredAt: '2026-05-01T08:00:00.000000Z',
    });
    const merged = due([record([born, admitted('linden'), discharged]), other]);
    expect(merged).toMatchObject({ status: 'due-on', keptThrough: '2056-05-01' });
    expect(merged.lost.map(({ rule }) => rule.ruleId)).toContain('fr-hospital-record');
  });

  it('has what officers have stated', () => {
    const cases: StatedFact[] = [{ eventId: 'f1', fact: { circumstance: 'litigation' }, on: '2025-06-01' }];
    expect(due([record([born, admitted('park'), discharged])], cases).status).toBe('suspended');
    const subject = subjectOf(
      [record([born])],
      [
        { eventId: 'f2', fact: { trigger: 'act' }, on: '2020' },
        { eventId: 'f3', fact: { recordKind: 'radiation-treatment' } },
        { eventId: 'f4', fact: { circumstance: 'transfer' } },
      ],
      both,
      now,
    );
    expect(subject.triggers.act).toEqual({ times: [{ at: '2020', eventIds: ['f2'] }] });
    expect(subject.recordKinds).toEqual(['patient-record', 'radiation-treatment']);
    expect(subject.circumstances).toEqual([{ circumstance: 'transfer', from: '0001-01-01', eventIds: ['f4'] }]);
  });

  describe('of the organisation itself', () => {
    const own = new RuleBook(['own', 'de', 'fr'].map((name) => readRuleFile(name)));
    const dueOfClass = (name: string, known: KnownPlaces) => dueDateOf(own, subjectOfClass(name, [], known, now), '2026-11-29');

    it('goes by the rules that hold everywhere where it has no facility, and by those of all its facilities', () => {
      expect(dueOfClass('access-2026', directory())).toMatchObject({ status: 'due-on', dueOn: '2030-01-01', missing: [] });
      expect(dueOfClass('organisation', directory())).toMatchObject({ status: 'forever' });
      // Its completion is not stated, and no rule says something of other kinds.
      expect(dueOfClass('retention', directory())).toMatchObject({ status: 'unknown', missing: [{ trigger: 'completion' }] });
      expect(dueOfClass('another', directory())).toMatchObject({ status: 'no-rule', missing: [{ trigger: 'rule' }] });
      expect(dueOfClass('access-2026', both).dueOn! >= '2030-01-01').toBe(true);
      // Of a patient the law is still not known: a stay was somewhere.
      expect(due([record([born, admitted(), discharged])], [], directory())).toMatchObject({ status: 'no-rule', missing: [{ trigger: 'jurisdiction' }] }); // prettier-ignore
    });
  });
});
