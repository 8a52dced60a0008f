import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStore } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import type { RequestContext } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { IngestSuite, note, registration, type Answer, type EventDraft } from '../../test/ingest-suite.js';
import { DecisionReplay } from '../application/decision.replay.js';
import { sealCommand } from '../application/event.sealer.js';
import { rulesVersion } from '../domain/rules/index.js';

/**
 * What the rules say is held by their unit tests; here: that they hold over REST, among several processes, and that
 * their state is kept rightly.
 */
describe('rules of recording over REST', () => {
  const suite = new IngestSuite();
  const urls: string[] = [];
  let owner: Pool;
  let store: EventStore;
  let keyring: Keyring;
  let replay: DecisionReplay;
  let org: string;
  let patient: string;

  beforeAll(async () => {
    await suite.start();
    // Two processes' worth of the service on one database.
    for (let n = 0; n < 2; n += 1) urls.push((await suite.startService({ ROLES: 'api' })).url);
    owner = suite.pool(suite.database.ownerUrl);
    keyring = new Keyring({
      pool: suite.pool(suite.keyringDatabase.url('keyring_writer')),
      provider: await fileKeyProvider(suite.kekFile),
    });
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest', notify: false });
    replay = new DecisionReplay(store, keyring);
  });
  afterAll(() => suite.stop());

  beforeEach(async () => {
    org = `org-${randomUUID()}`;
    patient = randomUUID();
    await post(registration());
  });

  const draft = (type: string, data: Record<string, unknown>, more: Partial<EventDraft> = {}): EventDraft => ({
    id: randomUUID(), type, occurredAt: '2026-03-01T08:30:00+01:00', data, ...more,
  }); // prettier-ignore
  async function post(event: unknown, { of = patient, at = 0, by = 'carer-1' } = {}): Promise<Answer> {
    suite.url = urls[at]!;
    return suite.post(`/patients/${of}/events`, event, { org, token: await suite.token(org, ['carer'], by) });
  }
  const batch = (events: unknown[]): Promise<Answer> => suite.post('/events', { events }, { org });
  const stored = () => store.readShard(org, 0, 0, 1000);
  const problem = (code: string): string => `urn:everchart:problem:${code}`;
  const dose = (more: Record<string, unknown> = {}): EventDraft =>
    draft('medication.administered', { medication: { text: 'Paracetamol' }, scheduledAt: '2026-03-01T08:00:00+01:00', ...more });
  async function register(): Promise<string> {
    const other = randomUUID();
    expect(await post(registration(), { of: other })).toMatchObject({ status: 201 });
    return other;
  }
  async function expectStateAsReplayed(...patients: string[]): Promise<void> {
    for (const each of patients) expect(await replay.compare(org, each)).toMatchObject({ equal: true });
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true });
  }

  it('gives a scheduled dose once, of two carers at two processes at the same moment; the other is told who and when', async () => {
    for (let round = 0; round < 10; round += 1) {
      const scheduledAt = `2026-03-01T0${round}:00:00Z`;
      const answers = await Promise.all(
        ['carer-1', 'carer-2', 'carer-3', 'carer-4'].map((by, n) => post(dose({ scheduledAt }), { at: n % 2, by })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const won = answers.findIndex(({ status }) => status === 201);
      for (const { body } of answers.filter(({ status }) => status === 409)) {
        expect(body).toMatchObject({
          type: problem('dose-given'),
          first: {
            id: answers[won]!.body.id,
            actor: `carer-${won + 1}`,
            actorRole: 'carer',
            occurredAt: '2026-03-01T08:30:00+01:00',
            recordedAt: answers[won]!.body.recordedAt,
          },
        });
      }
    }
    expect(await stored()).toHaveLength(11);
    await expectStateAsReplayed(patient);
  });

  it('answers a dose that is sent again with its first answer, also when another was refused for it', async () => {
    const given = dose();
    const first = await post(given);
    expect(await post(dose(), { at: 1 })).toMatchObject({ status: 409 });
    expect(await post(given, { at: 1 })).toMatchObject({ status: 200, body: first.body });
    expect(await post({ ...given, occurredAt: '2026-03-01T08:31:00+01:00' })).toMatchObject({
      status: 409,
      body: { type: problem('id-conflict') },
    });
  });

  it('lets a struck dose be given again, and not both when the strike is struck', async () => {
    const wrong = dose();
    await post(wrong);
    const strike = draft('entry.struck', { entryId: wrong.id, reason: 'entered-in-error' });
    expect(await post(strike, { at: 1 })).toMatchObject({ status: 201 });
    expect(await post(draft('entry.struck', { entryId: wrong.id, reason: 'other' }))).toMatchObject({
      status: 409,
      body: { type: problem('entry-struck'), first: { id: strike.id } },
    });
    expect(await post(dose())).toMatchObject({ status: 201 });
    expect(await post(draft('entry.struck', { entryId: strike.id, reason: 'entered-in-error' }), { at: 1 })).toMatchObject({
      status: 409,
      body: { type: problem('dose-given') },
    });
    await expectStateAsReplayed(patient);
  });

  it('decides a batch in its order, each event under what those before it leave', async () => {
    const flag = draft('flag.raised', { colour: 'amber', reason: 'Fall' });
    const change = (colour: string) => ({ ...draft('flag.changed', { flagId: flag.id, colour, reason: 'x' }), patientId: patient });
    const strikeOfDose = dose();
    const events = [
      { ...flag, patientId: patient },
      change('red'),
      change('red'),
      { ...draft('flag.cleared', { flagId: flag.id, reason: 'x' }), patientId: patient },
      { ...draft('flag.acknowledged', { flagId: flag.id }), patientId: patient },
      { ...draft('flag.cleared', { flagId: flag.id, reason: 'x' }), patientId: patient },
      { ...strikeOfDose, patientId: patient },
      { ...draft('entry.struck', { entryId: strikeOfDose.id, reason: 'duplicate' }), patientId: patient },
      { ...dose(), patientId: patient },
    ];
    const results = (await batch(events)).body.results!;
    expect(results.map(({ outcome, problem: of }) => (of ? (of as { type: string }).type : outcome))).toEqual([
      'created', 'created', problem('flag-unchanged'), problem('flag-not-acknowledged'), 'created', 'created', 'created', 'created', 'created',
    ]); // prettier-ignore
    // The whole batch again: the same answers, and nothing new.
    const again = (await batch(events)).body.results!;
    expect(again.map(({ status, streamVersion }) => [status, streamVersion])).toEqual(
      results.map(({ status, streamVersion }) => [status === 201 ? 200 : status, streamVersion]),
    );
    await expectStateAsReplayed(patient);
  });

  it('decides by what is recorded under an id, whatever was sent with it since', async () => {
    const given = dose();
    await post(given);
    const results = (
      await batch([
        { ...note('x'), id: given.id, patientId: patient },
        { ...draft('entry.struck', { entryId: given.id, reason: 'duplicate' }), patientId: patient },
        { ...dose(), patientId: patient },
      ])
    ).body.results!;
    expect(results.map(({ outcome }) => outcome)).toEqual(['conflict', 'created', 'created']);
    await expectStateAsReplayed(patient);
  });

  it('follows no ring of events that strike each other', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const strikeOf = (entryId: string, id: string = randomUUID()) => ({
      ...draft('entry.struck', { entryId, reason: 'other' }, { id }),
      patientId: patient,
    });
    const events = [strikeOf(second, first), strikeOf(first, second), strikeOf(second), strikeOf(first)];
    const results = (await batch(events)).body.results!;
    expect(results.map(({ problem: of }) => (of as { type: string }).type)).toEqual(new Array(4).fill(problem('reference-missing')));
    await expectStateAsReplayed(patient);
  });

  it('reads what the first release recorded without rules: strikes of strikes to any depth', async () => {
    const given = dose();
    await post(given);
    const dataKey = (await keyring.keysForSealing(org, 'clinical', [patient], [])).get(patient)!;
    const context = { org, actor: 'carer-1', role: 'carer', correlationId: randomUUID(), traceparent: '' } as RequestContext;
    const sealing = { context, source: await store.source(), shards: 1, deviceOffsetMs: undefined };
    let last = given.id;
    for (let depth = 0; depth < 7; depth += 1) {
      const { id, type, occurredAt, data } = draft('entry.struck', { entryId: last, reason: 'other' });
      const command = { patientId: patient, id, type, schemaVersion: 1, retentionClass: 'clinical', occurredAt, data };
      const item = { ...sealCommand(sealing, 0, command, dataKey), expected: { kind: 'existing' as const }, references: [last] };
      expect(await store.append(org, [item])).toMatchObject([{ outcome: 'created' }]);
      last = id;
    }
    // The last one holds, and every second one before it: the dose is struck.
    expect(await post(dose())).toMatchObject({ status: 201 });
    expect(await post(draft('entry.struck', { entryId: last, reason: 'other' }))).toMatchObject({
      status: 422,
      body: { type: problem('strike-final') },
    });
    await expectStateAsReplayed(patient);
  });

  it('moves an entry to the right patient: both records or none', async () => {
    const other = await register();
    const wrong = note('refused breakfast', { facility: 'home-1' });
    await post(wrong);
    const copyId = randomUUID();
    const move = draft('entry.struck', { entryId: wrong.id, reason: 'wrong-patient', movedTo: { patientId: other, entryId: copyId } });
    expect(await post(move)).toMatchObject({ status: 201 });
    const copy = (await store.readStream(org, other, 0, 10)).at(-1)!.header;
    expect(copy).toMatchObject({
      id: copyId,
      type: 'note.written',
      causationid: move.id,
      occurredat: wrong.occurredAt,
      facility: 'home-1',
    });
    expect(await post(move, { at: 1 })).toMatchObject({ status: 200 });

    const given = dose();
    await post(given);
    await post(dose(), { of: other });
    const refused = draft('entry.struck', {
      entryId: given.id,
      reason: 'wrong-patient',
      movedTo: { patientId: other, entryId: randomUUID() },
    });
    const before = (await stored()).length;
    expect(await post(refused)).toMatchObject({ status: 409, body: { type: problem('dose-given'), otherPatientId: other } });
    const nowhere = draft('entry.struck', {
      entryId: given.id,
      reason: 'wrong-patient',
      movedTo: { patientId: randomUUID(), entryId: randomUUID() },
    });
    expect(await post(nowhere)).toMatchObject({
      body: { type: problem('patient-unknown'), faults: [{ pointer: '/data/movedTo/patientId' }] },
    });
    expect(await stored()).toHaveLength(before);
    await expectStateAsReplayed(patient, other);
  });

  it('moves and merges within one batch, into records that the batch itself begins', async () => {
    const [other, third] = [randomUUID(), randomUUID()];
    const [wrong, again, copyId] = [note('x'), note('y'), randomUUID()];
    const moveOf = (entry: EventDraft, entryId: string) =>
      draft('entry.struck', { entryId: entry.id, reason: 'wrong-patient', movedTo: { patientId: other, entryId } });
    const move = moveOf(wrong, copyId);
    const of = (patientId: string, event: EventDraft) => ({ ...event, patientId });
    const events = [
      of(patient, wrong),
      of(patient, again),
      of(other, registration()),
      of(patient, move),
      of(patient, draft('entry.struck', { entryId: move.id, reason: 'other' })),
      of(patient, moveOf(again, randomUUID())),
      of(third, registration()),
      of(other, draft('patient.merged', { link: 'replaced-by', otherPatientId: third })),
    ];
    expect((await batch(events)).body.results!.map(({ outcome }) => outcome)).toEqual(events.map(() => 'created'));
    expect((await store.readStream(org, other, 0, 10)).map(({ header }) => header.type)).toEqual([
      'patient.registered',
      'note.written',
      'entry.struck',
      'note.written',
      'patient.merged',
    ]);
    expect((await batch(events)).body.results!.map(({ outcome }) => outcome)).toEqual(events.map(() => 'duplicate'));
    expect(await post(moveOf(wrong, randomUUID()))).toMatchObject({
      status: 409,
      body: { type: problem('patient-merged'), otherPatientId: third, faults: [{ pointer: '/data/movedTo/patientId' }] },
    });
    await expectStateAsReplayed(patient, other, third);
  });

  it('merges two records: the one ends, the other says so, both stay readable; several at once merge once', async () => {
    const survivor = await register();
    const third = await register();
    await post(note('kept'));
    const merge = (into: string) => draft('patient.merged', { link: 'replaced-by', otherPatientId: into });
    const answers = await Promise.all([post(merge(survivor)), post(merge(third), { at: 1 }), post(merge(survivor), { at: 1 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const into = answers[1].status === 201 ? third : survivor;
    expect(await post(note('too late'))).toMatchObject({ status: 409, body: { type: problem('patient-merged'), otherPatientId: into } });
    expect(await post(note('goes on'), { of: into })).toMatchObject({ status: 201 });
    expect((await store.readStream(org, patient, 0, 10)).map(({ header }) => header.type)).toEqual([
      'patient.registered',
      'note.written',
      'patient.merged',
    ]);
    expect((await store.readStream(org, into, 0, 10)).map(({ header }) => header.type)).toEqual([
      'patient.registered',
      'patient.merged',
      'note.written',
    ]);
    await expectStateAsReplayed(patient, survivor, third);
  });

  it('takes no death with a merge from a client: the server says it itself', async () => {
    const into = await register();
    const death = { deceasedAt: '2026-02-28', statedAt: '2026-02-28T09:00:00Z' };
    const merge = (link: string, schemaVersion: number) =>
      draft('patient.merged', { link, otherPatientId: into, death }, { schemaVersion });
    for (const [link, version, pointer] of [
      ['replaced-by', 1, '/data/death'],
      ['replaced-by', 2, '/data/death'],
      ['replaces', 2, '/data/link'],
    ] as const)
      expect(await post(merge(link, version))).toMatchObject({ status: 422, body: { faults: [{ pointer }] } });
    expect((await store.readStream(org, patient, 0, 10)).map(({ header }) => header.type)).toEqual(['patient.registered']);
  });

  it('tells the record that goes on of the death that the other one knows, however the two are recorded', async () => {
    const died = () => draft('patient.deceased', { deceasedAt: '2026-03-01' });
    const merge = (into: string) => draft('patient.merged', { link: 'replaced-by', otherPatientId: into });
    const late = { occurredAt: '2026-03-03T08:00:00+01:00' };
    const deadIn = async (of: string) =>
      (await post(draft('flag.raised', { colour: 'red', reason: 'Fall' }, late), { of })).body.type === problem('patient-deceased');
    const into = await register();
    expect(await post(died())).toMatchObject({ status: 201 });
    const merged = merge(into);
    const first = await post(merged);
    expect(first).toMatchObject({ status: 201 });
    expect(await deadIn(into)).toBe(true);
    // Sent again, after the record that goes on went on: the answer of then, and nothing more is recorded.
    expect(await post(merged, { at: 1 })).toMatchObject({ status: 200, body: first.body });
    expect(await post(draft('entry.struck', { entryId: (await stored())[2]!.header.id, reason: 'entered-in-error' }))).toMatchObject({
      status: 409,
      body: { type: problem('death-merged'), otherPatientId: into, first: { id: merged.id } },
    });
    expect(JSON.stringify((await post(merge(into))).body)).not.toContain('2026-03-01T00');
    await expectStateAsReplayed(patient, into);

    // In one batch, of each by itself and of all or none.
    for (const atomic of [false, true]) {
      const [ended, survivor] = [await register(), await register()];
      const events = [
        { ...died(), patientId: ended },
        { ...merge(survivor), patientId: ended },
      ];
      const path = `/events?atomic=${atomic}`;
      expect((await suite.post(path, { events }, { org })).body.results!.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
      expect(await deadIn(survivor)).toBe(true);
      expect((await suite.post(path, { events }, { org })).body.results!.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
      await expectStateAsReplayed(ended, survivor);
    }
  });

  it('loses no death that is recorded at the moment of the merge, and merges once what is sent twice at once', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [ended, survivor] = [await register(), await register()];
      const merged = draft('patient.merged', { link: 'replaced-by', otherPatientId: survivor });
      const [death, ...merges] = await Promise.all([
        post(draft('patient.deceased', { deceasedAt: '2026-03-01' }), { of: ended, at: round % 2 }),
        post(merged, { of: ended, at: 0 }),
        post(merged, { of: ended, at: 1 }),
      ]);
      expect(merges.map(({ status }) => status).sort()).toEqual([200, 201]);
      expect([201, 409]).toContain(death.status);
      const after = await post(draft('flag.raised', { colour: 'red', reason: 'Fall' }, { occurredAt: '2026-03-03T08:00:00+01:00' }), {
        of: survivor,
      });
      expect([death.status, after.status]).toEqual(death.status === 201 ? [201, 409] : [409, 201]);
      await expectStateAsReplayed(ended, survivor);
    }
  });

  it('rebuilds the decision state of a record that was kept by no rules, by others, or is behind', async () => {
    const given = dose();
    await post(given);
    const noteAgain = note('x');
    for (const spoil of [
      'UPDATE event_store.streams SET rules = 0, decided_version = 0 WHERE org_key = event_store.org_key($1)',
      `UPDATE event_store.streams SET rules = ${rulesVersion + 7} WHERE org_key = event_store.org_key($1)`,
      'UPDATE event_store.streams SET decided_version = 1 WHERE org_key = event_store.org_key($1)',
    ]) {
      await owner.query(spoil, [org]);
      if (!spoil.includes('decided_version = 1'))
        await owner.query('DELETE FROM event_store.decisions WHERE org_key = event_store.org_key($1)', [org]);
      expect(await post(dose(), { at: 1 })).toMatchObject({ status: 409, body: { type: problem('dose-given'), first: { id: given.id } } });
      expect(await post(given)).toMatchObject({ status: 200 });
      expect(await post(noteAgain)).toMatchObject({ body: { id: noteAgain.id } });
      await expectStateAsReplayed(patient);
    }
  });

  it('keeps no readable state, and none that tells which aggregates there are', async () => {
    await post(draft('flag.raised', { colour: 'red', reason: 'Fall' }));
    const { rows } = await owner.query<{ row: string }>(
      'SELECT encode(key, $2) || encode(state, $2) AS row FROM event_store.decisions WHERE org_key = event_store.org_key($1)',
      [org, 'escape'],
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const { row } of rows) expect(row).not.toMatch(/red|flag|patient|registered/);
  });
});
