import { randomUUID } from 'node:crypto';
import { decodePositionToken, parseSource } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import { migrations as keyringMigrations } from '@everchart/keyring';
import type { MigrationSet } from '@everchart/postgres';
import { createTestDatabase, describeWithKafka, ServiceProcess, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { AppliedEvents } from '../../test/applied-events.js';
import { IngestSuite, note, registration, type EventDraft } from '../../test/ingest-suite.js';
import { LogicalBackup } from '../../test/logical-backup.js';
import { OwnCluster } from '../../test/own-cluster.js';
import { accessMigrationSets, migrationSets } from '../index.js';

describeWithKafka('a store that is restored from a dump', () => {
  let cluster: OwnCluster;
  let suite: IngestSuite;
  let applied: AppliedEvents;
  const org = `org-${randomUUID()}`;

  const start = async (roles: string): Promise<ServiceProcess> => {
    const entry = new URL('../../dist/main.js', import.meta.url);
    const started = await ServiceProcess.start(entry, suite.environmentWith({ ROLES: roles }));
    suite.defer(() => started.kill());
    return started;
  };

  beforeAll(async () => {
    cluster = await OwnCluster.start();
    suite = new IngestSuite('kafka', { cluster: cluster.url });
    suite.defer(() => cluster.stop());
    await suite.start();
    applied = await AppliedEvents.start(suite.transport);
    suite.defer(() => applied.close());
  }, 60_000);
  afterAll(() => suite.stop());

  const post = (patient: string, event: EventDraft) => suite.post(`/patients/${patient}/events`, event, { org });
  /** @returns the epochs of the position tokens */
  const record = async (patient: string, events: readonly EventDraft[]): Promise<number[]> => {
    const epochs: number[] = [];
    for (const event of events) {
      const { status, headers } = await post(patient, event);
      expect(status).toBe(201);
      epochs.push(decodePositionToken(headers.get('everchart-position')!).epoch);
    }
    return epochs;
  };
  const notes = (count: number): EventDraft[] => Array.from({ length: count }, () => note('slept well'));
  const takesEffect = (count: number): Promise<void> =>
    until(async () => (await applied.of(org)).length >= count, { what: `${count} events applied`, timeoutMs: 30_000 });

  /** The same databases, by the same names and passwords, at the same address: on a new cluster. */
  async function restoreAll(restoring: readonly [TestDatabase, readonly MigrationSet[], LogicalBackup][]): Promise<void> {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    for (const [{ name }, sets, backup] of restoring) {
      const made = await createTestDatabase(sets, cluster.url);
      await backup.restore(made.ownerUrl);
      await client.query(`ALTER DATABASE ${made.name} RENAME TO ${name}`);
    }
    const { password } = new URL(suite.database.ownerUrl);
    await client.query(`ALTER ROLE postgres PASSWORD ${pg.escapeLiteral(password)}`);
    await client.end();
  }

  it('goes on in a new epoch, in order; old tokens are known as such, old processes record nothing, an old relay leaves nothing out', async () => {
    const [api, relay] = await Promise.all([start('api'), start('relay')]);
    // One that is made again later, as the stream was slow at first, could find the restore by itself.
    await until(() => api.lines.some((line) => line.includes('"store.compared"')), { what: 'the first comparison' });
    suite.url = api.url;
    const [kept, forked] = [randomUUID(), randomUUID()];
    const keptEvents = [registration(), ...notes(3)];
    await record(kept, keptEvents);
    const before = [...(await record(forked, [registration(), ...notes(3)]))];
    const [clinical, accesses, keys] = await Promise.all([
      LogicalBackup.take(suite.database.ownerUrl, 'event_store'),
      LogicalBackup.take(suite.accessDatabase.ownerUrl, 'event_store'),
      LogicalBackup.take(suite.keyringDatabase.ownerUrl, 'keyring'),
    ]);
    for (const backup of [clinical, accesses, keys]) suite.defer(() => Promise.resolve(backup.remove()));
    // Published and applied, and not in the dump.
    before.push(...(await record(forked, notes(2))));
    expect(new Set(before)).toEqual(new Set([1]));
    await takesEffect(10);
    const relayed = async (): Promise<number> => {
      const pool = suite.pool(suite.database.ownerUrl);
      return (await pool.query<{ position: number }>('SELECT position FROM event_store.relays')).rows[0]!.position;
    };
    await until(async () => (await relayed()) === 10, { what: 'the checkpoint' });

    const { port } = cluster;
    await cluster.crash();
    await cluster.stop();
    cluster = await OwnCluster.start(port);
    expect(cluster.port).toBe(port);
    await restoreAll([
      [suite.database, migrationSets, clinical],
      [suite.accessDatabase, accessMigrationSets, accesses],
      [suite.keyringDatabase, [keyringMigrations], keys],
    ]);
    const owner = suite.pool(suite.database.ownerUrl);
    expect((await owner.query('SELECT event_store.raise_epoch() AS epoch')).rows).toEqual([{ epoch: 2 }]);

    // A process of before the restore: its connections broke, it finds its way back, and must not record.
    const [refused] = notes(1);
    let answer = await post(kept, refused!);
    await until(
      async () => {
        if (answer.body.type === 'urn:everchart:problem:store-unavailable') answer = await post(kept, refused!);
        return answer.body.type !== 'urn:everchart:problem:store-unavailable';
      },
      { what: 'the old process to reach the new cluster' },
    );
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:store-restored' } });
    await until(() => api.ended, { what: 'the old process to end, to be started again' });
    const store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
    expect(await store.readShard(org, 0, 8, 10)).toEqual([]);

    // As retention does it when everything that was destroyed is destroyed in the restored keyring, too.
    await suite.pool(suite.keyringDatabase.url('keyring_destroyer')).query('SELECT keyring.serve()');
    suite.url = (await start('api')).url;
    keptEvents.push(refused!, ...notes(5));
    expect(new Set(await record(kept, keptEvents.slice(4)))).toEqual(new Set([2]));
    const appliedOf = async (patient: string) => (await applied.of(org)).filter((event) => event.patient === patient);
    await until(async () => (await appliedOf(kept)).length === 10, { what: 'what was recorded after the restore', timeoutMs: 30_000 });
    expect((await appliedOf(kept)).map(({ id, version }) => [id, version])).toEqual(keptEvents.map(({ id }, n) => [id, n + 1]));
    expect(relay.ended).toBe(false);
    // What consumers have seen of this patient is not what the restored store says. It was found with the first event
    // that took a position again: it is for a person to look at, and is not passed over.
    expect(await applied.stopped()).toBe(1);
    await record(forked, notes(1));
    keptEvents.push(...notes(1));
    await record(kept, keptEvents.slice(-1));
    await until(async () => (await appliedOf(kept)).length === 11, { what: 'what was recorded last', timeoutMs: 30_000 });
    expect(await appliedOf(forked)).toHaveLength(6);

    const stored = await store.readShard(org, 0, 0, 100);
    expect(stored.map(({ header }) => parseSource(header.source).epoch)).toEqual([...Array(8).fill(1), ...Array(8).fill(2)]);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 16 });
  }, 90_000);
});
