import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventStore } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { isPurpose, loginName, purposes, streamOptionsOf, type StreamOptions } from '@everchart/platform';
import { createPool, type Pool } from '@everchart/postgres';
import { Command } from 'commander';
import { entriesIn } from '@everchart/verify';
import { checkCommitments, compareWithLog, compareWithReceipt, type EvidenceFault } from './shard-evidence.js';
import { directoryFaults, directoryLines, faultLines, recordStatements, showDirectory, type DirectoryReach } from './directory.js';
import { reportFailure } from './failure.js';
import { runProjections } from './projections.js';
import { listSchemas, raiseEpoch, showEvent, tailEvents, verifyChain } from './commands.js';
import {
  applyKafkaRules,
  createTransport,
  kafkaRules,
  kafkaRulesScript,
  keysFor,
  newStreamKey,
  streamAccess,
  type StreamTransport,
} from '@everchart/stream';
import { addReleaseCommands } from './releases.js';
import { republish, writersOf } from './republish.js';
import { addRequestsCommand } from './requests.js';
import { addRetentionCommands } from './retention.commands.js';
import { CommandError, count, fail, readRunFile, readText, type RunFile } from './run-file.js';
import { makeSecrets } from './secrets.js';
import { ShownRecord } from './shown.record.js';
import { sweepDatabase, sweepLog, sweptDatabases } from './sweep.js';
import { retryAll, StreamsApi, streamServices, troubleLines, type StreamService } from './streams.js';

interface Connection {
  runFile: string;
  database?: string;
  org?: string;
  shard: string;
  accessDatabase?: string;
  keyringDatabase?: string;
  keyFile?: string;
  as?: string;
  purpose: string;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const program = new Command('npm run everchart --')
  .description(
    'Looks into the event store of ingest, and at the streams of the services that read it. Exit code 0: as it should be, 1: something is wrong or not there, 2: nothing could be looked at.',
  )
  .option(
    '--database <url>',
    'database of ingest, as its owner or as ingest_api (environment: DATABASE_URL); else that of the suite that runs here',
  )
  .option('--org <organisation>', 'whose events; else the organisation of the suite that runs here')
  .option('--shard <n>', 'shard of the organisation', '0')
  .option('--run-file <file>', 'where the suite that runs here says how it is reached', join(repository, '.everchart', 'run.json'))
  .option(
    '--access-database <url>',
    'where it goes on record what is shown of events: ingest_accesses, as ingest_accesses_api (environment: ACCESS_DATABASE_API_URL)',
  )
  .option('--keyring-database <url>', 'keyring as tools_keyring (environment: KEYRING_DATABASE_URL)')
  .option('--key-file <file>', 'key-encryption key (environment: KEYRING_KEK_FILE)')
  .option('--as <actor>', 'who looks, as it goes on record; else the account of this machine')
  .option('--purpose <code>', 'why, as it goes on record: HL7 purpose of use', 'HSYSADMIN')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .addHelpText(
    'after',
    `
Examples:
  npm run everchart -- events tail --follow
  npm run everchart -- events show 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22
  npm run everchart -- shard verify --org home
  npm run everchart -- schema list --json
  npm run everchart -- streams list
  npm run everchart -- streams retry 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f --service timeline
  npm run everchart -- directory faults
  npm run everchart -- retention due --status unknown
  npm run everchart -- requests --from 2026-03-01T06:00:00Z
  npm run everchart -- republish
  npm run everchart -- epoch raise --topic clinical
  npm run everchart -- projections list
  npm run everchart -- projections compare
  npm run everchart -- kafka-rules
  npm run everchart -- streams skip 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f --service timeline --reason 'its key was destroyed'`,
  );

const events = program.command('events').description('what was recorded');
events
  .command('tail')
  .description('headers in the order of their positions, one JSON line each; no payloads; goes on record')
  .option('--after <position>', 'begin after this position', '0')
  .option('--follow', 'wait for more, until Ctrl-C', false)
  .action((options: { after: string; follow: boolean }) =>
    withRecord(async ({ store, org, shard, record }) => {
      const follow = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(true), 250));
      for await (const header of tailEvents(store, {
        org,
        shard,
        after: count(options.after, '--after'),
        record,
        ...(options.follow ? { follow } : {}),
      }))
        console.log(JSON.stringify(header));
    }),
  );
