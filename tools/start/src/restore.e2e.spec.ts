import { randomUUID } from 'node:crypto';
import { describeWithKafka, describeWithPostgresTools, sampled, until } from '@everchart/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Site } from '../test/site.js';

const at = '2026-03-01T08:00:00+01:00';
const registration = () => ({
  id: randomUUID(),
  type: 'patient.registered',
  occurredAt: at,
  data: { identifiers: [], name: { family: 'Abel', given: ['Edith'] }, gender: 'female' },
});
const pulse = (value: number) => ({
  id: randomUUID(),
  type: 'observation.recorded',
  occurredAt: at,
  data: {
    code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    category: 'vital-signs',
    valueQuantity: { value, unit: '/min', code: '/min' },
  },
});

/** What was recorded before a backup, and after it. */
class Story {
  /** Nothing of the patient comes after the backup. */
  readonly kept = randomUUID();
  /** Something does. */
  readonly went = randomUUID();
  /** Was registered after it. */
  readonly newcomer = randomUUID();
  readonly afterBackup = pulse(72);
  /** Of the last that was recorded. */
  token = '';
  messages = 0;
  /** What the hospital had received when the services stood still. */
  receivedBefore = 0;

  constructor(readonly site: Site) {}

  async before(): Promise<void> {
    for (const patient of [this.kept, this.went]) for (const event of [registration(), pulse(70)]) await this.record(patient, event);
    await this.seen();
  }

  async after(): Promise<void> {
    await this.record(this.went, this.afterBackup);
    await this.record(this.newcomer, registration());
    await this.seen();
  }

  async record(patient: string, event: object): Promise<void> {
    let answer = await this.site.record(patient, event);
    // A restored keyring serves no key before retention has compared it with what was destroyed.
    const isAnswered = async (): Promise<boolean> => {
      if (answer.body.type === 'urn:everchart:problem:store-unavailable') answer = await this.site.record(patient, event);
      return answer.body.type !== 'urn:everchart:problem:store-unavailable';
    };
    await until(isAnswered, { what: 'keys that are served', timeoutMs: 60_000 });
    expect(answer.status).toBe(201);
    this.token = answer.token;
    this.messages += 1;
  }

  /** Read, refused, sent, and in the audit log. */
  async seen(): Promise<void> {
    expect(await this.site.summary(this.kept, this.token)).toMatchObject({ status: 200, body: { stale: false } });
    expect((await this.site.recordRefused()).status).toBe(403);
    await until(() => new Set(this.site.controlIds).size === this.messages, { what: 'the messages', timeoutMs: 60_000 });
    await until(async () => (await logged(this.site)) >= (await recorded(this.site)), { what: 'the log', timeoutMs: 60_000 });
  }

  /** Recorded, shown and sent as if nothing had been. */
  async goesOn(): Promise<void> {
    await this.record(this.kept, pulse(80));
    // On a slow machine it counts as out of date until the stream is heard again.
    const isCurrent = async (): Promise<boolean> => {
      const { status, body } = await this.site.summary(this.kept, this.token);
      return status === 200 && body.stale === false && body.complete === true;
    };
    await until(isCurrent, { what: 'the record as it is now', timeoutMs: 120_000 });
    await until(() => new Set(this.site.controlIds).size === this.messages, { what: 'the message', timeoutMs: 60_000 });
  }

  /** Consumers had taken what is not there any more: that patient stops, and no other. */
  async isForked(): Promise<void> {
    const before = this.token;
    await this.goesOn();
    const outdated = 'urn:everchart:problem:position-from-before-restore';
    expect((await this.site.summary(this.kept, before)).body.type).toBe(outdated);
    // A device sends again what it still holds.
    await this.record(this.went, this.afterBackup);
    this.messages -= 1; // under the same control id, if at all
    await until(async () => String((await this.site.summary(this.went)).body.staleReason).startsWith('stopped:fork'), {
      what: 'the fork',
      timeoutMs: 60_000,
    });
    await this.goesOn();
  }
}

