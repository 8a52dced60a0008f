import { openAccesses, type Access } from '@everchart/access-log';
import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { decodeAccessReceipt, encodePositionToken, judgeReceipt, type ParsedLogEntry } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import type { RunningService } from '@everchart/service-kit';
import { withOrganisation, type Pool } from '@everchart/postgres';
import { describeWithKafka, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everyType } from '../test/every-type.js';
import { newPatient, penicillin, pulse, read, registration, TimelineSuite, type Draft, type ReadAnswer } from '../test/timeline-suite.js';
import { createApp, rebuildProjection, type TimelineConfig } from './index.js';

/** All that the service has put on record for an organisation, in order. */
async function accessesOf(suite: TimelineSuite, pool: Pool, org: string): Promise<Access[]> {
  const store = new EventStore({ pool, service: 'patient-timeline' });
  const keyring = await suite.accessKeyring();
  const events = await store.readShard(org, 0, 0, 100_000);
  const accesses = await Promise.all(events.map((event) => openAccesses(event, keyring)));
  return accesses.flat().map((access) => access!);
}

function behaviour(kind: 'kafka' | 'postgres'): void {
  const suite = new TimelineSuite(kind);
  let service: RunningService;
  let config: TimelineConfig;
  let carer: string;
  let apiPool: Pool;
  let workerPool: Pool;

  beforeAll(async () => {
    await suite.start();
    config = suite.config({ AT_LEAST_WAIT_MS: '10000' });
    ({ service } = await createApp(config));
    carer = await suite.token();
    apiPool = suite.pool(config.DATABASE_API_URL);
    workerPool = suite.pool(config.DATABASE_WORKER_URL);
  });
  afterAll(async () => {
    await service?.close();
    await suite.close();
  });

  const summaryUrl = (patient: string, org = 'home') => `${service.url}/v1/orgs/${org}/patients/${patient}/summary`;
  const timelineUrl = (patient: string, query = '', org = 'home') => `${service.url}/v1/orgs/${org}/patients/${patient}/timeline${query}`;
  const summary = (patient: string, headers: Record<string, string> = {}) => read(summaryUrl(patient), carer, headers);
  const timeline = (patient: string, query = '', headers: Record<string, string> = {}) => read(timelineUrl(patient, query), carer, headers);
  const rows = async (schema = 'timeline_v1') => {
    const patients = await workerPool.query(
      `SELECT org, patient, stream_version, position, counts::text FROM ${schema}.patients ORDER BY org, patient`,
    );
    const topics = await workerPool.query(`SELECT *, facts::text FROM ${schema}.topics ORDER BY org, patient, topic`);
    const entries = await workerPool.query(`SELECT *, entry::text FROM ${schema}.timeline_entries ORDER BY org, patient, stream_version`);
    return { patients: patients.rows as unknown[], topics: topics.rows as unknown[], entries: entries.rows as unknown[] };
  };
  /** A record whose state is on show when this resolves. */
  const recordVisibly = async (...drafts: Draft[]) => {
    const recorded = await suite.record(...drafts);
    const shown = await summary(drafts.at(-1)!.patient, { 'everchart-at-least': recorded.at(-1)!.token });
    expect(shown.status).toBe(200);
    return { recorded, shown };
  };

  describe('the projection', () => {
    it('shows what was recorded to a reader who brings its position, and names the place shown', async () => {
      const patient = newPatient();
      const { recorded, shown } = await recordVisibly(
        { patient, type: 'patient.registered', data: registration },
        { patient, type: 'observation.recorded', data: pulse(72) },
      );
      expect(shown.body).toMatchObject({
        patientId: patient,
        streamVersion: 2,
        stale: false,
        summary: {
          identity: { name: { family: 'Keller' } },
          vitalSigns: [{ valueQuantity: { value: 72, unit: '/min' }, entryId: recorded[1]!.id }],
        },
      });
      expect(shown.headers.get('etag')).toBe('W/"2"');
      expect(shown.headers.get('cache-control')).toBe('no-store');
      const again = await summary(patient, { 'everchart-at-least': shown.headers.get('everchart-position')! });
      expect(again.status).toBe(200);
      expect(again.body.position).toBe(again.headers.get('everchart-position'));
    });

    it('shows every version of every type, and the summary covers it', async () => {
      const patient = newPatient();
      const drafts = everyType(patient);
      const { shown } = await recordVisibly(...drafts);
      const { entries } = (await timeline(patient, '?limit=100')).body as { entries: { type: string; schemaVersion: number }[] };
      const seen = entries.map(({ type, schemaVersion }) => `${type}:${schemaVersion}`);
      expect(seen).toHaveLength(drafts.length);
      expect(new Set(seen)).toEqual(new Set(clinicalEventTypes.map(({ type, version }) => `${type}:${version}`)));
      expect(shown.body).toMatchObject({ stale: false, summary: { counts: { unread: 0 } } });
      for (const { type } of clinicalEventTypes) {
        const { body } = await timeline(patient, `?type=${type}&limit=100`);
        expect(body.entries.length).toBe(seen.filter((each) => each.startsWith(`${type}:`)).length);
      }
    });

    it('pages the timeline newest first, by what happened and not by when it was recorded', async () => {
      const patient = newPatient();
      const at = (hour: number) => `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`;
      await recordVisibly(
        { patient, type: 'patient.registered', data: registration, occurredAt: at(6) },
        { patient, type: 'observation.recorded', data: pulse(70), occurredAt: at(9) },
        { patient, type: 'note.written', data: { kind: 'progress', text: 'Slept "well"; Müller \\ ok' }, occurredAt: at(8) },
        { patient, type: 'observation.recorded', data: pulse(75), occurredAt: at(7) },
      );
      const all = await timeline(patient);
      expect(all.body.entries.map((entry: { streamVersion: number }) => entry.streamVersion)).toEqual([2, 3, 4, 1]);
      expect(all.body.next).toBeNull();
      expect(all.body.entries[1]).toMatchObject({
        type: 'note.written',
        occurredAt: at(8),
        late: true,
        actor: 'carer-anna',
        data: { text: 'Slept "well"; Müller \\ ok' },
      });
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const page: ReadAnswer = await timeline(patient, `?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
        seen.push(...page.body.entries.map((entry: { streamVersion: number }) => entry.streamVersion));
        cursor = page.body.next;
      } while (cursor !== null);
      expect(seen).toEqual([2, 3, 4, 1]);
      const versions = async (query: string) =>
        (await timeline(patient, query)).body.entries.map((entry: { streamVersion: number }) => entry.streamVersion);
      expect(await versions('?type=observation.recorded')).toEqual([2, 4]);
      expect(await versions('?type=note.written,patient.registered')).toEqual([3, 1]);
      expect(await versions(`?from=${encodeURIComponent(at(7))}&to=${encodeURIComponent(at(9))}`)).toEqual([3, 4]);
      expect((await summary(patient)).body.summary.vitalSigns).toMatchObject([{ valueQuantity: { value: 70 } }]);
    });

    it('strikes: the entry stays and is marked, its effect is gone, the value before holds', async () => {
      const patient = newPatient();
      const { recorded } = await recordVisibly(
        { patient, type: 'patient.registered', data: registration },
        { patient, type: 'observation.recorded', data: pulse(70), occurredAt: '2026-03-01T08:00:00Z' },
        { patient, type: 'observation.recorded', data: pulse(700), occurredAt: '2026-03-01T09:00:00Z' },
      );
      const wrong = recorded[2]!.id;
      const { recorded: strikes } = await recordVisibly({
        patient,
        type: 'entry.struck',
        data: { entryId: wrong, reason: 'entered-in-error' },
      });
      const after = await summary(patient);
      expect(after.body.summary).toMatchObject({ vitalSigns: [{ valueQuantity: { value: 70 } }], counts: { struck: 1 } });
      const entries = (await timeline(patient)).body.entries as { id: string; struck?: unknown }[];
      expect(entries).toHaveLength(4);
      expect(entries.find((entry) => entry.id === wrong)).toMatchObject({
        data: pulse(700),
        struck: { by: strikes[0]!.id, reason: 'entered-in-error' },
      });
    });

    it('amends: the entry shows what counts and what was recorded, stands where it belongs in time, and the summary follows', async () => {
      const patient = newPatient();
      const { recorded } = await recordVisibly(
        { patient, type: 'patient.registered', data: registration, occurredAt: '2026-03-01T06:00:00Z' },
        { patient, type: 'observation.recorded', data: pulse(70), occurredAt: '2026-03-01T08:00:00Z' },
        { patient, type: 'observation.recorded', data: pulse(700), occurredAt: '2026-03-01T09:00:00Z' },
      );
      const misread = recorded[2]!.id;
      const amendment = (data: unknown, occurredAt?: string): Draft => ({
        patient,
        type: 'entry.amended',
        data: {
          entryId: misread,
          type: 'observation.recorded',
          schemaVersion: 1,
          data,
          ...(occurredAt === undefined ? {} : { occurredAt }),
          changeLog: { reason: 'One "0" too many' },
        },
      });
      const pulses = async () => {
        const { body } = await timeline(patient, '?type=observation.recorded');
        return body.entries as Record<string, unknown>[];
      };
      const { recorded: first, shown } = await recordVisibly(amendment(pulse(72), '2026-03-01T07:00:00Z'));
      expect(shown.body.summary.vitalSigns).toMatchObject([{ valueQuantity: { value: 70 } }]);
      expect((await pulses()).map(({ streamVersion }) => streamVersion)).toEqual([2, 3]);
      expect((await pulses())[1]).toMatchObject({
        id: misread,
        occurredAt: '2026-03-01T07:00:00Z',
        data: pulse(72),
        amended: { by: first[0]!.id, reason: 'One "0" too many', original: { occurredAt: '2026-03-01T09:00:00Z', data: pulse(700) } },
      });
      const { recorded: second } = await recordVisibly(amendment(pulse(71)));
      expect((await pulses())[1]).toMatchObject({ occurredAt: '2026-03-01T07:00:00Z', data: pulse(71), amended: { by: second[0]!.id } });
      const { shown: after } = await recordVisibly(
        ...[first[0]!.id, second[0]!.id].map((entryId) => ({
          patient,
          type: 'entry.struck',
          data: { entryId, reason: 'entered-in-error' },
        })),
      );
      expect(after.body.summary.vitalSigns).toMatchObject([{ entryId: misread, valueQuantity: { value: 700 } }]);
      expect((await pulses())[0]).toMatchObject({ id: misread, occurredAt: '2026-03-01T09:00:00Z', data: pulse(700) });
      expect((await pulses())[0]).not.toHaveProperty('amended');
    });

    it('moves: the struck entry names the copy, which counts in the other record; a merge is said in both', async () => {
      const [wrong, right] = [newPatient(), newPatient()];
      const { recorded } = await recordVisibly(
        { patient: right, type: 'patient.registered', data: registration },
        { patient: wrong, type: 'patient.registered', data: registration },
        { patient: wrong, type: 'flag.raised', data: { colour: 'red', reason: 'Fell' } },
      );
      const movedTo = { patientId: right, entryId: newPatient() };
      const flag = recorded[2]!.id;
      await recordVisibly(
        { patient: wrong, type: 'entry.struck', schemaVersion: 2, data: { entryId: flag, reason: 'wrong-patient', movedTo } },
        { patient: right, id: movedTo.entryId, type: 'flag.raised', data: { colour: 'red', reason: 'Fell' } },
      );
      expect((await summary(wrong)).body.summary.flags).toEqual([]);
      expect((await timeline(wrong, '?type=flag.raised')).body.entries).toMatchObject([
        { id: flag, struck: { reason: 'wrong-patient', movedTo } },
      ]);
      expect((await summary(right)).body.summary.flags).toMatchObject([{ flagId: movedTo.entryId, colour: 'red' }]);

      await recordVisibly(
        { patient: wrong, type: 'patient.merged', data: { link: 'replaced-by', otherPatientId: right } },
        { patient: right, type: 'patient.merged', data: { link: 'replaces', otherPatientId: wrong } },
      );
      expect((await summary(wrong)).body.summary).toMatchObject({ replacedBy: { patientId: right }, identity: { gender: 'female' } });
      expect((await summary(right)).body.summary).toMatchObject({ replacedBy: null, replaces: [{ patientId: wrong }] });
      expect((await timeline(wrong)).body.entries).toHaveLength(4);
    });

    it('applies duplicates once and waits for what is missing', async () => {
      const patient = newPatient();
      await recordVisibly({ patient, type: 'patient.registered', data: registration });
      const [first, second, third] = await suite.append(
        ...[61, 62, 63].map((value) => ({ patient, type: 'observation.recorded', data: pulse(value) })),
      );
      const [one, two, three] = await suite.pending();
      await suite.send([one!, one!, three!, one!]);
      await until(async () => (await summary(patient)).body.stale === true, { what: 'the gap to be marked' });
      const waiting = await summary(patient, { 'everchart-at-least': first!.token });
      expect(waiting.body).toMatchObject({
        staleReason: expect.stringContaining('stopped:gap'),
        summary: { vitalSigns: [{ valueQuantity: { value: 61 } }] },
      });
      expect(waiting.headers.get('everchart-stale')).toBe('true');
      await suite.send([three!, two!]);
      await suite.carry(); // all three again
      await until(async () => (await summary(patient)).body.stale === false, { what: 'the gap to close' });
      const after = await summary(patient, { 'everchart-at-least': third!.token });
      expect(after.body).toMatchObject({ streamVersion: 4, summary: { vitalSigns: [{ entryId: third!.id }] } });
      expect((await timeline(patient)).body.entries).toHaveLength(4);
      expect(second!.position).toBe(first!.position + 1);
    });

    it('reads every time that a former door took, and orders entries by microseconds', async () => {
      const patient = newPatient();
      const times = [
        '2026-03-01T08:00:00.000001Z',
        '2026-03-01T08:00:00.000002Z',
        '2026-03-01T08:00:00+16:00',
        '2016-12-31T23:59:60Z',
        '2026-02-28 10:00:00+0100',
        '0000-06-01T08:00:00Z',
      ];
      await recordVisibly(
        { patient, type: 'patient.registered', data: registration, occurredAt: '2026-01-01T00:00:00Z' },
        ...times.map((occurredAt, n) => ({ patient, type: 'observation.recorded', data: pulse(60 + n), occurredAt })),
        { patient, type: 'allergy.recorded', data: penicillin, occurredAt: '2026-03-02T08:00:00Z' },
      );
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: ReadAnswer = await timeline(patient, `?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
        expect(page).toMatchObject({ status: 200, body: { stale: false } });
        seen.push(...page.body.entries.map(({ occurredAt }: { occurredAt: string }) => occurredAt));
        cursor = page.body.next;
      }
      expect(seen).toEqual([
        '2026-03-02T08:00:00Z', times[1], times[0], times[2], times[4], '2026-01-01T00:00:00Z', times[3], times[5],
      ]); // prettier-ignore
      // A bound is cut to microseconds as entries are, not rounded up past them.
      const from = await timeline(patient, '?from=2026-03-01T08:00:00.0000019Z&to=2026-03-01T08:00:00.0000029Z');
      expect(from.body.entries.map(({ occurredAt }: { occurredAt: string }) => occurredAt)).toEqual([times[0]]);
      const { summary: shown } = (await summary(patient)).body;
      expect(shown.allergies).toMatchObject([{ substance: { text: 'Penicillin' } }]);
      expect(shown.vitalSigns).toMatchObject([{ valueQuantity: { value: 61 } }]);
    });

    describe('of an event that cannot be read', () => {
      /** Records the drafts, some of which reach the stream with a payload that does not open. */
      const recordSpoilt = async (patient: string, drafts: Omit<Draft, 'patient'>[], spoilt: readonly number[]) => {
        const recorded = await suite.append(...drafts.map((draft) => ({ patient, ...draft })));
        const pending = (await suite.pending()).filter(({ header }) => header.subject === patient);
        await suite.send(
          pending.map((event, at) =>
            spoilt.includes(at)
              ? { ...event, payload: Buffer.concat([event.payload.subarray(0, -1), Buffer.of(event.payload.at(-1)! ^ 1)]) }
              : event,
          ),
        );
        await suite.passOver();
        const shown = await summary(patient, { 'everchart-at-least': recorded.at(-1)!.token });
        return { recorded, pending, shown };
      };
      const entriesOf = async (patient: string) => (await timeline(patient, '?limit=100')).body.entries;
      const streams = async (path: string, method = 'GET', body?: object, roles = ['operator']) => {
        const token = await suite.token({ roles, sub: 'operator-olga' });
        const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
        const response = await fetch(`${service.url}/v1/orgs/home/streams${path}`, {
          method,
          headers,
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        return { status: response.status, body: (await response.json()) as object };
      };
      const retry = async (patient: string) => (await streams(`/${patient}/retry`, 'POST')).body;

      it('shows that there is one, and what was recorded after it; a strike of it makes the record complete again', async () => {
        const patient = newPatient();
        const prescriptionId = newPatient();
        const drafts = [
          { type: 'patient.registered', data: registration },
          {
            id: prescriptionId,
            type: 'medication.prescribed',
            data: { medication: { text: 'Warfarin' } },
            occurredAt: '2026-03-01T08:00:00+01:00',
          },
          { type: 'medication.stopped', data: { prescriptionId, reason: 'bleeding' } },
          { type: 'allergy.recorded', data: penicillin },
        ];
        const { recorded, pending, shown } = await recordSpoilt(patient, drafts, [1]);
        expect(shown).toMatchObject({ status: 200, body: { streamVersion: 4, stale: true, staleReason: 'unreadable', complete: false } });
        expect(shown.headers.get('everchart-incomplete')).toBe('true');
        expect(shown.body.summary).toMatchObject({ allergies: [{ substance: { text: 'Penicillin' } }], counts: { unreadable: 1 } });
        const entries = await entriesOf(patient);
        expect(entries.at(-1)).toEqual({
          id: prescriptionId, type: 'medication.prescribed', schemaVersion: 1, streamVersion: 2, occurredAt: '2026-03-01T08:00:00+01:00', late: true,
          recordedAt: pending[1]!.header.time, actor: 'carer-anna', actorRole: 'carer', data: null,
          unreadable: { text: expect.stringContaining('cannot be read'), code: 'payload-not-authentic', position: recorded[1]!.position },
        }); // prettier-ignore
        expect(entries.find(({ type }: { type: string }) => type === 'medication.stopped')).toMatchObject({ dependsOnUnreadable: [prescriptionId], data: { reason: 'bleeding' } }); // prettier-ignore
        expect(entries.filter((entry: object) => 'dependsOnUnreadable' in entry)).toHaveLength(1);

        const { shown: struck } = await recordVisibly({ patient, type: 'entry.struck', data: { entryId: prescriptionId, reason: 'entered-in-error' } }); // prettier-ignore
        expect(struck.body).toMatchObject({ stale: false, complete: true, summary: { counts: { unreadable: 0, struck: 1 } } });
        expect((await entriesOf(patient)).at(-1)).toMatchObject({ struck: { reason: 'entered-in-error' }, unreadable: {} });
      });

      it('shows the data of an amendment of it, and an entry of a record that begins with it', async () => {
        const patient = newPatient();
        const allergy = newPatient();
        const amendment = {
          entryId: allergy,
          type: 'allergy.recorded',
          schemaVersion: 1,
          data: penicillin,
          changeLog: { reason: 'misheard' },
        };
        const drafts = [
          { type: 'patient.registered', data: registration },
          { id: allergy, type: 'allergy.recorded', data: { ...penicillin, substance: { text: 'Pencil' } } },
          { type: 'entry.amended', data: amendment },
        ];
        const { shown } = await recordSpoilt(patient, drafts, [0, 1]);
        expect(shown.body).toMatchObject({
          streamVersion: 3,
          complete: false,
          summary: { identity: null, allergies: [{ substance: { text: 'Penicillin' } }], counts: { unreadable: 1 } },
        });
        const [, amended] = await entriesOf(patient);
        expect(amended).toMatchObject({ id: allergy, unreadable: {}, data: penicillin, amended: { original: { data: null } } });
      });

      it('gives it its effect, in its own place, once it can be read: the record is as if nothing had been', async () => {
        const [patient, twin] = [newPatient(), newPatient()];
        const [note, allergy, strike] = [newPatient(), newPatient(), newPatient()];
        const at = (minute: number) => `2026-03-01T08:${String(minute).padStart(2, '0')}:00+01:00`;
        const drafts = [
          { type: 'patient.registered', data: registration, occurredAt: at(0) },
          { id: allergy, type: 'allergy.recorded', data: penicillin, occurredAt: at(1) },
          { id: note, type: 'note.written', data: { kind: 'progress', text: 'Slept well' }, occurredAt: at(2) },
          { id: strike, type: 'entry.struck', data: { entryId: note, reason: 'duplicate' }, occurredAt: at(3) },
          { type: 'entry.struck', data: { entryId: strike, reason: 'entered-in-error' }, occurredAt: at(4) },
          { type: 'observation.recorded', data: pulse(70), occurredAt: at(9) },
          { type: 'allergy.refuted', data: { allergyId: allergy, reason: 'tested' }, occurredAt: at(5) },
        ];
        const { pending, shown } = await recordSpoilt(patient, drafts, [0, 1, 3, 6]);
        expect(shown.body).toMatchObject({ complete: false, summary: { identity: null, counts: { unreadable: 3 } } });
        expect(await retry(patient)).toMatchObject({ applied: 0, unreadable: 4 });
        // Published again, as it stands in the store: what is unreadable is replaced, all other records are duplicates.
        await suite.send(pending);
        await until(async () => (await summary(patient)).body.complete === true, { what: 'the record to be complete' });
        expect(await retry(patient)).toMatchObject({ type: 'urn:everchart:problem:stream-untroubled' });
        const mended = await summary(patient);
        expect(mended.body).toMatchObject({ streamVersion: 7, stale: false, complete: true });
        const ids = new Map([note, allergy, strike].map((id) => [id, newPatient()]));
        const other = drafts.map(({ id, data, ...draft }) => {
          const own = Object.entries(data).map(([name, value]) => [name, ids.get(value as string) ?? (value as unknown)]);
          return { ...draft, ...(id ? { id: ids.get(id)! } : {}), data: Object.fromEntries(own) as object };
        });
        const { shown: undisturbed } = await recordSpoilt(twin, other, []);
        const withoutIds = (body: unknown): unknown =>
          JSON.parse(JSON.stringify(body), (name, value: unknown) =>
            /^(id|entryId|allergyId|by|recordedAt|at)$/.test(name) ? undefined : value,
          );
        expect(withoutIds(mended.body.summary)).toEqual(withoutIds(undisturbed.body.summary));
        expect(withoutIds(await entriesOf(patient))).toEqual(withoutIds(await entriesOf(twin)));
        const { shown: after } = await recordVisibly({ patient, type: 'observation.recorded', data: pulse(71) });
        expect(after.body).toMatchObject({ streamVersion: 8, complete: true, summary: { vitalSigns: [{ valueQuantity: { value: 71 } }] } });
      });

      it('is shown to operators, who can have it applied or accept it; each step is on record, and no one else may', async () => {
        const patient = newPatient();
        const drafts = [
          { type: 'patient.registered', data: registration },
          { type: 'allergy.recorded', data: penicillin },
        ];
        const { recorded } = await recordSpoilt(patient, drafts, [1]);
        const { id, position } = recorded[1]!;
        const before = (await accessesOf(suite, apiPool, 'home')).length;
        const event = {
          stream: patient,
          eventId: id,
          eventType: 'allergy.recorded',
          streamVersion: 2,
          position,
          code: 'payload-not-authentic',
        };
        const list = await streams('?limit=1');
        expect(list).toMatchObject({ status: 200, body: { consumer: 'timeline-v1', stopped: [], unreadable: [event] } });
        expect(await streams(`/${patient}/retry`, 'POST')).toMatchObject({ status: 200, body: { applied: 0, unreadable: 1, stopped: [] } });
        expect(await streams(`/${patient}/skip`, 'POST', { reason: ' ' })).toMatchObject({ status: 422 });
        expect(await streams(`/${patient}/skip?event=${newPatient()}`, 'POST', { reason: 'none' })).toMatchObject({
          status: 404,
          body: { type: 'urn:everchart:problem:event-readable' },
        });
        const skipped = await streams(`/${patient.toUpperCase()}/skip?event=${id.toUpperCase()}`, 'POST', { reason: 'lost with its key' });
        expect(skipped).toMatchObject({ status: 200, body: { accepted: 1, unreadable: 0 } });
        const accepted = { by: 'operator-olga', reason: 'lost with its key' };
        expect(await streams(`/${patient}`)).toMatchObject({
          body: { unreadable: [{ ...event, accepted }], requests: [{ action: 'skip', ...accepted, eventId: id }, { action: 'retry' }] },
        });
        expect((await streams('')).body).not.toMatchObject({
          unreadable: expect.arrayContaining([expect.objectContaining({ eventId: id })]),
        });
        // Records that are no events stand under their key.
        expect(await streams('/home%2F0')).toMatchObject({ status: 200, body: { stream: 'home/0', stopped: [], unreadable: [] } });
        // What is accepted is no alarm; the record stays marked.
        expect((await summary(patient)).body).toMatchObject({ complete: false });
        for (const roles of [
          ['carer', 'nurse'],
          ['auditor', 'system'],
        ])
          for (const [path, method] of [
            ['', 'GET'],
            [`/${patient}`, 'GET'],
            [`/${patient}/retry`, 'POST'],
            [`/${patient}/skip`, 'POST'],
          ] as const)
            expect(await streams(path, method, method === 'POST' ? { reason: 'not mine' } : undefined, roles)).toMatchObject({
              status: 403,
            });
        const accesses = (await accessesOf(suite, apiPool, 'home')).slice(before);
        const ofStreams = accesses.filter(({ operation }) => /^streams?\./.test(operation));
        expect(ofStreams.filter(({ outcome }) => outcome === 'denied')).toHaveLength(8);
        // A list is an access to each patient that it names.
        const granted = ofStreams.filter(({ outcome }) => outcome === 'granted').map(({ operation, status }) => `${operation} ${status}`);
        expect([...new Set(granted)]).toEqual([
          'streams.read 200', 'stream.retried 200', 'stream.skipped 422', 'stream.skipped 404', 'stream.skipped 200', 'stream.read 200',
        ]); // prettier-ignore
        expect(ofStreams.find(({ operation, status }) => operation === 'stream.skipped' && status === 200)).toMatchObject({
          patient,
          actor: 'operator-olga',
          role: 'operator',
          detail: { consumer: 'timeline-v1', event: id, reason: 'lost with its key' },
        });
      });

      it('stands for an event that never came, when an operator lets what waits for it go on; it takes its place when it comes after all', async () => {
        const patient = newPatient();
        await recordVisibly({ patient, type: 'patient.registered', data: registration });
        const [, pulsed] = await suite.append({ patient, type: 'allergy.recorded', data: penicillin }, { patient, type: 'observation.recorded', data: pulse(70) }); // prettier-ignore
        const [allergy, observation] = await suite.pending();
        await suite.send([observation!]);
        await until(async () => (await summary(patient)).body.stale === true, { what: 'the gap to be marked' });
        expect(await streams(`/${patient}`)).toMatchObject({ body: { stopped: [{ reason: 'gap', position: pulsed!.position, parkedEvents: 1 }], unreadable: [] } }); // prettier-ignore
        expect(await streams(`/${patient}/skip`, 'POST', { reason: 'the store has it no more' })).toMatchObject({ body: { applied: 1, accepted: 1, stopped: [] } }); // prettier-ignore
        const passedOver = await summary(patient, { 'everchart-at-least': pulsed!.token });
        expect(passedOver.body).toMatchObject({
          streamVersion: 3,
          complete: false,
          staleReason: 'unreadable',
          summary: { allergies: [], vitalSigns: [{}] },
        });
        const { position } = allergy!.header;
        expect(await entriesOf(patient)).toContainEqual(
          expect.objectContaining({
            type: 'unknown',
            streamVersion: 2,
            data: null,
            unreadable: expect.objectContaining({ code: 'event-missing', position }),
          }),
        );
        await suite.send([allergy!]);
        await suite.passOver();
        await until(async () => (await summary(patient)).body.complete === true, { what: 'the record to be complete' });
        expect((await summary(patient)).body).toMatchObject({
          streamVersion: 3,
          stale: false,
          summary: { allergies: [{ entryId: allergy!.header.id }] },
        });
        expect((await entriesOf(patient)).map(({ streamVersion }: { streamVersion: number }) => streamVersion).sort()).toEqual([1, 2, 3]);
      });

      it('keeps to itself: what refers to nothing is unreadable, and the other patients go on', async () => {
        const [patient, other] = [newPatient(), newPatient()];
        await recordVisibly({ patient, type: 'patient.registered', data: registration });
        const [strike] = await suite.record({ patient, type: 'entry.struck', data: { entryId: newPatient(), reason: 'duplicate' } });
        await recordVisibly({ patient: other, type: 'patient.registered', data: registration });
        const shown = await summary(patient, { 'everchart-at-least': strike!.token });
        expect(shown.body).toMatchObject({ streamVersion: 2, staleReason: 'unreadable', summary: { identity: { gender: 'female' } } });
        expect((await entriesOf(patient))[0]).toMatchObject({ type: 'entry.struck', unreadable: { code: 'reference-missing' } });
        const alone = newPatient();
        await suite.record({ patient: alone, type: 'entry.struck', data: { entryId: newPatient(), reason: 'duplicate' } });
        await until(async () => (await summary(alone)).status === 200, { what: 'the record that begins with it' });
        expect((await summary(alone)).body).toMatchObject({ streamVersion: 1, complete: false });
      });
    });

    it('keeps an entry of a type it does not know, and says that the summary does not cover it', async () => {
      const patient = newPatient();
      const { shown } = await recordVisibly(
        { patient, type: 'patient.registered', data: registration },
        { patient, type: 'music.played', data: { title: 'La Paloma' } },
      );
      expect(shown.body.summary.counts.unread).toBe(1);
      expect((await timeline(patient, '?type=music.played')).body.entries).toMatchObject([{ data: { title: 'La Paloma' } }]);
    });
  });

  describe('positions', () => {
    it('of the future: 503 with Retry-After in time, or the state as it is, marked', async () => {
      const patient = newPatient();
      const { recorded } = await recordVisibly({ patient, type: 'patient.registered', data: registration });
      const identity = await suite.store.identity();
      const future = encodePositionToken({ ...identity, org: 'home', positions: { 0: recorded[0]!.position + 1000 } });
      const headers = { 'everchart-at-least': future, 'everchart-at-least-wait-ms': '50' };
      const refused = await summary(patient, headers);
      expect(refused).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:not-yet-fresh' } });
      expect(refused.headers.get('retry-after')).toBe('1');
      const stale = await timeline(patient, '', { ...headers, 'everchart-allow-stale': 'true' });
      expect(stale).toMatchObject({ status: 200, body: { stale: true, staleReason: 'behind' } });
      expect(stale.headers.get('everchart-stale')).toBe('true');
    });

    it('are refused when they cannot be compared, each with its reason', async () => {
      const patient = newPatient();
      await recordVisibly({ patient, type: 'patient.registered', data: registration });
      const { storeId, epoch } = await suite.store.identity();
      const at = { storeId, epoch, org: 'home', positions: { 0: 1 } };
      const answer = async (token: string) => {
        const { status, body } = await summary(patient, { 'everchart-at-least': token });
        return [status, body.type];
      };
      expect(await answer('nonsense')).toEqual([400, 'urn:everchart:problem:position-malformed']);
      expect(await answer(encodePositionToken({ ...at, org: 'other' }))).toEqual([
        400,
        'urn:everchart:problem:position-of-other-organisation',
      ]);
      expect(await answer(encodePositionToken({ ...at, storeId: newPatient() }))).toEqual([400, 'urn:everchart:problem:position-unknown']);
      expect(await answer(encodePositionToken({ ...at, epoch: epoch - 1 }))).toEqual([
        409,
        'urn:everchart:problem:position-from-before-restore',
      ]);
    });

    it('let a write be read at once, again and again', async () => {
      const patient = newPatient();
      await recordVisibly({ patient, type: 'patient.registered', data: registration });
      for (let value = 60; value < 80; value += 1) {
        const { shown } = await recordVisibly({ patient, type: 'observation.recorded', data: pulse(value) });
        expect(shown.body.summary.vitalSigns[0].valueQuantity.value).toBe(value);
      }
    });
  });

  describe('access', () => {
    it('is on record for every answer: found, not found, refused, invalid, not in time', async () => {
      const patient = newPatient();
      await recordVisibly({ patient, type: 'patient.registered', data: registration });
      const before = (await accessesOf(suite, apiPool, 'home')).length;
      const nurse = await suite.token({ roles: ['nurse'], sub: 'nurse-benedikt' });
      const porter = await suite.token({ roles: ['porter'], sub: 'porter-carl' });
      const unknown = newPatient();
      const { storeId, epoch } = await suite.store.identity();
      const future = encodePositionToken({ storeId, epoch, org: 'home', positions: { 0: 1_000_000 } });
      const answers = [
        await read(summaryUrl(patient), nurse, { 'everchart-purpose': 'ETREAT' }),
        await read(timelineUrl(patient), nurse),
        await read(summaryUrl(unknown), nurse),
        await read(summaryUrl('no-id'), nurse),
        await read(timelineUrl(patient, '?limit=0'), nurse),
        await read(summaryUrl(patient), nurse, { 'everchart-at-least': 'nonsense' }),
        await read(summaryUrl(patient), nurse, { 'everchart-at-least': future, 'everchart-at-least-wait-ms': '20' }),
        await read(summaryUrl(patient), porter),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404, 400, 400, 503, 403]);
      const accesses = (await accessesOf(suite, apiPool, 'home')).slice(before);
      expect(accesses.map(({ status }) => status)).toEqual(answers.map(({ status }) => status));
      // Each has a receipt: the chain value of its event, and its leaf there. Refusals have none.
      const receipts = answers.map(({ headers }) => headers.get('everchart-access'));
      const recorded = new EventStore({ pool: apiPool, service: 'patient-timeline' });
      const { epoch: accessEpoch, storeId: accessStore } = await recorded.identity();
      for (const text of receipts.slice(0, 7)) {
        const receipt = decodeAccessReceipt(text!);
        const [event] = await recorded.readShard('home', 0, receipt.position - 1, 1);
        expect(receipt).toMatchObject({ storeId: accessStore, epoch: accessEpoch, recordedAt: event!.header.time, index: 0, leaves: 1 });
        expect(judgeReceipt(receipt, { header: event!.header } as ParsedLogEntry, true)).toBe('included');
      }
      expect(receipts[7]).toBeNull();
      expect(accesses[0]).toEqual({
        operation: 'summary.read',
        outcome: 'granted',
        status: 200,
        purpose: 'ETREAT',
        actor: 'nurse-benedikt',
        role: 'nurse',
        at: expect.any(String),
        correlationId: answers[0]!.headers.get('x-correlation-id'),
        patient,
        served: { position: answers[0]!.headers.get('everchart-position'), streamVersion: 1 },
      });
      expect(accesses[1]).toMatchObject({ operation: 'timeline.read', served: { streamVersion: 1 }, detail: { entries: 1 } });
      expect(accesses[2]).toMatchObject({ patient: unknown, detail: { code: 'patient-unknown' } });
      expect(accesses[3]).not.toHaveProperty('patient');
      expect(accesses[7]).toMatchObject({
        outcome: 'denied',
        actor: 'porter-carl',
        role: 'porter',
        patient,
        detail: { code: 'role-missing' },
      });
    });

    it("is on record with the actor's own organisation when it was tried on another; without an identity it is counted", async () => {
      const patient = newPatient();
      await recordVisibly({ patient, type: 'patient.registered', data: registration });
      const stranger = await suite.token({ org: 'elsewhere', sub: 'stranger-1' });
      const before = (await accessesOf(suite, apiPool, 'home')).length;
      expect((await read(summaryUrl(patient), stranger)).status).toBe(403);
      expect((await accessesOf(suite, apiPool, 'home')).length).toBe(before);
      const theirs = await accessesOf(suite, apiPool, 'elsewhere');
      expect(theirs.at(-1)).toMatchObject({
        outcome: 'denied',
        actor: 'stranger-1',
        status: 403,
        detail: { code: 'organisation-forbidden' },
      });
      expect(JSON.stringify(theirs.at(-1))).not.toContain(patient);
      expect((await read(summaryUrl(patient), undefined)).status).toBe(401);
      const metrics = await (await fetch(`${service.url}/metrics`)).text();
      expect(metrics).toMatch(/everchart_access_log_unidentified_requests_total\{[^}]*\} 1/);
    });

    it('reaches the access topic, in order', async () => {
      const patient = newPatient();
      await recordVisibly({ patient, type: 'patient.registered', data: registration });
      const last = (await new EventStore({ pool: apiPool, service: 'patient-timeline' }).readShard('home', 0, 0, 100_000)).at(-1)!;
      await until(
        async () => {
          const { rows: relayed } = await workerPool.query<{ position: number }>(
            "SELECT position FROM event_store.relays WHERE org = 'home'",
          );
          return (relayed[0]?.position ?? 0) >= last.header.position;
        },
        { what: 'the relay to publish the access' },
      );
    });

    it('is one entry per answer under load, and the chain of all holds', async () => {
      const patient = newPatient();
      await recordVisibly({ patient, type: 'patient.registered', data: registration });
      const before = (await accessesOf(suite, apiPool, 'home')).length;
      const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => (n % 2 ? summary(patient) : timeline(patient))));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      const accesses = (await accessesOf(suite, apiPool, 'home')).slice(before);
      expect(accesses.map(({ correlationId }) => correlationId).sort()).toEqual(
        answers.map(({ headers }) => headers.get('x-correlation-id')!).sort(),
      );
      const verification = await new EventStore({ pool: apiPool, service: 'patient-timeline' }).verifyShard('home', 0);
      expect(verification).toMatchObject({ ok: true });
    });
  });

  describe('two organisations', () => {
    it('do not see each other, on any endpoint and with the same patient id', async () => {
      const patient = newPatient();
      await recordVisibly({ patient, type: 'patient.registered', data: registration });
      const other = await suite.token({ org: 'other' });
      await suite.record({
        org: 'other',
        patient,
        type: 'patient.registered',
        data: { ...registration, name: { family: 'Other', given: ['Olga'] } },
      });
      for (const path of ['summary', 'timeline']) {
        const crossed = await read(`${service.url}/v1/orgs/home/patients/${patient}/${path}`, other);
        expect(crossed.status).toBe(403);
        expect(JSON.stringify(crossed.body)).not.toContain('Keller');
      }
      await until(async () => (await read(summaryUrl(patient, 'other'), other)).status === 200, {
        what: "the other organisation's record",
      });
      expect((await read(summaryUrl(patient, 'other'), other)).body.summary.identity.name.family).toBe('Other');
      expect((await read(timelineUrl(patient, '', 'other'), other)).body.entries).toHaveLength(1);
      expect((await summary(patient)).body.summary.identity.name.family).toBe('Keller');
    });

    it('are kept apart by the database as well', async () => {
      for (const table of ['timeline_v1.patients', 'timeline_v1.topics', 'timeline_v1.timeline_entries', 'access_log.organisation_keys']) {
        const count = (rowsOf: { rows: { count: number }[] }) => rowsOf.rows[0]!.count;
        const sql = `SELECT count(*) AS count FROM ${table}`;
        expect(count(await apiPool.query(sql))).toBe(0);
        const foreign = await withOrganisation(apiPool, 'home', (tx) => tx.query(`${sql} WHERE org <> 'home'`));
        expect(count(foreign)).toBe(0);
        const own = await withOrganisation(apiPool, 'home', (tx) => tx.query(sql));
        expect(count(own)).toBeGreaterThan(0);
      }
    });

    it('cannot be changed by the role that reads', async () => {
      for (const sql of [
        'DELETE FROM timeline_v1.patients',
        'UPDATE timeline_v1.topics SET shown = NULL',
        'INSERT INTO timeline_v1.patients (org) VALUES (1)',
      ]) {
        await expect(withOrganisation(apiPool, 'home', (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
      }
    });
  });

  it('rebuilt equals live, byte for byte, with entries of every type, corrected or not', async () => {
    const patient = newPatient();
    const drafts = everyType(patient);
    const { recorded } = await recordVisibly(...drafts);
    // One by one, so that each of them finds the others stored.
    for (const [n, { id }] of recorded.entries()) {
      const { type, schemaVersion, data } = drafts[n]!;
      if (n % 3 === 1) await suite.record({ patient, type: 'entry.struck', data: { entryId: id, reason: 'other' } });
      else if (n % 3 === 2 && !type.startsWith('entry.')) {
        const corrected = { entryId: id, type, schemaVersion, data, occurredAt: '2026-03-01T07:00:00Z', changeLog: { reason: 'clock' } };
        await suite.record({ patient, type: 'entry.amended', data: corrected });
      }
    }
    await recordVisibly({ patient, type: 'note.written', data: { kind: 'other', text: 'The last' } });
    await service.close();
    const live = await rows();
    const rebuilt = await rebuildProjection(config, suite.operator);
    expect(rebuilt.entries).toBe(live.entries.length);
    expect(await rows(`timeline_v${rebuilt.version}`)).toEqual(live);
    ({ service } = await createApp(config));
    expect((await summary(patient)).body).toMatchObject({ stale: false, summary: { counts: { unread: 0 } } });
  });
}

describeWithKafka('patient-timeline over Kafka', () => behaviour('kafka'));
describe('patient-timeline over PostgreSQL', () => behaviour('postgres'));
