import { randomUUID } from 'node:crypto';
import { upcastClinical } from '@everchart/contracts-clinical';
import { EventStore, verifyShard } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { openEvents, openFacts } from '@everchart/sealed-events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';

const occurredAt = '2026-03-01T08:30:00+01:00';
const draft = (type: string, data: Record<string, unknown>) => ({ id: randomUUID(), type, occurredAt, data });

describe('facts for retention', () => {
  const suite = new IngestSuite();
  const org = `org-${randomUUID()}`;
  const [patient, other] = [randomUUID(), randomUUID()];
  let store: EventStore;
  const keyringOf = async (role: string) =>
    new Keyring({ pool: suite.pool(suite.keyringDatabase.url(role)), provider: await fileKeyProvider(suite.kekFile) });

  beforeAll(async () => {
    await suite.start();
    await suite.startService();
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
  });
  afterAll(() => suite.stop());

  const post = async (event: unknown, of = patient): Promise<void> => {
    const { status, body } = await suite.post(`/patients/${of}/events`, event, { org });
    expect({ status, body }).toMatchObject({ status: 201 });
  };

  it('are sealed beside the data, for who has no key of the data, and nothing of them is in clear', async () => {
    const stayId = randomUUID();
    const location = { facility: 'House Linden', room: '12' };
    const admission = draft('stay.admitted', { stayId, class: 'inpatient', location, reason: [{ text: 'stroke' }] });
    await post(registration());
    await post(admission);
    await post(note('slept well'));
    await post(draft('entry.amended', { entryId: admission.id, type: 'stay.admitted', schemaVersion: 1, data: { stayId, class: 'inpatient', location: { facility: 'Park' } }, changeLog: { reason: 'slip' } })); // prettier-ignore
    await post(draft('stay.discharged', { stayId }));
    await post(registration({ data: { identifiers: [], gender: 'female' } }), other);
    await post(draft('patient.merged', { link: 'replaced-by', otherPatientId: other }));
    const events = await store.readShard(org, 0, 0, 100);
    const retention = await keyringOf('keyring_retention');
    const facts = await openFacts(events, retention);
    expect(events.map(({ header }, at) => [header.type, facts[at]])).toEqual([
      ['patient.registered', { birthDate: '1938-04' }],
      ['stay.admitted', { stayId, location: { facility: 'House Linden' } }],
      ['note.written', undefined],
      [
        'entry.amended',
        { entryId: admission.id, type: 'stay.admitted', schemaVersion: 1, data: { stayId, location: { facility: 'Park' } } },
      ],
      ['stay.discharged', { stayId }],
      ['patient.registered', {}],
      ['patient.merged', { link: 'replaced-by', otherPatientId: other }],
      ['patient.merged', { link: 'replaces', otherPatientId: patient }],
    ]);
    // The login of retention gets no key of the data; a reader of the data opens it as before.
    const asRetention = await openEvents(events, retention, upcastClinical);
    expect(asRetention).toEqual(events.map(() => expect.objectContaining({ code: 'key-missing' })));
    const opened = await openEvents(events, await keyringOf('keyring_reader'), upcastClinical);
    expect(opened[1]).toMatchObject({ data: { location: { room: '12' } } });
    for (const { writer, payload } of events)
      for (const bytes of [writer, payload]) for (const secret of ['1938', 'Linden', 'stroke']) expect(bytes.includes(secret)).toBe(false);
    expect(await verifyShard(suite.pool(suite.database.ownerUrl), org, 0)).toMatchObject({ ok: true, events: 8 });
  });

  it('are part of the event: without their key nothing is recorded that has some', async () => {
    const subject = randomUUID();
    await post(registration(), subject);
    const owner = suite.pool(suite.keyringDatabase.ownerUrl);
    await owner.query(
      "UPDATE keyring.data_keys SET wrapped = '\\x00' WHERE org = $1 AND subject = $2 AND retention_class = 'retention-facts'",
      [org, subject],
    );
    // Another process, which has no key in memory.
    await suite.startService({ ROLES: 'api' });
    const death = draft('patient.deceased', { deceasedAt: '2026-02' });
    expect(await suite.post(`/patients/${subject}/events`, death, { org })).toMatchObject({ status: 500 });
    await post(note('slept well'), subject);
  });
});
