import { describe, expect, it } from '@jest/globals';
import { isJurisdiction, organisationEventTypes, validateOrganisationData, validateReadOrganisationData } from './index.js';
import { compareNaturally } from './natural-order.js';

const [opened] = organisationEventTypes.filter(({ type }) => type === 'facility.opened');
const faultsOf = (more: Record<string, unknown>): unknown =>
  validateOrganisationData('facility.opened', 1, { ...opened!.example, ...more });

describe('a facility', () => {
  it.each(['Europe/Atlantis', '+01:00', 'europe', '', 'Europe/Rome\n'])('in the time zone %j is refused', (timeZone) => {
    expect(faultsOf({ timeZone })).toEqual([
      { pointer: '/timeZone', message: 'must be the name of a time zone, such as Europe/Rome (IANA)' },
    ]);
  });

  it.each(['XX', 'de', 'DE-XX', 'EU', 'DEU', 'UK', '', 'DE-', 'DE\n'])('in the jurisdiction %j is refused', (jurisdiction) => {
    expect(faultsOf({ jurisdiction })).toEqual([
      {
        pointer: '/jurisdiction',
        message: 'must be a country (ISO 3166-1 alpha-2), such as DE, or a part of one (ISO 3166-2), such as DE-HH',
      },
    ]);
  });

  it.each(['DE', 'GB-ENG', 'ES-CT', 'CH-BE', 'US-CA', 'IT-BZ', 'AU-NSW'])('in the jurisdiction %s is taken', (jurisdiction) => {
    expect(isJurisdiction(jurisdiction)).toBe(true);
    expect(faultsOf({ jurisdiction })).toEqual([]);
  });

  it('is read in a jurisdiction that was withdrawn since', () => {
    expect(validateReadOrganisationData('facility.opened', 1, { ...opened!.example, jurisdiction: 'AN' })).toEqual([]);
  });

  it.each([['../../etc/passwd'], ['__proto__'], ['a b'], ['a\u0000'], ['ä'], ['x'.repeat(65)], ['']])(
    'with the id %j is refused',
    (facilityId) => {
      expect(faultsOf({ facilityId })).toContainEqual({ pointer: '/facilityId', message: 'must match ^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$' });
    },
  );

  it('with a name that no store holds, or none at all, is refused', () => {
    expect(faultsOf({ name: 'House\u0000' })).toEqual([{ pointer: '/name', message: 'has a control character' }]);
    expect(faultsOf({ name: '\ud800' })).toEqual([{ pointer: '/name', message: 'has half of a surrogate pair: not Unicode text' }]);
    expect(faultsOf({ name: ' ' })).toEqual([{ pointer: '/name', message: 'must not be blank' }]);
  });

  it('with a name of a megabyte is refused for its length, at once', () => {
    const started = process.cpuUsage();
    const long = 'a/'.repeat(500_000);
    expect(faultsOf({ name: long, timeZone: long, jurisdiction: long, kind: long })).toHaveLength(4);
    expect(process.cpuUsage(started).user).toBeLessThan(200_000);
  });
});

it('codes of 100 digits are put in order without an end', () => {
  const [a, b] = ['9'.repeat(100), `1${'0'.repeat(100)}`];
  expect([compareNaturally(a, b), compareNaturally(b, a)].map(Math.sign)).toEqual([-1, 1]);
});