events
  .command('show')
  .description('one event: its header, or its payload, too; goes on record')
  .argument('<id>', 'id of the event')
  .option('--payload', 'open the payload, which is patient data', false)
  .action((id: string, options: { payload: boolean }) =>
    withRecord(async ({ store, org, record, keyring }) => {
      if (!/^[0-9a-f-]{36}$/i.test(id)) throw new CommandError('the id is not a UUID');
      if (options.payload) console.error('What follows is patient data.');
      const event = await showEvent(store, { org, id, record, ...(options.payload ? { keyring } : {}) });
      if (event) console.log(JSON.stringify(event, null, 2));
      else fail('there is no such event in this organisation');
    }),
  );

program
  .command('shard')
  .description('the chain of a shard')
  .command('verify')
  .description('recomputes every digest and the chain from the rows, and names the first wrong one; compares them with what others hold')
  .option('--log <directory>', 'the audit log, taken home (npm run verify -- fetch) and verified: the store has what the log has')
  .option(
    '--receipt <tokens...>',
    'position tokens (Everchart-Position) of answers, or receipts of accesses (Everchart-Access): the store has what was acknowledged, shown, or put on record',
  )
  .option('--commitments', 'make the commitment of every event again: needs --keyring-database and --key-file', false)
  .action((options: { log?: string; receipt?: string[]; commitments: boolean }) =>
    withStore(async ({ store, pool, org, shard, run, connect }) => {
      const result = await verifyChain(store, { org, shard });
      const faults: EvidenceFault[] = [];
      if (options.log !== undefined) faults.push(...(await compareWithLog(store, { org, shard }, entriesIn(options.log))));
      for (const receipt of options.receipt ?? []) faults.push(...(await compareWithReceipt(store, { org, shard }, receipt)));
      if (options.commitments) {
        const given = program.opts<Connection>();
        const keyringDatabase = given.keyringDatabase ?? process.env.KEYRING_DATABASE_URL ?? run?.databases.keyring;
        const keyFile = given.keyFile ?? process.env.KEYRING_KEK_FILE ?? run?.keyFile;
        if (keyringDatabase === undefined || keyFile === undefined)
          throw new CommandError('--commitments needs --keyring-database and --key-file');
        const keyring = new Keyring({ pool: connect(keyringDatabase), provider: await fileKeyProvider(keyFile) });
        faults.push(...(await checkCommitments(store, { org, shard }, { pool, keyring })));
      }
      console.log(JSON.stringify({ ...result, faults }, null, 2));
      if (!result.ok) fail(`position ${result.position} is wrong: ${result.fault}`);
      for (const { fault, position } of faults) fail(`position ${position}: ${fault}`);
    }),
  );

const streams = program
  .command('streams')
  .description('streams (patients) at which a service stands, and events that it cannot apply')
  .addHelpText(
    'after',
    `
A stream is the id of a patient. An event that cannot be applied is shown as unreadable, and what follows goes on: retry applies it in its place once
the cause is mended, skip accepts for good that it stays so. A stream stops where events are missing (gap: publish them again, or skip), where the store was
restored (fork: build the service's data again) and at what cannot even be noted (poison: skip). Records that are no events stand under <organisation>/<shard>.
Every call is on record, with the name in the token; its role must be operator.`,
  );
/** Where the services are, and as whom. */
const reached = (command: Command): Command =>
  command
    .option('--service <name>', `which service: ${streamServices.join(', ')}`)
    .option('--url <url>', 'its address; else that of the suite that runs here')
    .option('--token-file <file>', 'token of an operator (environment: EVERCHART_TOKEN); else that of the suite that runs here')
    .option('--json', 'as JSON', false);
