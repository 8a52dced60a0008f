import { describe, expect, it } from '@jest/globals';
import { foldOrganisation, itemKey, itemsOf, validateOrganisationData, valueAt, type OrganisationEvent } from './index.js';

const system = 'urn:everchart:list:home';
let count = 0;
const event = (type: string, data: object): OrganisationEvent => ({
  id: `e${(count += 1)}`,
  type,
  occurredAt: '2026-03-01T08:00:00Z',
  data: data as never,
});
const added = (code: string, display: string, more: object = {}) =>
  event('list-item.added', { list: 'reasons-not-given', system, code, display, ...more });
const retired = (code: string, more: object = {}) => event('list-item.retired', { list: 'reasons-not-given', system, code, ...more });

describe('the lists of an organisation', () => {
  it('are offered by order, then by text, without what was retired', () => {
    const { lists } = foldOrganisation([
      added('b', 'Beta'),
      added('a', 'Alpha'),
      added('z', 'Zeta', { order: 1 }),
      added('x', 'Old'),
      retired('x'),
    ]);
    const list = lists.get('reasons-not-given');
    expect(itemsOf(list).map(({ code }) => code)).toEqual(['z', 'a', 'b']);
    expect(itemsOf(list, { retired: true }).map(({ code }) => code)).toEqual(['z', 'a', 'b', 'x']);
    expect(list!.has(itemKey({ system, code: 'x' }))).toBe(true);
  });

  it('take an item back under another text, and know when it came first', () => {
    const first = added('a', 'Alpha');
    const { lists } = foldOrganisation([first, retired('a', { reason: 'unclear' }), added('a', 'Alpha again'), retired('none')]);
    expect(itemsOf(lists.get('reasons-not-given'))).toEqual([
      { system, code: 'a', display: 'Alpha again', added: { at: first.occurredAt, event: first.id } },
    ]);
  });

  it('are those that there are', () => {
    const data = { list: 'reason-not-given', system, code: 'a', display: 'A' };
    expect(validateOrganisationData('list-item.added', 1, data)).toEqual([expect.objectContaining({ pointer: '/list' })]);
  });
});

describe('who may see whom', () => {
  it('is the last that was chosen, and nothing before', () => {
    expect(foldOrganisation([]).accessRule).toBeUndefined();
    const last = event('access-rule.chosen', { rule: 'by-unit' });
    expect(foldOrganisation([event('access-rule.chosen', { rule: 'open', afterDays: 30 }), last]).accessRule).toEqual({
      rule: 'by-unit',
      afterDays: 7,
      chosen: { at: last.occurredAt, event: last.id },
    });
  });

  it.each([[{ rule: 'all' }], [{ rule: 'by-unit', afterDays: 91 }], [{ rule: 'by-unit', afterDays: -1 }], [{}]])('is not %j', (data) => {
    expect(validateOrganisationData('access-rule.chosen', 1, data)).toHaveLength(1);
  });
});

describe('how soon a flag is to be acknowledged', () => {
  const chosen = (minutes: object, recordedAt: string) => ({ ...event('flag-times.chosen', { minutes }), recordedAt });

  it('is what held at an instant: what was chosen before it was recorded is not known then', () => {
    const { flagMinutes } = foldOrganisation([chosen({ red: 10 }, '2026-03-02T08:00:00Z'), chosen({}, '2026-03-03T08:00:00Z')]);
    const at = (instant: string) => valueAt(flagMinutes, Date.parse(instant));
    const defaults = { red: 15, orange: 60, amber: 480 };
    expect([at('2026-03-02T07:59:59Z'), at('2026-03-02T08:00:00Z'), at('2026-03-04T08:00:00Z')]).toEqual([defaults, { ...defaults, red: 10 }, defaults]); // prettier-ignore
  });

  it.each([
    [{ red: 0 }, '/minutes/red'],
    [{ red: 1.5 }, '/minutes/red'],
    [{ amber: 10081 }, '/minutes/amber'],
    [{ green: 5 }, '/minutes'],
    [{ orange: '60' }, '/minutes/orange'],
    // Longer than a colour that is less urgent, stated or not.
    [{ red: 61 }, '/minutes/red'],
    [{ red: 30, orange: 20 }, '/minutes/red'],
    [{ orange: 500 }, '/minutes/orange'],
  ])('is not %j: the fault names %s', (minutes, pointer) => {
    const faults = validateOrganisationData('flag-times.chosen', 1, { minutes });
    expect(faults).toHaveLength(1);
    expect(faults[0]!.pointer.startsWith(pointer)).toBe(true);
  });
});

describe('a round that is taken over', () => {
  const place = { unit: 'Garden' };
  const slot = (from: string, to: string) => validateOrganisationData('round.taken-over', 1, { place, from, to }).map(({ pointer }) => pointer); // prettier-ignore

  it('has a slot that begins, ends, and has a day at most', () => {
    expect(slot('2026-03-01T19:00:00+01:00', '2026-03-02T18:00:00Z')).toEqual([]);
    for (const to of ['2026-03-01T18:00:00Z', '2026-03-01T17:00:00Z', '2026-03-02T18:00:01Z']) expect(slot('2026-03-01T19:00:00+01:00', to)).toEqual(['/to']); // prettier-ignore
  });

  it('is of a unit or a facility, and one of the rounds that there are', () => {
    const data = { place, from: '2026-03-01T18:00:00Z', to: '2026-03-01T19:00:00Z' };
    const faults = (more: object) => validateOrganisationData('round.taken-over', 1, { ...data, ...more }).map(({ pointer }) => pointer);
    expect([faults({ place: {} }), faults({ round: 'laundry' }), faults({ takenOverFrom: ' x' })]).toEqual([['/place'], ['/round'], ['/takenOverFrom']]); // prettier-ignore
  });

  it('is nothing of what is folded', () => {
    expect(foldOrganisation([event('round.taken-over', { place, from: 'a', to: 'b' })])).toEqual(foldOrganisation([]));
  });
});
