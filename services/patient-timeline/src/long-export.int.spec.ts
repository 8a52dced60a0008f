import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EventStore } from '@everchart/event-store';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { upcastAccess, type AccessEventData } from '@everchart/contracts-access';
import { ServiceProcess, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, registration, TimelineSuite, type Draft } from '../test/timeline-suite.js';

/** Of the length that is promised; `npm test` takes a part of it. */
const entries = process.env.TEST_ALL === 'true' ? 100_000 : 10_000;
const perRun = 5000;
/** A copy that gathered the entries of such a record would not fit: its files have 190 MB. */
const oldSpaceMiB = 96;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const officer = { roles: ['data-protection-officer'], sub: 'officer-hugo' };

describe('a copy of a long record', () => {
  const suite = new TimelineSuite('postgres');
  let service: ServiceProcess;
  let store: EventStore;

  beforeAll(async () => {
    await suite.start();
    store = new EventStore({ pool: suite.pool(suite.database.url('timeline_api')), service: 'patient-timeline' });
    service = await ServiceProcess.start(
      new URL('../dist/main.js', import.meta.url),
      suite.environmentWith({ NODE_OPTIONS: `--max-old-space-size=${oldSpaceMiB}`, MALLOC_ARENA_MAX: '2' }),
    );
    await until(async () => (await fetch(`${service.url}/health/ready`)).ok, { what: 'the read models' });
  }, 120_000);
  afterAll(async () => {
    await service.kill();
    await store.close();
    await suite.close();
  });

  const memoryMiB = (field: 'VmRSS' | 'VmHWM'): number => {
    const text = readFileSync(`/proc/${service.pid}/status`, 'utf8');
    return Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)![1]) / 1024);
  };
  const get = async (path: string): Promise<Response> =>
    fetch(`${service.url}/v1/orgs/home/${path}`, { headers: { authorization: `Bearer ${await suite.token(officer)}` } });

  it(`of ${entries} entries is made in bounded memory, and arrives whole`, async () => {
    const patient = newPatient();
    await suite.record({ patient, type: 'patient.registered', data: registration });
    for (let done = 1; done < entries; done += perRun) {
      const drafts = Array.from({ length: Math.min(perRun, entries - done) }, (_, n): Draft => {
        const occurredAt = new Date(Date.UTC(2020, 0, 1) + (done + n) * 60_000).toISOString();
        return { patient, type: 'observation.recorded', data: pulse(60 + (n % 40)), occurredAt };
      });
      await suite.recordMany(drafts);
    }
    const worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    const applied = async (): Promise<boolean> =>
      (await worker.query('SELECT FROM timeline_v1.patients WHERE patient = $1 AND stream_version = $2', [patient, entries])).rowCount ===
      1;
    await until(applied, { what: 'all entries', timeoutMs: 600_000 });
    const retention = await suite.destroyedRecords();
    const id = await retention.state('export.approved', patient, { requestId: randomUUID(), kind: 'access', validUntil: inDays(7), periods: [] }, { actor: officer.sub }); // prettier-ignore
    await retention.carry(suite.transport);
    let answer!: Response;
    await until(async () => (answer = await get(`patients/${patient}/exports/${id}`)).status !== 404, { what: 'the approval' });
    expect(answer.status).toBe(200);
    const before = memoryMiB('VmRSS');
    let [bytes, highest] = [0, 0];
    const hash = createHash('sha256');
    for await (const chunk of answer.body!) {
      bytes += chunk.length;
      hash.update(chunk);
      highest = Math.max(highest, memoryMiB('VmRSS'));
    }
    const events = (await store.readShard('home', 0, 0, 10_000)).filter(({ header }) => header.type === 'export.made');
    const [made] = (await openEvents(events, await suite.accessKeyring(), upcastAccess)) as OpenedEvent[];
    const { digest, counts, parts, bytes: size } = made!.data as AccessEventData['export.made'];
    expect([digest, size, counts.entries]).toEqual([hash.digest('hex'), bytes, entries]);
    const files = parts.reduce((sum, part) => sum + part.bytes, 0);
    process.stderr.write(`patient-timeline, a copy of ${entries} entries: ${Math.round(files / 1e6)} MB in files, RSS ${before} MiB before, ${highest} MiB at most\n`); // prettier-ignore
    // What does not fit into the heap ends the process. Beside it there are buffers, which are not counted there.
    expect(highest).toBeLessThan(250); // a quarter more than 199, the highest that was measured, with 100,000 entries
    expect(service.ended).toBe(false);
  }, 1_200_000);
});
