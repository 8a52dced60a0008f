import { randomUUID } from 'node:crypto';
import { valueAt, type Facility } from '@everchart/contracts-organisation';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RetentionSuite } from '../test/retention-suite.js';
import { OrganisationDirectory, type CurrentDirectory } from './application/organisation-directory.js';

const linden = { facilityId: 'linden', name: 'House Linden', kind: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE-HH' };
const moved = { facilityId: 'linden', jurisdiction: 'DE-SH', kind: 'hospice', effectiveFrom: '2026-07-01T00:00:00+02:00' };

describe('what organisations state of themselves, in retention', () => {
  const suite = new RetentionSuite();
  const readers: OrganisationDirectory[] = [];
  const has = async (version: number, org = 'home'): Promise<CurrentDirectory> => {
    let directory!: CurrentDirectory;
    await until(async () => (directory = await readers[0]!.read(org)).streamVersion === version && directory.asOf !== undefined, { what: `the directory at ${version}` }); // prettier-ignore
    return directory;
  };

  beforeAll(async () => {
    await suite.start();
    await suite.startService();
    const { DATABASE_API_URL: api, DATABASE_WORKER_URL: worker } = suite.config();
    for (const url of [api, worker]) readers.push(new OrganisationDirectory(suite.pool(url)));
  });
  afterAll(() => suite.close());

  it('is there with the law and the kind of care of each time, beside clinical events that no key opens', async () => {
    await suite.clinical.record([randomUUID()]);
    await suite.recordDirectory([['facility.opened', linden], ['facility.changed', moved]]); // prettier-ignore
    await suite.recordDirectory([['facility.opened', { ...linden, jurisdiction: 'AT' }]], 'other');
    await suite.clinical.record([randomUUID()]);
    const { places, lacks, index } = await has(2);
    const facility = places.get('facility/linden') as Facility;
    const at = (instant: string) =>
      [facility.jurisdictions, facility.kindsOfCare].map((dated) => valueAt<string>(dated, Date.parse(instant)));
    expect([at('2026-06-30T21:59:59Z'), at('2026-06-30T22:00:00Z')]).toEqual([['DE-HH', 'nursing-home'], ['DE-SH', 'hospice']]); // prettier-ignore
    expect(lacks).toBeUndefined();
    expect(index.locate({ facility: 'house linden' }).places.facility?.id).toBe('linden');
    // The API sees the organisation that it names, and so does a worker.
    for (const reader of readers)
      expect(((await reader.read('other')).places.get('facility/linden') as Facility).jurisdictions).toEqual([{ value: 'AT' }]);
  });

  it('says that something is missing when an event cannot be read', async () => {
    await suite.recordDirectory([['facility.opened', { ...linden, timeZone: 'Mars/Base' }]], 'fourth');
    const { lacks, places } = await has(1, 'fourth');
    expect([lacks, places.size]).toEqual(['unreadable', 0]);
  });
});