reached(streams.command('list'))
  .description('what waits, what is unreadable and what was forged, of all services or of one; exit code 1 when there is anything')
  .option('--accepted', 'also what an operator has accepted, and what was forged more than a day ago', false)
  .action((options: Reach & { accepted: boolean }) =>
    withServices(options, async (apis) => {
      for (const api of apis) {
        const troubles = await api.list(options.accepted);
        if (options.json) console.log(JSON.stringify({ service: api.service, ...troubles }, null, 2));
        else for (const line of troubleLines(api.service, troubles)) console.log(line);
        if (troubles.stopped.length + troubles.unreadableEvents + troubles.forged.length > 0) process.exitCode = 1;
      }
    }),
  );
reached(streams.command('show').argument('<stream>', 'id of the patient, or the key of records that are no events'))
  .description('one stream: what is wrong with it, and what operators have done about it')
  .action((stream: string, options: Reach) =>
    withServices(options, async (apis) => {
      for (const api of apis) console.log(JSON.stringify({ service: api.service, ...(await api.show(stream)) }, null, 2));
    }),
  );
reached(streams.command('retry').argument('[stream]', 'id of the patient, or the key of records that are no events'))
  .description('applies again what is unreadable or waits; exit code 1 when something still is')
  .option('--event <id>', 'this unreadable event only')
  .option('--all', 'instead of a stream: all streams of which something is unreadable', false)
  .action((stream: string | undefined, options: Reach & { event?: string; all: boolean }) => {
    if ((stream === undefined) !== options.all) throw new CommandError('name a stream, or say --all');
    return withOneService(options, async (api) => {
      if (stream !== undefined) return reportDecision(await api.retry(stream, options.event));
      const done = await retryAll(api);
      console.log(JSON.stringify(done));
      if (done.unreadable > 0) fail('something still is unreadable');
    });
  });
reached(streams.command('skip').argument('<stream>', 'id of the patient, or the key of records that are no events'))
  .description('accepts for good what is unreadable or missing, and lets what waits follow')
  .requiredOption('--reason <text>', 'why: it goes on record; no patient data')
  .option('--event <id>', 'this unreadable event only')
  .action((stream: string, options: Reach & { event?: string; reason: string }) =>
    withOneService(options, async (api) => reportDecision(await api.skip(stream, options.reason, options.event))),
  );

const directory = program
  .command('directory')
  .description('what the organisation states of itself: places, lists, who may see whom')
  .addHelpText(
    'after',
    `
Examples:
  npm run everchart -- directory show
  npm run everchart -- directory faults
  echo '{"type":"access-rule.chosen","data":{"rule":"by-unit","afterDays":7}}' | npm run everchart -- directory record
  echo '{"type":"list-item.added","data":{"list":"reasons-not-given","system":"urn:everchart:list:home","code":"asleep","display":"Asleep"}}' \\
    | npm run everchart -- directory record
Every call is on record, with the name in the token; its role must be administrator.`,
  );
const asAdministrator = (command: Command): Command =>
  command
    .option('--timeline <url>', 'address of the timeline; else that of the suite that runs here')
    .option('--ingest <url>', 'address of ingest; else that of the suite that runs here')
    .option('--token-file <file>', 'token of an administrator (environment: EVERCHART_TOKEN); else that of the suite that runs here')
    .option('--json', 'as JSON', false);
asAdministrator(directory.command('show'))
  .description('facilities with units and rooms, lists, and who may see whom')
  .option('--closed', 'also what was closed or retired', false)
  .action(async (options: Administrating & { closed: boolean }) => {
    const shown = await showDirectory(directoryReach(options), options.closed);
    console.log(options.json ? JSON.stringify(shown, null, 2) : directoryLines(shown).join('\n'));
  });
asAdministrator(directory.command('faults'))
  .description('entries that name what the organisation has not stated; exit code 1 when there are any')
  .action(async (options: Administrating) => {
    const faults = await directoryFaults(directoryReach(options));
    console.log(options.json ? JSON.stringify(faults, null, 2) : faultLines(faults).join('\n'));
    if (faults.count + faults.reasons.length > 0) process.exitCode = 1;
  });
