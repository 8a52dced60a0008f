import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RetentionSuite } from '../../../services/retention/test/retention-suite.js';
import { runCommand, type Ended } from '../test/command.js';

describe('everchart requests', () => {
  const suite = new RetentionSuite();
  const ids = [randomUUID(), randomUUID()];
  const counts = [{ operation: 'SummaryController_summary', release: '1.4.0', code: 200, requests: 12, p50Us: 5120, p99Us: 28_963, maxUs: 81_234 }]; // prettier-ignore
  let requests: (...args: string[]) => Promise<Ended>;

  beforeAll(async () => {
    await suite.start();
    const { url } = await suite.startService();
    const tokenFile = join(suite.directory, 'token');
    writeFileSync(tokenFile, await suite.token({ roles: ['operator'] }));
    requests = (...args) =>
      runCommand(['--org', 'home', 'requests', '--retention', url, '--token-file', tokenFile, ...args], { PATH: process.env.PATH! });
    const worker = suite.pool(suite.database.url('retention_worker'));
    for (const [at, id] of ids.entries())
      await worker.query('INSERT INTO retention.request_counts (org, from_at, event_id, to_at, service, counts) VALUES ($1, $2, $3, $4, $5, $6)', [
        'home', `2026-03-01T0${6 + at}:30:00Z`, id, `2026-03-01T0${7 + at}:00:00Z`, 'patient-timeline', JSON.stringify(counts),
      ]); // prettier-ignore
  });
  afterAll(() => suite.close());

  it('lists half hours for people, and for programs with the ids of their entries', async () => {
    const range = ['--from', '2026-03-01T06:00:00Z', '--to', '2026-03-01T08:00:00+01:00'];
    const line = '2026-03-01T06:30  patient-timeline  SummaryController_summary  1.4.0  200  12  5.1  29.0  81.2\n';
    expect(await requests(...range)).toEqual({ code: 0, output: line, errors: '' });
    const { output } = await requests('--from', '2026-03-01T06:00:00Z', '--to', '2026-03-02T00:00:00Z', '--json');
    expect(output.trim().split('\n').map((each) => (JSON.parse(each) as { eventId: string }).eventId)).toEqual(ids); // prettier-ignore
    expect(await requests(...range, '--service', 'ingest')).toEqual({ code: 0, output: '', errors: '' });
  });

  it('says what is wrong with a call', async () => {
    expect(await requests('--from', 'yesterday')).toMatchObject({ code: 2, errors: expect.stringContaining('--from is an instant') });
  });
});
