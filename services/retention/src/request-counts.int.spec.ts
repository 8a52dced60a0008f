import { join } from 'node:path';
import { organisationStream } from '@everchart/contracts';
import { requestsClass, type AccessEventData } from '@everchart/contracts-access';
import { shardOf } from '@everchart/event-store';
import { halfHourMs } from '@everchart/platform';
import { sealEvent } from '@everchart/sealed-events';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v5 as namedId } from 'uuid';
import { Auditor, RetentionSuite } from '../test/retention-suite.js';

type Counted = AccessEventData['requests.counted'];
interface Page {
  halfHours: { eventId: string; service: string; from: string; to: string; counts: Counted['counts'] }[];
  next: string | null;
}

const begin = Date.UTC(2026, 0, 1);
/** All of them: ten years. */
const halfHours = process.env.TEST_ALL === 'true' ? (Date.UTC(2036, 0, 1) - begin) / halfHourMs : 336;
const batch = 500;
const namespace = '0198a1b2-0000-7000-8000-0000000000aa';
const operations = ['RecordEventsController_recordOne', 'RecordEventsController_recordBatch', 'SummaryController_summary', 'TimelineController_timeline', 'BoardController_board', 'LiveController_live', 'unmatched'] as const; // prettier-ignore
const codes = [200, 201, 400, 401, 404, 409, 429, 499] as const;

/** The same numbers for the same half hour: about 30 lines, more by day. */
function countedIn(halfHour: number): Counted {
  const at = (begin + halfHour * halfHourMs) % (24 * 60 * 60 * 1000);
  let state = (halfHour * 2_654_435_761) % 4_294_967_296;
  const random = (below: number): number => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) % below;
  const busy = at > 6 * 60 * 60 * 1000 && at < 21 * 60 * 60 * 1000 ? 40 : 1;
  const counts = operations.flatMap((operation) =>
    codes
      .filter(() => random(busy === 1 ? 4 : 2) === 0)
      .map((code) => {
        const p50Us = 800 + random(9000);
        const p99Us = p50Us + random(60_000);
        return { operation, release: `1.${Math.floor(halfHour / 336)}.0`, code, requests: 1 + random(60 * busy), p50Us, p99Us, maxUs: p99Us + random(500_000) }; // prettier-ignore
      }),
  );
  const from = begin + halfHour * halfHourMs;
  const some = counts.length > 0 ? counts : [{ operation: 'unmatched', release: '1.0.0', code: 404, requests: 1, p50Us: 1, p99Us: 1, maxUs: 1 }]; // prettier-ignore
  return { from: new Date(from).toISOString(), to: new Date(from + halfHourMs).toISOString(), counts: some };
}

const requestsIn = ({ counts }: { counts: Counted['counts'] }): number => counts.reduce((sum, { requests }) => sum + requests, 0);