asAdministrator(directory.command('record').argument('[file]', 'one JSON object a line: type and data; else the standard input'))
  .description('records what the organisation states; exit code 1 when anything was refused')
  .action(async (file: string | undefined, options: Administrating) => {
    const { results } = await recordStatements(directoryReach(options), file === undefined ? readFileSync(0, 'utf8') : readText(file));
    if (options.json) console.log(JSON.stringify(results, null, 2));
    else console.log(`${results.filter(({ problem }) => !problem).length} of ${results.length} recorded`);
    for (const [at, { problem }] of results.entries()) if (problem) fail(`${at + 1}: ${problem.title}`);
  });

addRetentionCommands(program);
addReleaseCommands(program);
addRequestsCommand(program);

program
  .command('republish')
  .description('publishes what the event stores hold again: after the stream lost records, or was made again')
  .addHelpText(
    'after',
    `
Consumers know by its position what they have: it is safe at any time, and while events are recorded. Without --topic both topics of the suite that runs here
are published from all of its stores, and marked as whole: consumers then no longer say that records are missing. Elsewhere name the databases of all stores
that write to the topic, as their owner, and say --whole. It costs what the consumers take to read everything once.`,
  )
  .option('--topic <name>', 'clinical, access or retention')
  .option(
    '--store <url...>',
    'database of an event store, as its owner: clinical: ingest; access: ingest_accesses, timeline, integration, retention; retention: retention_events',
  )
  .option('--whole', 'these are all stores that write to the topic', false)
  .option('--only <organisation>', 'of one organisation: the topic is not marked as whole')
  .option('--kafka <brokers>', 'host:port,…; else the stream of the suite that runs here')
  .option('--stream-database <url>', 'the stream on PostgreSQL, as one of its logins')
  .option('--topic-prefix <text>', 'as STREAM_TOPIC_PREFIX of the services')
  .action(async (options: RepublishOptions) => {
    const run = readRunFile(program.opts<Connection>().runFile);
    for (const { name, topic, databases } of storesOf(options, run)) {
      const pools = databases.map((connectionString) =>
        createPool({ connectionString, applicationName: 'everchart cli', max: 2 }, () => undefined),
      );
      const transport = streamOf(options, run);
      try {
        const onProgress = (events: number): void =>
          void (events >= 50_000 && events % 50_000 < 500 && console.error(`${name}: ${events} events`));
        const whole = options.whole || options.store === undefined;
        console.log(JSON.stringify(await republish({ transport, topic, stores: pools }, { org: options.only, whole, onProgress })));
      } finally {
        await transport.close();
        await Promise.all(pools.map((pool) => pool.end()));
      }
    }
  });

const projections = program
  .command('projections')
  .description('versions of the read models of the timeline: built side by side, taken into use, taken back')
  .addHelpText(
    'after',
    `
Examples:
  npm run everchart -- projections rebuild
  npm run everchart -- projections compare --version 1 --with 2
  npm run everchart -- projections promote --version 2 --org home
  npm run everchart -- projections rollback --org home
  npm run everchart -- projections drop --version 1
Readers and projectors go on. Away from a suite that runs here: in the environment of patient-timeline, with DATABASE_OWNER_URL (database timeline, as its owner).`,
  );
