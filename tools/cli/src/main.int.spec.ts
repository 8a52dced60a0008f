import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessLogMigrations, openAccesses, type Access } from '@everchart/access-log';
import type { EventHeader } from '@everchart/envelope';
import { EventStore, migrations } from '@everchart/event-store';
import { createKeyFile, fileKeyProvider, Keyring, migrations as keyringMigrations } from '@everchart/keyring';
import { createPool, type Pool } from '@everchart/postgres';
import { sealEvent } from '@everchart/sealed-events';
import { clinicalTopic, createTransport, streamsTransportMigrations } from '@everchart/stream';
import { createTestDatabase, describeWithKafka, testStream, testStreamKeys, type TestDatabase } from '@everchart/testing';
import { runCommand, type Ended } from '../test/command.js';

describe('npm run everchart', () => {
  const org = `org-${randomUUID()}`;
  const text = 'Slept well, ate half of her breakfast.';
  const ids: string[] = [];
  const subject = randomUUID();
  const pools: Pool[] = [];
  let directory: string;
  let runFile: string;
  let database: TestDatabase;
  let keyringDatabase: TestDatabase;
  let accessDatabase: TestDatabase;
  let owner: Pool;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'everchart-cli-'));
    runFile = join(directory, 'run.json');
    await createKeyFile(join(directory, 'kek'));
    database = await createTestDatabase([migrations]);
    keyringDatabase = await createTestDatabase([keyringMigrations]);
    accessDatabase = await createTestDatabase([migrations, accessLogMigrations]);
    await writeFile(runFile, JSON.stringify({ org, databases: { ingest: database.ownerUrl } }));
    owner = connect(database.ownerUrl);
    const keyring = new Keyring({
      pool: connect(keyringDatabase.url('keyring_writer')),
      provider: await fileKeyProvider(join(directory, 'kek')),
    });
    const store = new EventStore({ pool: owner, service: 'ingest', notify: false });
    const dataKey = (await keyring.keysForSealing(org, 'clinical', [subject])).get(subject)!;
    for (let n = 0; n < 3; n += 1) {
      const draft = {
        org, subject, id: randomUUID(), type: 'note.written', schemaVersion: 1, data: { text }, source: await store.source(), occurredat: '2026-03-01T08:30:00+01:00',
        actor: 'carer-1', actorrole: 'carer', shard: 0, retentionclass: 'clinical', correlationid: randomUUID(),
      }; // prettier-ignore
      await store.append(org, [{ ...sealEvent(draft, dataKey), expected: { kind: 'any' } }]);
      ids.push(draft.id);
    }
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
    await keyringDatabase.drop();
    await accessDatabase.drop();
    await rm(directory, { recursive: true });
  });

  function connect(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test' }, () => undefined);
    pools.push(pool);
    return pool;
  }

  /** The run file is the test's own. */
  const run = (args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
    runCommand(['--run-file', runFile, ...args], { STREAM_KEYS: testStreamKeys, ...environment });
  const keyringOptions = (): string[] => [
    '--keyring-database',
    keyringDatabase.url('keyring_access_writer'),
    '--key-file',
    join(directory, 'kek'),
  ];
  const recordOptions = (): string[] => [...keyringOptions(), '--access-database', accessDatabase.ownerUrl, '--as', 'operator-olga'];
  /** What is on record, in order. */
  const accesses = async (): Promise<Access[]> => {
    const provider = await fileKeyProvider(join(directory, 'kek'));
    const keyring = new Keyring({ pool: connect(keyringDatabase.url('keyring_reader')), provider });
    const events = await new EventStore({ pool: connect(accessDatabase.ownerUrl), service: 'ingest' }).readShard(org, 0, 0, 1000);
    return (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat().map((access) => access!);
  };

  it('tails headers, one line each, without payloads', async () => {
    const { code, output } = await run(['events', 'tail', '--after', '1', ...recordOptions()]);
    expect(code).toBe(0);
    const headers = output.trim().split('\n').map((line) => JSON.parse(line) as EventHeader); // prettier-ignore
    expect(headers.map(({ id, position }) => [id, position])).toEqual([[ids[1], 2], [ids[2], 3]]); // prettier-ignore
    expect(output).not.toContain(text);
  });

  it('shows an event; its payload only when that is wanted, and says what that is', async () => {
    const header = await run(['events', 'show', ids[0]!, ...recordOptions()]);
    expect(header).toMatchObject({ code: 0, errors: '' });
    expect(JSON.parse(header.output)).toEqual({ header: expect.objectContaining({ id: ids[0] }) });
    const opened = await run(['events', 'show', ids[0]!, '--payload', ...recordOptions()]);
    expect(opened).toMatchObject({ code: 0, errors: expect.stringContaining('patient data') });
    expect(JSON.parse(opened.output)).toMatchObject({ header: { id: ids[0] }, data: { text } });
  });

  it('puts on record what it shows, before it shows it', async () => {
    const before = (await accesses()).length;
    const unknown = randomUUID();
    expect(await run(['events', 'show', ids[1]!, '--payload', ...recordOptions(), '--purpose', 'PATRQT'])).toMatchObject({ code: 0 });
    expect(await run(['events', 'show', ids[1]!, ...recordOptions()])).toMatchObject({ code: 0 });
    expect(await run(['events', 'show', unknown, ...recordOptions()])).toMatchObject({ code: 1 });
    expect(await run(['events', 'tail', '--after', '1', ...recordOptions()])).toMatchObject({ code: 0 });
    const common = { outcome: 'granted', actor: 'operator-olga', role: 'command-line', purpose: 'HSYSADMIN', status: 200 };
    const onRecord = (await accesses()).slice(before);
    expect(onRecord).toMatchObject([
      {
        ...common,
        operation: 'event-payload.read',
        purpose: 'PATRQT',
        patient: subject,
        served: { streamVersion: 2 },
        detail: { event: ids[1] },
      },
      { ...common, operation: 'event-header.read', patient: subject, served: { streamVersion: 2 }, detail: { event: ids[1] } },
      { ...common, operation: 'event-header.read', status: 404, detail: { event: unknown } },
      { ...common, operation: 'event-headers.read', patient: subject, served: { streamVersion: 3 }, detail: { shard: 0, from: 2, to: 3 } },
    ]);
    expect(onRecord[2]).not.toHaveProperty('patient');
  });

  it('shows nothing that cannot be put on record', async () => {
    const accessOwner = connect(accessDatabase.ownerUrl);
    await accessOwner.query('ALTER TABLE event_store.shards RENAME TO shards_away');
    try {
      for (const shown of [
        ['events', 'show', ids[0]!, '--payload'],
        ['events', 'show', ids[0]!],
        ['events', 'tail'],
      ])
        expect(await run([...shown, ...recordOptions()])).toMatchObject({
          code: 2,
          output: '',
          errors: expect.stringContaining('on record'),
        });
    } finally {
      await accessOwner.query('ALTER TABLE event_store.shards_away RENAME TO shards');
    }
    for (const shown of [
      ['events', 'show', ids[0]!, '--payload'],
      ['events', 'show', ids[0]!],
      ['events', 'tail'],
    ])
      expect(await run([...shown, ...keyringOptions()])).toEqual({
        code: 2,
        output: '',
        errors: expect.stringMatching(/^what is shown goes on record: .*\n$/),
      });
    expect(await run(['events', 'show', ids[0]!, ...recordOptions(), '--purpose', 'NONE'])).toEqual({
      code: 2,
      output: '',
      errors: expect.stringMatching(/^--purpose is one of TREAT, .*\n$/),
    });
  });

  it('lists the event types, without a store', async () => {
    const listed = await run(['schema', 'list', '--run-file', join(directory, 'none')]);
    expect(listed).toMatchObject({ code: 0, output: expect.stringMatching(/^note\.written +v1 {2}\S/m), errors: '' });
    const json = await run(['schema', 'list', '--json']);
    expect(JSON.parse(json.output)).toContainEqual(expect.objectContaining({ type: 'note.written', version: 1 }));
  });

  it('says in one line what is not there, not given or not reached', async () => {
    const oneLine = (code: number, errors: RegExp): unknown => ({ code, output: '', errors: expect.stringMatching(errors) });
    expect(await run(['events', 'show', randomUUID(), ...recordOptions()])).toEqual(oneLine(1, /^there is no such event.*\n$/));
    expect(await run(['events', 'show', 'x', ...recordOptions()])).toEqual(oneLine(2, /^the id is not a UUID\n$/));
    expect(await run(['events', 'tail', '--run-file', join(directory, 'none')])).toEqual(oneLine(2, /^no suite runs here.*\n$/));
    expect(await run(['events', 'tail', ...recordOptions()], { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' })).toEqual(
      oneLine(2, /^(?!.*secret).+\n$/),
    );
    await writeFile(join(directory, 'cut-off.json'), '{"databases":"secret');
    expect(await run(['events', 'tail', '--run-file', join(directory, 'cut-off.json')])).toEqual(
      oneLine(2, /^(?!.*secret).* is not JSON\n$/),
    );
    const nowhere = ['--run-file', join(directory, 'none'), '--org', 'home'];
    expect(await run(['streams', 'list', '--run-file', join(directory, 'none')])).toEqual(oneLine(2, /^whose streams\?.*\n$/));
    expect(await run(['streams', 'list', ...nowhere])).toEqual(oneLine(2, /^as whom\?.*\n$/));
    const token = { EVERCHART_TOKEN: 'secret' };
    expect(await run(['streams', 'list', ...nowhere], token)).toEqual(oneLine(2, /^no suite runs here.*\n$/));
    expect(await run(['streams', 'retry', randomUUID(), ...nowhere], token)).toEqual(oneLine(2, /^which service\?.*\n$/));
    const away = ['--service', 'timeline', '--url', 'http://127.0.0.1:1'];
    expect(await run(['streams', 'list', ...nowhere, ...away], token)).toEqual(
      oneLine(2, /^timeline cannot be reached at http:\/\/127.0.0.1:1\n$/),
    );
    expect(await run(['directory', 'show', '--run-file', join(directory, 'none')])).toEqual(oneLine(2, /^whose directory\?.*\n$/));
    expect(await run(['directory', 'show', ...nowhere])).toEqual(oneLine(2, /^as whom\?.*\n$/));
    expect(await run(['directory', 'faults', ...nowhere, '--timeline', 'http://127.0.0.1:1'], token)).toEqual(
      oneLine(2, /^timeline cannot be reached at http:\/\/127.0.0.1:1\n$/),
    );
    await writeFile(join(directory, 'statements'), '{"type":"access-rule.chosen"}\nno JSON\n');
    expect(await run(['directory', 'record', join(directory, 'statements'), ...nowhere, '--ingest', 'http://127.0.0.1:1'], token)).toEqual(
      oneLine(1, /^line 2 is no JSON\n$/),
    );
    expect(await run(['republish', '--run-file', join(directory, 'none')])).toEqual(oneLine(2, /^no suite runs here.*\n$/));
    const sweep = ['sweep', '--databases', 'postgres://nobody:secret@127.0.0.1:1/none', 'postgres://nobody:secret@127.0.0.1:1/other'];
    expect(await run(sweep)).toEqual(oneLine(2, /^(?!.*secret).*127\.0\.0\.1:1.*\n$/));
    expect(await run(['--help'])).toMatchObject({ code: 0, output: expect.stringContaining('Examples:') });
  });

  const republishing = (kind: 'kafka' | 'postgres') => async () => {
    const streams = await createTestDatabase([streamsTransportMigrations]);
    const options = kind === 'kafka' ? testStream('kafka') : testStream('postgres', streams.url('streams_user'));
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const transport = createTransport(options, silent);
    const reached = options.kind === 'kafka' ? ['--kafka', options.brokers.join(',')] : ['--stream-database', options.connectionString];
    const republish = (...more: string[]) => run(['republish', '--topic', 'clinical', '--store', database.ownerUrl, ...reached, '--topic-prefix', options.topicPrefix, ...more]); // prettier-ignore
    expect(await republish('--only', 'another')).toEqual({
      code: 0,
      errors: '',
      output: `{"topic":"${clinicalTopic}","shards":0,"events":0,"marked":false}\n`,
    });
    expect(await republish('--whole')).toEqual({
      code: 0,
      errors: '',
      output: `{"topic":"${clinicalTopic}","shards":1,"events":3,"marked":true}\n`,
    });
    const { partitions } = await transport.extentOf(clinicalTopic);
    // A mark in each partition, and the shard's events in one of them.
    expect([...partitions.values()].map(({ end }) => end).sort()).toEqual([...Array.from({ length: 11 }, () => 1n), 4n]);
    expect(await republish('--topic', 'none')).toMatchObject({ code: 2, errors: expect.stringContaining('--topic is') });
    await transport.close();
    await streams.drop();
  };
  it('publishes what a store holds again, on PostgreSQL', republishing('postgres'), 60_000);
  describeWithKafka('on Kafka', () => {
    it('publishes what a store holds again', republishing('kafka'), 60_000);
  });

  it('verifies a shard: 0 as it should be, 1 when a row was changed, which it names', async () => {
    const right = await run(['shard', 'verify', '--org', org]);
    expect(right).toMatchObject({ code: 0, errors: '' });
    expect(JSON.parse(right.output)).toMatchObject({ ok: true, events: 3 });
    const client = await owner.connect();
    try {
      await client.query('ALTER TABLE event_store.events DISABLE TRIGGER events_append_only');
      await client.query(
        "UPDATE event_store.events SET payload = payload || '\\x00' WHERE org_key = event_store.org_key($1) AND position = 2",
        [org],
      );
      await client.query('ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_append_only');
    } finally {
      client.release();
    }
    const wrong = await run(['shard', 'verify', '--org', org]);
    expect(wrong).toMatchObject({ code: 1, errors: 'position 2 is wrong: chain-wrong\n' });
    expect(JSON.parse(wrong.output)).toMatchObject({ ok: false, position: 2, id: ids[1], fault: 'chain-wrong' });
    expect(await run(['events', 'show', ids[1]!, '--payload', ...recordOptions()])).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringContaining('was changed'),
    });
  });
});