describe(`half hours of requests in the log: ${halfHours}`, () => {
  const suite = new RetentionSuite();
  let service: RunningService;
  let auditor: Auditor;
  let requests = 0;

  beforeAll(async () => {
    await suite.start();
    service = await suite.startService();
    auditor = new Auditor(service.url, await suite.token());
    const subject = organisationStream('home');
    const keyring = await suite.keyringOf('keyring_access_writer');
    const key = (await keyring.keysForSealing('home', requestsClass, [subject])).get(subject)!;
    const { store } = suite.access;
    const [source, shards] = await Promise.all([store.source(), store.shardsOf('home')]);
    for (let first = 0; first < halfHours; first += batch) {
      const items = Array.from({ length: Math.min(batch, halfHours - first) }, (_, at) => {
        const data = countedIn(first + at);
        requests += requestsIn(data);
        const draft = { id: namedId(data.from, namespace), org: 'home', subject, type: 'requests.counted', schemaVersion: 1, data, source, shard: shardOf(subject, shards), occurredat: data.to, actor: 'patient-timeline', actorrole: 'service', retentionclass: requestsClass, correlationid: namedId(data.to, namespace) }; // prettier-ignore
        return { ...sealEvent(draft, key), expected: { kind: 'any' as const } };
      });
      const outcomes = await store.append('home', items);
      if (outcomes.some(({ outcome }) => outcome !== 'created')) throw new Error('not appended');
      await suite.access.carry('home');
    }
  }, 1_200_000);
  afterAll(() => suite.close());

  const list = (query: string, by = auditor): Promise<Page> => by.json(`/request-counts?${query}`);

  it('are all entries of it, which verifies from plain files', async () => {
    const isWhole = async (): Promise<boolean> => {
      const { entries, complete } = await auditor.completeness();
      return complete && entries >= halfHours;
    };
    await until(isWhole, { what: `a complete log of ${halfHours}`, timeoutMs: 600_000 });
    const directory = join(suite.directory, 'home');
    await fetchLog({ url: service.url, org: 'home', token: auditor.token, directory });
    const report = verifyLogDirectory({ directory, verifierKey: await auditor.text('/log-key') });
    expect(report.faults).toEqual([]);
  }, 900_000);

  it('are listed as they were counted, page by page, each with its entry', async () => {
    const owner = suite.pool(suite.database.ownerUrl);
    const known = async (): Promise<boolean> => {
      const { rows } = await owner.query<{ number: number }>("SELECT count(*)::integer AS number FROM retention.request_counts WHERE org = 'home'");
      return rows[0]!.number === halfHours;
    }; // prettier-ignore
    await until(known, { what: 'all half hours', timeoutMs: process.env.TEST_ALL === 'true' ? 600_000 : 60_000 });
    const range = new URLSearchParams({ from: new Date(begin).toISOString(), to: '2036-01-01T00:00:00Z', limit: '500' }).toString();
    let [listed, found] = [0, 0];
    for (let next: string | null | undefined; next !== null;) {
      const page: Page = await list(`${range}${next === undefined ? '' : `&after=${next}`}`);
      for (const halfHour of page.halfHours) {
        const { from, to, counts } = countedIn(listed);
        expect(halfHour).toEqual({ eventId: namedId(from, namespace), service: 'patient-timeline', from, to, counts });
        listed += 1;
        found += requestsIn(halfHour);
      }
      ({ next } = page);
    }
    expect([listed, found]).toEqual([halfHours, requests]);
    const { halfHours: [first] } = await list(`${range}&service=patient-timeline`); // prettier-ignore
    expect(await auditor.json(`/proofs/inclusion?event=${first!.eventId}`)).toMatchObject({ index: expect.any(Number) });
    expect(await list(`${range}&service=ingest`)).toEqual({ halfHours: [], next: null });
    expect(await list('from=2026-01-01T00:00:00Z&to=2026-01-01T00:30:00Z')).toMatchObject({ halfHours: [{ from: '2026-01-01T00:00:00.000Z' }], next: null }); // prettier-ignore
    const sizes = await owner.query<{ name: string; bytes: string }>(
      `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
        WHERE relkind = 'r' AND oid IN ('retention.entries'::regclass, 'retention.request_counts'::regclass)`,
    );
    if (process.env.TEST_ALL === 'true') process.stderr.write(`\n${halfHours} half hours: ${JSON.stringify(sizes.rows)}\n`);
  }, 900_000);

  it('are for operators and auditors, and a read of them is on record', async () => {
    const before = (await suite.accesses()).length;
    const query = 'from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z';
    await list(query, new Auditor(service.url, await suite.token({ roles: ['operator'], sub: 'operator-emil' })));
    const carer = new Auditor(service.url, await suite.token({ roles: ['carer'], sub: 'carer-anna' }));
    expect((await carer.get(`/request-counts?${query}`)).status).toBe(403);
    const other = new Auditor(service.url, await suite.token({ org: 'another' }), 'another');
    expect(await list(query, other)).toEqual({ halfHours: [], next: null });
    const accesses = (await suite.accesses()).slice(before);
    expect(accesses).toMatchObject([
      { operation: 'request-counts.read', outcome: 'granted', actor: 'operator-emil', detail: { halfHours: 48 } },
      { operation: 'request-counts.read', outcome: 'denied', actor: 'carer-anna' },
    ]);
  });

  it.each(['5141-11-02T18:41:26.460610+19:12', '0000-01-01T00:00:00Z'])('refuses an instant that there is not: %s', async (instant) => {
    const query = new URLSearchParams({ from: instant, to: '2026-01-01T00:00:00Z' });
    expect((await auditor.get(`/request-counts?${query.toString()}`)).status).toBe(400);
  });

  it('names every fault of a request', async () => {
    const response = await auditor.get('/request-counts?from=yesterday&after=x&limit=501&org=home');
    expect(response.status).toBe(400);
    const { faults } = (await response.json()) as { faults: { pointer: string }[] };
    expect(faults.map(({ pointer }) => pointer).sort()).toEqual(['/query/after', '/query/from', '/query/limit', '/query/org', '/query/to']);
  });

  it('work out no date, and stand on no list of what is due', async () => {
    const owner = suite.pool(suite.database.ownerUrl);
    const { rows } = await owner.query('SELECT FROM retention.record_classes WHERE retention_class = $1', [requestsClass]);
    expect(rows).toEqual([]);
  });
});