/** @param more beside --json */
const ofProjections = (name: string, description: string, ...more: [flags: string, description: string][]): void => {
  const command = projections.command(name).description(description).option('--json', 'as JSON, one line each', false);
  for (const [flags, text] of more) command.option(flags, text);
  command.action(async (options: Record<string, unknown>) => {
    const { org, as, runFile } = program.opts<Connection>();
    const given = Object.entries<unknown>({ ...options, org: more.some(([flags]) => flags.startsWith('--force')) ? org : undefined, as });
    const args = given.flatMap(([option, value]) =>
      value === true ? [`--${option}`] : typeof value === 'string' ? [`--${option}`, value] : [],
    );
    const main = join(repository, 'services', 'patient-timeline', 'dist', 'projections-main.js');
    process.exitCode = await runProjections(main, [name, ...args], readRunFile(runFile));
  });
};
const force: [string, string] = ['--force', 'although it lacks something that the version before had'];
ofProjections('list', 'which there are, how far each is, and how many organisations read it');
ofProjections(
  'rebuild',
  'builds a new version beside the one that is read',
  ['--version <n>', 'goes on with one that was broken off'],
  ['--rate <n>', 'takes no more than so many events a second'],
);
ofProjections(
  'compare',
  'compares two versions row by row, and names the first row that differs; exit code 1 then',
  ['--version <n>', 'by default the one that is read'],
  ['--with <n>', 'the one that is right; by default one that is made of the events for this, and dropped'],
);
ofProjections('promote', 'an organisation (--org), or all, read a version from now on', ['--version <n>', 'which'], force);
ofProjections('rollback', 'an organisation (--org), or all, read again what they read before', force);
ofProjections('drop', 'deletes a version that is not in use', ['--version <n>', 'which']);
reached(projections.command('faults'))
  .description('events that a version cannot apply, and streams at which it stands; exit code 1 when there are any')
  .option('--version <n>', 'by default the one that the organisation reads')
  .action((options: Reach & { version?: string }) =>
    withOneService({ ...options, service: 'timeline' }, async (api) => {
      const troubles = await api.of(options.version && `timeline-v${count(options.version, '--version')}`).list(false);
      if (options.json) console.log(JSON.stringify(troubles, null, 2));
      else for (const line of troubleLines(troubles.consumer, troubles)) console.log(line);
      if (troubles.stopped.length + troubles.unreadableEvents > 0) process.exitCode = 1;
    }),
  );
reached(projections.command('retry').argument('[stream]', 'id of the patient; by default all of which something is unreadable'))
  .description('applies again what a version could not apply: the cause was mended; exit code 1 when something still is unreadable')
  .option('--version <n>', 'by default the one that the organisation reads')
  .action((stream: string | undefined, options: Reach & { version?: string }) =>
    withOneService({ ...options, service: 'timeline' }, async (api) => {
      const ofVersion = api.of(options.version && `timeline-v${count(options.version, '--version')}`);
      if (stream !== undefined) return reportDecision(await ofVersion.retry(stream));
      const done = await retryAll(ofVersion);
      console.log(JSON.stringify(done));
      if (done.unreadable > 0) fail('something still is unreadable');
    }),
  );

program
  .command('epoch')
  .description('the epoch of an event store: it counts how often the store was restored')
  .command('raise')
  .description('after a restore, before the services start again: positions that were given out before are void')
  .addHelpText(
    'after',
    `
Stop all processes of the service first. The new epoch is above the one that the store has, and above every one that the stream has of it. With several clusters
run it for the one that was restored; it then has to join again.`,
  )
  .requiredOption('--topic <name>', 'that the store writes to: clinical, access or retention')
  .option('--store <url>', 'database of the event store, as its owner; else ingest of the suite that runs here')
  .option('--kafka <brokers>', 'host:port,…; else the stream of the suite that runs here')
  .option('--stream-database <url>', 'the stream on PostgreSQL, as one of its logins')
  .option('--topic-prefix <text>', 'as STREAM_TOPIC_PREFIX of the services')
  .action(async ({ store, topic, ...stream }: Omit<RepublishOptions, 'store'> & { store?: string; topic: string }) => {
    const run = readRunFile(program.opts<Connection>().runFile);
    const writers = writersOf[topic];
    if (!writers) throw new CommandError('--topic is clinical, access or retention');
    const connectionString = store ?? (topic === 'clinical' ? run?.databases.ingest : undefined);
    if (connectionString === undefined) throw new CommandError('which store? Name its database with --store');
    const pool = createPool({ connectionString, applicationName: 'everchart cli', max: 2 }, () => undefined);
    const transport = streamOf(stream, run);
    try {
      console.log(JSON.stringify(await raiseEpoch(pool, transport, writers.topic)));
    } finally {
      await transport.close();
      await pool.end();
    }
  });

