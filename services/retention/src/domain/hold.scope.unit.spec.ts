import { randomUUID } from 'node:crypto';
import type { HoldScope } from '@everchart/contracts-retention';
import { describe, expect, it } from '@jest/globals';
import { isHeld, isOrganisationHeld, scopeFaults, type HeldFacts } from './hold.scope.js';

const [patient, merged, stay] = [randomUUID(), randomUUID(), randomUUID()];
const year2020 = { from: '2020-03-01T08:00:00Z', until: '2020-06-30T18:00:00Z' };
const facts: HeldFacts = {
  subjects: [patient, merged],
  isPartial: false,
  isAnywhere: false,
  span: { from: '2019-12-31T22:30:00Z', until: '2021-02-01T00:00:00Z' },
  actors: [{ actor: 'carer-anna', ...year2020 }],
  facilities: [{ facility: 'linden', ...year2020 }],
  stays: [{ stayId: stay, ...year2020 }],
  births: ['1938-04'],
  deaths: [],
  circumstances: ['litigation'],
  recordKinds: ['patient-record'],
};
const held = (scope: HoldScope, more: Partial<HeldFacts> = {}, withAccesses = false): boolean =>
  isHeld(scope, { ...facts, ...more }, { withAccesses });

describe('a hold is on a record', () => {
  it.each<[string, HoldScope, boolean]>([
    ['of the patient, in any case of letters', { patientIds: [randomUUID(), patient.toUpperCase()] }, true],
    ['of one that was merged with it', { patientIds: [merged] }, true],
    ['not of another', { patientIds: [randomUUID()] }, false],
    ['with the stay', { stayIds: [stay] }, true],
    ['not with another stay', { stayIds: [randomUUID()] }, false],
    ['not with the stay at another time', { stayIds: [stay], from: '2020-09-01' }, false],
    ['with an entry of the facility', { facilityIds: ['linden'] }, true],
    ['not of another facility', { facilityIds: ['eiche'] }, false],
    ['of the facility, then', { facilityIds: ['linden'], from: '2020-06-30', to: '2020-06-30' }, true],
    ['not of the facility at another time', { facilityIds: ['linden'], from: '2020-07-02' }, false],
    ['with an entry by the actor', { actors: ['carer-anna'] }, true],
    ['not by another', { actors: ['carer-bert'] }, false],
    ['with something in the period', { from: '2020-08-01', to: '2020-08-02' }, true],
    ['with something on the first day somewhere', { to: '2020-01-01' }, true],
    ['not with anything before', { to: '2019-12-30' }, false],
    ['not with anything after', { from: '2021-02-03' }, false],
    ['that a search finds', { query: 'birthdate=ge1938-01-01&birthdate=le1938-04-15&circumstance=complaint,litigation' }, true],
    ['not of a person who is too young', { query: 'birthdate=lt1938-03-01' }, false],
    ['not of one who lives', { query: 'deceased=true' }, false],
    ['though when the person died is not known', { query: 'death-date=2030' }, true],
    ['not of another kind', { query: 'record-kind=radiation-treatment' }, false],
    ['of which all members fit', { patientIds: [patient], actors: ['carer-anna'], query: 'deceased=false' }, true],
    ['not when one does not fit', { patientIds: [patient], actors: ['carer-bert'] }, false],
  ])('%s', (_, scope, expected) => expect(held(scope)).toBe(expected));

  it('whose facts are not all known, unless it is of another patient or time', () => {
    expect(held({ stayIds: [randomUUID()], query: 'deceased=true' }, { isPartial: true })).toBe(true);
    expect(held({ patientIds: [randomUUID()] }, { isPartial: true })).toBe(false);
    expect(held({ to: '2019-01-01' }, { isPartial: true })).toBe(false);
  });

  it('that names no facility, or a stay without one: it may be any', () => {
    expect(held({ facilityIds: ['eiche'] }, { facilities: [] })).toBe(true);
    expect(held({ facilityIds: ['eiche'] }, { isAnywhere: true })).toBe(true);
  });

  it('that someone may have looked at, when accesses are to be destroyed: who looked is sealed', () => {
    expect(held({ actors: ['carer-bert'] }, {}, true)).toBe(true);
    expect(held({ actors: ['carer-bert'], patientIds: [randomUUID()] }, {}, true)).toBe(false);
  });

  it('of the organisation, unless it names patients', () => {
    expect(isOrganisationHeld({ actors: ['carer-bert'], from: '2020-01-01' })).toBe(true);
    expect(isOrganisationHeld({ patientIds: [patient] })).toBe(false);
  });
});

describe('a scope', () => {
  it('has faults that its schema cannot name', () => {
    expect(scopeFaults({ from: '2020-02-01', to: '2020-01-01' })).toEqual([{ pointer: '/scope/to', message: 'must not be before "from"' }]);
    for (const query of ['', 'born=1938', 'birthdate', 'birthdate=1938=', 'birthdate=ge1938-02-30', 'deceased=perhaps', 'circumstance='])
      expect([query, scopeFaults({ query }).map(({ pointer }) => pointer)]).toEqual([query, ['/scope/query']]);
    expect(scopeFaults({ query: 'birthdate=ge1938&deceased=true', from: '2020-01-01', to: '2020-01-01' })).toEqual([]);
  });
});
