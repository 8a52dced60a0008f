import { openAccesses, type Access } from '@everchart/access-log';
import { EventStore } from '@everchart/event-store';
import type { RunningService } from '@everchart/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, penicillin, pulse, read, registration, TimelineSuite, type Draft, type ReadAnswer } from '../test/timeline-suite.js';
import { createApp } from './index.js';

describe('the record as it was', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let auditor: string;

  beforeAll(async () => {
    await suite.start();
    ({ service } = await createApp(suite.config({ AT_LEAST_WAIT_MS: '10000' })));
    auditor = await suite.token({ sub: 'auditor-eva', roles: ['auditor'] });
  });
  afterAll(async () => {
    await service?.close();
    await suite.close();
  });

  const get = (patient: string, path: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    read(`${service.url}/v1/orgs/home/patients/${patient}/${path}?${new URLSearchParams(query).toString()}`, auditor, headers);
  const at = (hour: number) => `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`;

  /** Each recorded after the one before was shown: so each has a moment of its own. */
  async function night() {
    const patient = newPatient();
    const drafts: Omit<Draft, 'patient'>[] = [
      { type: 'patient.registered', data: registration, occurredAt: at(1) },
      { type: 'observation.recorded', data: pulse(72), occurredAt: at(2) },
      { type: 'allergy.recorded', data: penicillin, occurredAt: at(3) },
      // Of before the first pulse, recorded after it.
      { type: 'observation.recorded', data: pulse(60), occurredAt: at(1) },
    ];
    const shown: ReadAnswer['body'][] = [];
    const ids: string[] = [];
    const step = async (draft: Omit<Draft, 'patient'>) => {
      const [recorded] = await suite.record({ patient, ...draft });
      ids.push(recorded!.id);
      shown.push((await get(patient, 'summary', {}, { 'everchart-at-least': recorded!.token })).body);
    };
    for (const draft of drafts) await step(draft);
    await step({ type: 'entry.struck', data: { entryId: ids[1], reason: 'entered-in-error' }, occurredAt: at(5) });
    await step({
      type: 'entry.amended',
      data: {
        entryId: ids[3],
        type: 'observation.recorded',
        schemaVersion: 1,
        data: pulse(65),
        occurredAt: at(4),
        changeLog: { reason: 'misread' },
      },
      occurredAt: at(6),
    });
    return { patient, ids, shown };
  }

  it('is what was shown then, by the moment and by the version that was served', async () => {
    const { patient, shown } = await night();
    for (const [index, then] of shown.entries()) {
      const known = await get(patient, 'summary', { knownAt: then.lastRecordedAt });
      expect(known).toMatchObject({
        status: 200,
        body: {
          patientId: patient, streamVersion: index + 1, lastRecordedAt: then.lastRecordedAt, stale: false, complete: true,
          past: { knownAt: then.lastRecordedAt, empty: false, recordVersion: 6, recordedUntil: shown.at(-1).lastRecordedAt },
        },
      }); // prettier-ignore
      expect(JSON.stringify(known.body.summary)).toBe(JSON.stringify(then.summary));
      expect(known.headers.get('etag')).toBeNull();
      expect(known.headers.get('everchart-position')).toBe(known.body.position);
      const served = await get(patient, 'summary', { atVersion: String(index + 1) });
      expect(JSON.stringify(served.body.summary)).toBe(JSON.stringify(then.summary));
      expect(served.body.position).toBe(known.body.position);
    }
  });

  it('shows what had happened by an instant, by the times that count in what was known', async () => {
    const { patient, shown } = await night();
    const pulseAt = async (query: Record<string, string>) =>
      (await get(patient, 'summary', query)).body.summary.vitalSigns.map((each: { valueQuantity: object }) => each.valueQuantity);
    // By now the first pulse is struck, and the other one happened at four.
    expect(await pulseAt({ happenedBy: at(3) })).toEqual([]);
    expect(await pulseAt({ happenedBy: at(4) })).toMatchObject([{ value: 65 }]);
    // The night nurse knew the first one, before the strike.
    const knownAt = shown[3].lastRecordedAt as string;
    expect(await pulseAt({ knownAt, happenedBy: at(1) })).toMatchObject([{ value: 60 }]);
    expect(await pulseAt({ knownAt, happenedBy: at(2) })).toMatchObject([{ value: 72 }]);
  });

  it('has pages of the timeline that belong to one instant', async () => {
    const { patient, shown } = await night();
    const knownAt = shown[3].lastRecordedAt as string;
    const first = await get(patient, 'timeline', { knownAt, limit: '3' });
    expect(first.body.entries.map(({ streamVersion }: { streamVersion: number }) => streamVersion)).toEqual([3, 2, 4]);
    expect(first.body.entries.some((entry: object) => 'struck' in entry || 'amended' in entry)).toBe(false);
    const next = await get(patient, 'timeline', { knownAt, limit: '3', cursor: first.body.next });
    expect(next.body).toMatchObject({ entries: [{ streamVersion: 1 }], next: null, past: { knownAt } });
    for (const other of [{}, { knownAt: at(5) }, { knownAt, happenedBy: at(5) }] as Record<string, string>[])
      expect(await get(patient, 'timeline', { ...other, cursor: first.body.next })).toMatchObject({
        status: 400,
        body: { faults: [{ pointer: '/query/cursor' }] },
      });
    const now = await get(patient, 'timeline', { atVersion: '6' });
    expect(JSON.stringify(now.body.entries)).toBe(JSON.stringify((await get(patient, 'timeline')).body.entries));
  });

  it('is empty before the first event, and says so', async () => {
    const { patient } = await night();
    const { status, body, headers } = await get(patient, 'summary', { knownAt: at(1) });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      streamVersion: 0,
      lastRecordedAt: null,
      past: { empty: true, recordVersion: 6 },
      summary: { identity: null, allergies: [] },
    });
    expect(headers.get('everchart-position')).toBeNull();
    expect((await get(patient, 'timeline', { knownAt: at(1) })).body).toMatchObject({ entries: [], next: null, past: { empty: true } });
    expect((await get(newPatient(), 'summary', { knownAt: at(1) })).status).toBe(404);
  });

  it.each([
    ['knownAt', { knownAt: '2999-01-01T00:00:00Z' }],
    ['happenedBy', { happenedBy: '2999-01-01T00:00:00Z' }],
    ['knownAt', { knownAt: 'yesterday' }],
    ['atVersion', { atVersion: '0' }],
    ['atVersion', { atVersion: '3', knownAt: '2026-03-01T00:00:00Z' }],
  ])('is not shown at what is no instant of the past: %s', async (name, query) => {
    for (const path of ['summary', 'timeline'])
      expect(await get(newPatient(), path, query)).toMatchObject({
        status: 400,
        body: { type: 'urn:everchart:problem:parameter-invalid', faults: [{ pointer: `/query/${name}` }] },
      });
  });

  it('has no version that the record has not', async () => {
    const { patient } = await night();
    expect(await get(patient, 'summary', { atVersion: '7' })).toMatchObject({
      status: 400,
      body: { type: 'urn:everchart:problem:version-unknown' },
    });
  });

  it('is known only when all that was recorded by then is in', async () => {
    const { patient } = await night();
    await service.close();
    // Without a projector nothing new comes, and nothing says that there is nothing new.
    ({ service } = await createApp(suite.config({ ROLES: 'api,relay', AT_LEAST_WAIT_MS: '50' })));
    const knownAt = new Date().toISOString();
    expect(await get(patient, 'summary', { knownAt })).toMatchObject({
      status: 503,
      body: { type: 'urn:everchart:problem:not-yet-fresh' },
    });
    const marked = await get(patient, 'summary', { knownAt }, { 'everchart-allow-stale': 'true' });
    expect(marked).toMatchObject({ status: 200, body: { streamVersion: 6, stale: true, staleReason: 'behind' } });
    // What lies before the last event of the record is known: nothing comes before it any more.
    expect((await get(patient, 'summary', { knownAt: at(1) })).status).toBe(200);
    await service.close();
    ({ service } = await createApp(suite.config({ AT_LEAST_WAIT_MS: '10000' })));
  });

  it('differs between two instants by what was recorded, and by what happened', async () => {
    const { patient, ids, shown } = await night();
    const [, , third, fourth] = shown.map(({ lastRecordedAt }) => lastRecordedAt as string);
    const difference = async (query: Record<string, string>) => (await get(patient, 'difference', query)).body;
    const recorded = await difference({ from: third! });
    expect(recorded).toMatchObject({
      streamVersion: 6, clock: 'recorded', from: { at: third, streamVersion: 3 }, to: { at: null, streamVersion: 6 },
      entries: {
        added: [{ entryId: ids[3], occurredAt: at(1), recordedAt: fourth, actor: 'carer-anna' }],
        struck: [{ entryId: ids[1], by: { entryId: ids[4], occurredAt: at(5), recordedAt: shown[4].lastRecordedAt }, reason: 'entered-in-error' }],
        amended: [], restored: [], more: {},
      },
      summary: { vitalSigns: [{ was: { valueQuantity: { value: 72 }, recordedAt: shown[1].lastRecordedAt }, is: { valueQuantity: { value: 65 }, occurredAt: at(4), recordedAt: fourth } }] },
    }); // prettier-ignore
    expect(Object.keys(recorded.summary)).toEqual(['vitalSigns']);
    expect(await difference({ from: fourth! })).toMatchObject({
      entries: { added: [], struck: [{ entryId: ids[1] }], amended: [{ entryId: ids[3], by: { entryId: ids[5] }, reason: 'misread' }] },
    });
    expect(await difference({ from: third!, to: third! })).toMatchObject({ entries: { added: [], struck: [], amended: [] }, summary: {} });
    const happened = await difference({ from: at(2), to: at(4), clock: 'happened' });
    expect(happened).toMatchObject({
      entries: {
        added: [
          { entryId: ids[3], occurredAt: at(4) },
          { entryId: ids[2], occurredAt: at(3) },
        ],
        struck: [],
        amended: [],
      },
      summary: { allergies: [{ was: null, is: { entryId: ids[2] } }], vitalSigns: [{ was: null, is: { entryId: ids[3] } }] },
    });
    await takeStrikeBack(patient, ids);
    // What takes a strike back, brings the entry back.
    expect(await difference({ from: shown[5].lastRecordedAt })).toMatchObject({ entries: { added: [], restored: [{ entryId: ids[1] }] } });
    for (const query of [{}, { from: at(2), to: at(1) }, { from: at(2), clock: 'wall' }, { from: '2999-01-01T00:00:00Z' }] as Record<
      string,
      string
    >[])
      expect((await get(patient, 'difference', query)).status).toBe(400);
  });

  const takeStrikeBack = async (patient: string, ids: readonly string[]) => {
    const [struck] = await suite.record({
      patient,
      type: 'entry.struck',
      data: { entryId: ids[4], reason: 'entered-in-error' },
      occurredAt: at(7),
    });
    await get(patient, 'summary', {}, { 'everchart-at-least': struck!.token });
  };

  it('is refused before the record as it is has to wait, when too many read it', async () => {
    const { patient } = await night();
    const owner = suite.pool(suite.database.ownerUrl);
    const holder = await owner.connect();
    await holder.query('BEGIN; LOCK TABLE timeline_v1.timeline_blocks IN ACCESS EXCLUSIVE MODE');
    const reads = Array.from({ length: 12 }, () => get(patient, 'summary', { atVersion: '3' }));
    // One reads, and eight wait.
    const refused = await firstOf(reads, 3);
    expect(refused.map(({ status, body, headers }) => [status, body.type, headers.get('retry-after')])).toEqual(
      Array.from({ length: 3 }, () => [503, 'urn:everchart:problem:past-busy', '2']),
    );
    expect((await get(patient, 'summary')).status).toBe(200);
    await holder.query('ROLLBACK');
    holder.release();
    expect((await Promise.all(reads)).filter(({ status }) => status === 200)).toHaveLength(9);
  });

  /** Those of the answers that come first. */
  const firstOf = async (reads: readonly Promise<ReadAnswer>[], count: number): Promise<ReadAnswer[]> => {
    const answers: ReadAnswer[] = [];
    const { promise, resolve } = Promise.withResolvers<ReadAnswer[]>();
    for (const each of reads)
      void each.then((answer) => {
        answers.push(answer);
        if (answers.length === count) resolve([...answers]);
      });
    return promise;
  };

  it('is on record with the instants, the position and the version that were served', async () => {
    const { patient, shown } = await night();
    const knownAt = shown[2].lastRecordedAt as string;
    const { body } = await get(patient, 'summary', { knownAt, happenedBy: at(2) });
    await get(patient, 'timeline', { atVersion: '2' });
    await get(patient, 'difference', { from: knownAt });
    const store = new EventStore({ pool: suite.pool(suite.config().DATABASE_API_URL), service: 'patient-timeline' });
    const keyring = await suite.accessKeyring();
    const opened = await Promise.all((await store.readShard('home', 0, 0, 100_000)).map((event) => openAccesses(event, keyring)));
    const accesses = opened.flat().filter((access): access is Access => access?.patient === patient);
    expect(accesses.slice(-3)).toMatchObject([
      {
        operation: 'summary.read',
        actor: 'auditor-eva',
        served: { streamVersion: 3, position: body.position },
        detail: { knownAt, happenedBy: at(2) },
      },
      { operation: 'timeline.read', served: { streamVersion: 2 }, detail: { atVersion: 2, entries: 2 } },
      { operation: 'difference.read', served: { streamVersion: 6 }, detail: { clock: 'recorded', from: knownAt } },
    ]);
    // And what was served is found again by it.
    const served = accesses.find(({ served: named }) => named?.streamVersion === 3)!.served!;
    const again = await get(patient, 'summary', { atVersion: String(served.streamVersion) });
    expect(JSON.stringify(again.body.summary)).toBe(JSON.stringify(shown[2].summary));
  });
});