program
  .command('kafka-rules')
  .description('what each service may do on Kafka, and nothing else: as commands of kafka-acls.sh')
  .option('--apply', 'gives the rules to the brokers instead, as an administrator of theirs', false)
  .option('--kafka <brokers>', 'host:port,… (environment: KAFKA_BROKERS)')
  .option('--topic-prefix <text>', 'as STREAM_TOPIC_PREFIX of the services')
  .addHelpText(
    'after',
    `
Principals have the names of the services, and operator is for republish. With --apply: KAFKA_CA_FILE, KAFKA_USERNAME and the other variables of a service say
how the brokers are reached. It may be run again at any time.`,
  )
  .action(async (options: StreamChoice & { apply: boolean }) => {
    const rules = kafkaRules(options.topicPrefix ?? process.env.STREAM_TOPIC_PREFIX);
    if (!options.apply) return kafkaRulesScript(rules).forEach((line) => console.log(line));
    const stream = streamOptionsFor(options, readRunFile(program.opts<Connection>().runFile));
    if (stream.kind !== 'kafka') throw new CommandError('which brokers? Name them with --kafka');
    await applyKafkaRules(stream, rules);
    console.log(JSON.stringify({ rules: rules.length }));
  });

program
  .command('sweep')
  .description(
    'after destructions: what PostgreSQL still holds of deleted rows, in pages, statistics and its write-ahead log, goes; exit code 1 when a server keeps some of its log',
  )
  // Not --database: that is the one of ingest, of all commands.
  .option('--databases <urls...>', 'of a superuser; else those of the suite that runs here')
  .addHelpText(
    'after',
    `
Tables of persons are written anew, each locked meanwhile: at a quiet hour, with room for the largest one twice. See "After a destruction" in docs/operations.md.`,
  )
  .action(async ({ databases: given }: { databases?: string[] }) => {
    const run = readRunFile(program.opts<Connection>().runFile);
    const urls = given ?? sweptDatabases.flatMap((name) => run?.databases[name] ?? []);
    if (urls.length === 0) throw new CommandError('no suite runs here: name the databases with --databases');
    const databases = [];
    for (const url of urls) databases.push(await sweepDatabase(url));
    const logs = [];
    // One log for all databases of a server.
    for (const url of new Map(urls.map((each) => [new URL(each).host, each])).values()) logs.push(await sweepLog(url));
    console.log(JSON.stringify({ databases, logs }, null, 2));
    for (const { server, keptSegments } of logs)
      if (keptSegments > 0) fail(`${server} keeps ${keptSegments} segments of its log of before`);
  });

const streamKeys = program.command('stream-keys').description('keys that records of the stream are signed and checked with');
streamKeys
  .command('make')
  .description('new keys, one of each service: a file for STREAM_KEYS_FILE')
  .action(() => Object.keys(streamAccess).forEach((service) => console.log(newStreamKey(service))));
streamKeys
  .command('for')
  .description('those of a file that a service needs: its own, and those of the writers that it reads')
  .argument('<service>', Object.keys(streamAccess).join(', '))
  .argument('<file>', 'with the keys of all services')
  .action((service: string, file: string) => {
    if (!(service in streamAccess)) throw new CommandError(`the service is one of ${Object.keys(streamAccess).join(', ')}`);
    process.stdout.write(keysFor(service as keyof typeof streamAccess, readText(file)));
  });

program
  .command('secrets')
  .description('what an installation keeps secret')
  .command('make')
  .description('passwords of all logins, key-encryption key and keys of the stream: a file each, those that are there stay')
  .argument('<folder>', 'for the files, mode 600; its folder `passwords` is PASSWORDS_DIRECTORY')
  .action(async (folder: string) => {
    const made = await makeSecrets(folder);
    console.log(made.length === 0 ? 'all are there' : `${made.length} made: ${made.join(', ')}`);
  });

program
  .command('schema')
  .description('the event types')
  .command('list')
  .option('--json', 'as JSON', false)
  .action((options: { json: boolean }) => {
    const schemas = listSchemas();
    if (options.json) console.log(JSON.stringify(schemas, null, 2));
    else for (const { type, version, description } of schemas) console.log(`${type.padEnd(28)} v${version}  ${description}`);
  });