const furtherStores = ['ingest_accesses', 'timeline', 'integration', 'retention', 'retention_events'] as const;

/** What docs/operations.md says of the restore of each database. */
const cases: Record<string, { raise: boolean; then: (story: Story) => Promise<void> }> = {
  keyring: {
    raise: false,
    then: async (story) => {
      await story.goesOn();
      // Its key was made after the backup.
      expect((await story.site.record(story.newcomer, pulse(60))).status).toBe(404);
    },
  },
  timeline: {
    raise: true,
    then: async (story) => {
      await story.goesOn();
      await until(async () => (await story.site.summary(story.went)).body.streamVersion === 3, {
        what: 'what came after the backup',
        timeoutMs: 60_000,
      });
    },
  },
  integration: {
    raise: true,
    then: async (story) => {
      await story.goesOn();
      // The messages of after the backup again, under the same control ids, and the new one.
      await until(() => story.site.controlIds.length >= story.receivedBefore + 3, { what: 'the messages again', timeoutMs: 60_000 });
      expect(new Set(story.site.controlIds).size).toBe(story.messages);
    },
  },
  ingest_accesses: { raise: true, then: (story) => story.goesOn() },
  retention: {
    raise: true,
    then: async (story) => {
      await story.goesOn();
      await until(async () => (await logged(story.site)) >= (await recorded(story.site)), { what: 'the log', timeoutMs: 60_000 });
    },
  },
  retention_events: { raise: true, then: (story) => story.goesOn() },
  ingest: { raise: true, then: (story) => story.isForked() },
};

/** Events of all stores, as they are now. */
async function recorded(site: Site): Promise<number> {
  const counts = await Promise.all(
    ['ingest', ...furtherStores].map((name) =>
      site.rows<{ count: number }>(name, 'SELECT count(*)::integer AS count FROM event_store.events'),
    ),
  );
  return counts.reduce((sum, [row]) => sum + row!.count, 0);
}

/** Events in the logs. Not by the API: reading a log is on record, too. */
async function logged(site: Site): Promise<number> {
  const [log] = await site.rows<{ count: number }>(
    'retention',
    'SELECT count(*)::integer AS count FROM retention.entries WHERE event_id IS NOT NULL',
  );
  return log!.count;
}

describeWithPostgresTools('a database that is restored by pg_restore', (programs) => {
  const site = new Site(programs, 'postgres');

  beforeAll(() => site.start(), 120_000);
  afterAll(() => site.stop());

  it.each(sampled('restore: the database', Object.entries(cases), 2))(
    '%s',
    async (database, { raise, then }) => {
      const story = new Story(site);
      story.messages = new Set(site.controlIds).size;
      await story.before();
      const dump = await site.dump(database);
      await story.after();
      await site.whileStopped(async () => {
        story.receivedBefore = site.controlIds.length;
        await site.restoreDump(dump);
        if (raise) await site.raiseEpoch(database);
        await site.everchart('--database', site.databases.ingest!, '--org', 'sunrise-care', 'shard', 'verify');
      });
      await then(story);
    },
    240_000,
  );
});

describeWithPostgresTools('a cluster that is restored from a base backup and its archive', (programs) => {
  describeWithKafka('', () => {
    const site = new Site(programs, 'kafka');
    beforeAll(() => site.start(), 180_000);
    afterAll(() => site.stop());

    it('has what was archived, and goes on; what the stream had taken beyond is forked', async () => {
      const story = new Story(site);
      const base = await site.baseBackup();
      await story.before();
      const archive = await site.archived();
      await story.after();
      await site.restoreCluster(base, archive, async () => {
        const [events] = await site.rows<{ count: number }>('ingest', 'SELECT count(*)::integer AS count FROM event_store.events');
        expect(events!.count).toBe(4);
        for (const store of ['ingest', ...furtherStores]) await site.raiseEpoch(store);
        await site.everchart('--database', site.databases.ingest!, '--org', 'sunrise-care', 'shard', 'verify');
      });
      await story.isForked();
    }, 240_000);
  });
});
