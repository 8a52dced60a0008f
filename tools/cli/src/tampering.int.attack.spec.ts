import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodePositionToken, logEntryBytes } from '@everchart/envelope';
import { EventStore, migrations, type Recorded } from '@everchart/event-store';
import { createKeyFile, fileKeyProvider, Keyring, migrations as keyringMigrations } from '@everchart/keyring';
import { createPool, type Pool } from '@everchart/postgres';
import { sealEvent } from '@everchart/sealed-events';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { encodeEntryBundle, tilePath } from '@everchart/transparency-log';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommand } from '../test/command.js';

/** What the owner of the database of a store can do, and by what name `shard verify` finds it. */
describe('as the owner of the database of a store', () => {
  let directory: string;
  let database: TestDatabase;
  let keyringDatabase: TestDatabase;
  let owner: Pool;
  let keyring: Keyring;
  const pools: Pool[] = [];
  const patient = randomUUID();
  let org: string;
  let acknowledged: Recorded[];

  const connect = (connectionString: string): Pool => {
    const pool = createPool({ connectionString, applicationName: 'test' }, () => undefined);
    pools.push(pool);
    return pool;
  };
  const newStore = () => new EventStore({ pool: owner, service: 'ingest', notify: false });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'everchart-tampering-'));
    await createKeyFile(join(directory, 'kek'));
    database = await createTestDatabase([migrations]);
    keyringDatabase = await createTestDatabase([keyringMigrations]);
    owner = connect(database.ownerUrl);
    const provider = await fileKeyProvider(join(directory, 'kek'));
    keyring = new Keyring({ pool: connect(keyringDatabase.url('keyring_writer')), provider });
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all([database.drop(), keyringDatabase.drop()]);
    await rm(directory, { recursive: true });
  });

  const record = async (text: string): Promise<Recorded> => {
    const store = newStore();
    const dataKey = (await keyring.keysForSealing(org, 'clinical', [patient])).get(patient)!;
    const draft = {
      org, subject: patient, id: randomUUID(), type: 'note.written', schemaVersion: 1, data: { text }, source: await store.source(),
      occurredat: '2026-03-01T08:30:00+01:00', actor: 'carer-1', actorrole: 'carer', shard: 0, retentionclass: 'clinical', correlationid: randomUUID(),
    }; // prettier-ignore
    const [outcome] = await store.append(org, [{ ...sealEvent(draft, dataKey), expected: { kind: 'any' } }]);
    if (outcome?.outcome !== 'created') throw new Error('not recorded');
    return outcome;
  };
  beforeEach(async () => {
    org = `org-${randomUUID()}`;
    acknowledged = [];
    for (let n = 0; n < 5; n += 1) acknowledged.push(await record(`note ${n}`));
  });

  /** The log, as it was taken home. */
  const takeHome = async (): Promise<string> => {
    const home = join(directory, `home-${org}`);
    const events = await newStore().readShard(org, 0, 0, 100);
    const file = join(home, tilePath({ kind: 'entries', index: 0, width: events.length }));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, encodeEntryBundle(events.map(({ writer, store }) => logEntryBytes(writer, store))));
    await writeFile(join(home, 'checkpoint'), `log.example/${org}\n${events.length}\nroot\n`);
    return home;
  };
  const receiptOf = async ({ position, chain }: Recorded): Promise<string> =>
    encodePositionToken({ ...(await newStore().identity()), org, positions: { 0: position }, chains: { 0: chain } });
  const unguarded = async (sql: string, values: unknown[]): Promise<void> => {
    await owner.query('ALTER TABLE event_store.events DISABLE TRIGGER events_append_only');
    await owner.query(sql, values);
    await owner.query('ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_append_only');
  };
  /** The newest event is gone, and nothing of the store says so. */
  const removeNewest = async (): Promise<void> => {
    await unguarded('DELETE FROM event_store.events WHERE org_key = event_store.org_key($1) AND position = 5', [org]);
    await owner.query(
      `UPDATE event_store.shards s SET position = 4, chain = e.chain, recorded_at_us = e.recorded_at_us
       FROM event_store.events e WHERE s.org = $1 AND e.org_key = event_store.org_key($1) AND e.position = 4`,
      [org],
    );
    await owner.query('UPDATE event_store.streams SET version = 4, position = 4 WHERE org_key = event_store.org_key($1)', [org]);
    await owner.query('UPDATE event_store.relays SET position = least(position, 4) WHERE org = $1', [org]);
  };
  const verify = async (...more: string[]): Promise<{ code: number; errors: string; ok: boolean }> => {
    const where = ['--run-file', join(directory, 'none'), '--database', database.ownerUrl, '--org', org];
    const keys = ['--keyring-database', keyringDatabase.url('keyring_reader'), '--key-file', join(directory, 'kek')];
    const { code, output, errors } = await runCommand([...where, ...keys, 'shard', 'verify', ...more]);
    return { code, errors, ok: (JSON.parse(output) as { ok: boolean }).ok };
  };

  it('what is whole is whole in all respects', async () => {
    const receipts = await Promise.all(acknowledged.map(receiptOf));
    expect(await verify('--log', await takeHome(), '--commitments', '--receipt', ...receipts)).toEqual({ code: 0, errors: '', ok: true });
  });

  it('a changed commitment is commitment-wrong', async () => {
    await unguarded("UPDATE event_store.events SET commitment = sha256('x') WHERE org_key = event_store.org_key($1) AND position = 2", [
      org,
    ]);
    expect(await verify()).toMatchObject({ code: 0, ok: true });
    expect(await verify('--commitments')).toEqual({ code: 1, errors: 'position 2: commitment-wrong\n', ok: true });
  });

  it('the newest published event, deleted with the heads put back, is published-event-missing', async () => {
    const home = await takeHome();
    await removeNewest();
    expect(await verify()).toMatchObject({ code: 0, ok: true });
    expect(await verify('--log', home)).toEqual({ code: 1, errors: 'position 5: published-event-missing\n', ok: true });
    // Another event in its place makes the store whole by itself again.
    await record('another');
    expect(await verify()).toMatchObject({ code: 0, ok: true });
    expect(await verify('--log', home)).toEqual({ code: 1, errors: 'position 5: published-event-differs\n', ok: true });
  });

  it('an event that was acknowledged, and removed before it was published, is acknowledged-event-missing', async () => {
    const receipt = await receiptOf(acknowledged[4]!);
    await removeNewest();
    const home = await takeHome();
    expect(await verify('--log', home)).toMatchObject({ code: 0, ok: true });
    expect(await verify('--receipt', receipt)).toEqual({ code: 1, errors: 'position 5: acknowledged-event-missing\n', ok: true });
    await record('another');
    expect(await verify('--receipt', receipt)).toEqual({ code: 1, errors: 'position 5: acknowledged-event-differs\n', ok: true });
  });
});