// The reader has closed its input (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  reportFailure(error);
}

interface StoreContext {
  store: EventStore;
  org: string;
  shard: number;
  pool: Pool;
  run: RunFile | undefined;
  connect: (connectionString: string) => Pool;
}

async function withStore(work: (context: StoreContext) => Promise<void>): Promise<void> {
  const given = program.opts<Connection>();
  const run = readRunFile(given.runFile);
  const database = given.database ?? process.env.DATABASE_URL ?? run?.databases.ingest;
  const org = given.org ?? run?.org;
  if (database === undefined) throw new CommandError('no suite runs here: name the database with --database');
  if (org === undefined) throw new CommandError('whose events? Name the organisation with --org');
  const pools: Pool[] = [];
  const connect = (connectionString: string): Pool => {
    const pool = createPool({ connectionString, applicationName: 'everchart cli', max: 2 }, () => undefined);
    pools.push(pool);
    return pool;
  };
  try {
    const pool = connect(database);
    const store = new EventStore({ pool, service: 'ingest', notify: false });
    await work({ store, pool, org, shard: count(given.shard, '--shard'), run, connect });
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

/** For commands that show something of events: nothing is shown that cannot be put on record. */
function withRecord(work: (context: StoreContext & { record: ShownRecord; keyring: Keyring }) => Promise<void>): Promise<void> {
  const given = program.opts<Connection>();
  const { purpose } = given;
  if (!isPurpose(purpose)) throw new CommandError(`--purpose is one of ${purposes.join(', ')}`);
  return withStore(async (context) => {
    const { run, connect, org } = context;
    const accessDatabase = given.accessDatabase ?? process.env.ACCESS_DATABASE_API_URL ?? run?.databases.ingest_accesses;
    const keyringDatabase = given.keyringDatabase ?? process.env.KEYRING_DATABASE_URL ?? run?.databases.keyring;
    const keyFile = given.keyFile ?? process.env.KEYRING_KEK_FILE ?? run?.keyFile;
    if (accessDatabase === undefined || keyringDatabase === undefined || keyFile === undefined)
      throw new CommandError('what is shown goes on record: name --access-database, --keyring-database and --key-file');
    const provider = await fileKeyProvider(keyFile);
    const keyring = new Keyring({ pool: connect(keyringDatabase), provider });
    const viewer = { actor: given.as ?? loginName(), purpose };
    const record = new ShownRecord({ pool: connect(accessDatabase), keyring, provider }, org, viewer);
    try {
      await work({ ...context, record, keyring });
    } finally {
      await record.close();
    }
  });
}

interface Administrating {
  timeline?: string;
  ingest?: string;
  tokenFile?: string;
  json: boolean;
}

function directoryReach({ timeline, ingest, tokenFile }: Administrating): DirectoryReach {
  const given = program.opts<Connection>();
  const run = readRunFile(given.runFile);
  const org = given.org ?? run?.org;
  if (org === undefined) throw new CommandError('whose directory? Name the organisation with --org');
  const file = tokenFile ?? (process.env.EVERCHART_TOKEN === undefined ? run?.tokenFiles?.administrator : undefined);
  const token = file === undefined ? process.env.EVERCHART_TOKEN : readText(file).trim();
  if (token === undefined) throw new CommandError('as whom? Name a token of an administrator with --token-file or EVERCHART_TOKEN');
  return { org, token, timelineUrl: timeline ?? run?.urls?.timeline, ingestUrl: ingest ?? run?.urls?.ingest };
}

interface Reach {
  service?: string;
  url?: string;
  tokenFile?: string;
  json: boolean;
}

async function withServices(reach: Reach, work: (apis: readonly StreamsApi[]) => Promise<void>): Promise<void> {
  const given = program.opts<Connection>();
  const run = readRunFile(given.runFile);
  const names = streamServices.filter((name) => reach.service === undefined || name === reach.service);
  if (names.length === 0) throw new CommandError(`--service is one of ${streamServices.join(', ')}`);
  if (reach.url !== undefined && reach.service === undefined) throw new CommandError('--url needs --service');
  const org = given.org ?? run?.org;
  if (org === undefined) throw new CommandError('whose streams? Name the organisation with --org');
  const tokenFile = reach.tokenFile ?? (process.env.EVERCHART_TOKEN === undefined ? run?.tokenFiles?.operator : undefined);
  const token = tokenFile === undefined ? process.env.EVERCHART_TOKEN : readText(tokenFile).trim();
  if (token === undefined) throw new CommandError('as whom? Name a token of an operator with --token-file or EVERCHART_TOKEN');
  const apiOf = (service: StreamService): StreamsApi => {
    const url = reach.url ?? run?.urls?.[service];
    if (url === undefined) throw new CommandError('no suite runs here: name the service with --service and --url');
    return new StreamsApi(service, url, org, token);
  };
  await work(names.map(apiOf));
}

function withOneService(reach: Reach, work: (api: StreamsApi) => Promise<void>): Promise<void> {
  if (reach.service === undefined) throw new CommandError(`which service? Name it with --service: ${streamServices.join(', ')}`);
  return withServices(reach, ([api]) => work(api!));
}

function reportDecision(outcome: Awaited<ReturnType<StreamsApi['retry']>>): void {
  console.log(JSON.stringify(outcome, null, 2));
  if ('requested' in outcome) fail('the consumer has not answered yet; it does it when it runs: see streams show');
  else if (outcome.unreadable + outcome.stopped.length > 0) fail('something of the stream still is unreadable or waits');
}

interface StreamChoice {
  kafka?: string;
  streamDatabase?: string;
  topicPrefix?: string;
}

interface RepublishOptions extends StreamChoice {
  topic?: string;
  store?: string[];
  whole: boolean;
  only?: string;
}

function storesOf(
  { topic, store }: RepublishOptions,
  run: RunFile | undefined,
): { name: string; topic: string; databases: readonly string[] }[] {
  if (topic !== undefined && !writersOf[topic]) throw new CommandError('--topic is clinical, access or retention');
  if (store !== undefined && topic === undefined) throw new CommandError('--store needs --topic');
  return Object.entries(writersOf)
    .filter(([name]) => topic === undefined || name === topic)
    .map(([name, writers]) => {
      const databases = store ?? writers.databases.flatMap((database) => run?.databases[database] ?? []);
      if (databases.length === 0) throw new CommandError('no suite runs here: name the databases with --topic and --store');
      return { name, topic: writers.topic, databases };
    });
}

function streamOf(choice: StreamChoice, run: RunFile | undefined): StreamTransport {
  return createTransport(streamOptionsFor(choice, run), silent);
}

/** How the brokers are reached, and as whom, is said by the same variables of the environment as for a service. */
function streamOptionsFor({ kafka, streamDatabase, topicPrefix }: StreamChoice, run: RunFile | undefined): StreamOptions {
  const brokers = kafka ?? (streamDatabase === undefined ? (process.env.KAFKA_BROKERS ?? run?.stream?.brokers?.join(',')) : undefined);
  const connectionString = streamDatabase ?? run?.databases.streams;
  if (brokers === undefined && connectionString === undefined)
    throw new CommandError('no suite runs here: name the stream with --kafka or --stream-database');
  const stream = brokers === undefined ? { STREAM_KIND: 'postgres', STREAM_DATABASE_URL: connectionString } : { STREAM_KIND: 'kafka', KAFKA_BROKERS: brokers }; // prettier-ignore
  const STREAM_TOPIC_PREFIX = topicPrefix ?? process.env.STREAM_TOPIC_PREFIX ?? run?.stream?.topicPrefix;
  const keys = process.env.STREAM_KEYS === undefined ? { STREAM_KEYS_FILE: process.env.STREAM_KEYS_FILE ?? run?.streamKeysFile } : {};
  return streamOptionsOf({ ...process.env, ...stream, ...keys, STREAM_TOPIC_PREFIX }, 'everchart-cli');
}
