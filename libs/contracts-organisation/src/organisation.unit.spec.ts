import { describe, expect, it } from '@jest/globals';
import { foldOrganisation, itemKey, itemsOf, validateOrganisationData, type OrganisationEvent } from './index.js';

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
