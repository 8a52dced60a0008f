import type { EventStore } from '@everchart/event-store';
import { KeyDestroyedError, type Keyring } from '@everchart/keyring';
import { loadConfig } from '@everchart/platform';
import { runProgram, withServiceKit } from '@everchart/service-kit';
import { DecisionReplay } from './application/decision.replay.js';
import { configSchema, type IngestConfig } from './configuration.js';
import { furtherPools } from './create-app.js';

const help = `Replays every record of an organisation to the states that recording is decided by, and compares them with those that are kept.

  node dist/compare-decisions-main.js --org ORGANISATION

Environment: that of the service. It reads only; in a record that takes events meanwhile, the newest ones may look like a difference: run it again then.
At the end it writes to stdout, in one line of JSON, how many records and states were compared, and the patients with a state that differs:
  {"org", "patients", "states", "different", "destroyed"}
Records whose key was destroyed are only counted.
Exit code 0: all are equal. 1: some differ, or it could not be done. 2: called wrongly.
`;

const eventsPerRead = 2000;

interface Compared {
  patients: number;
  states: number;
  /** Ids of patients. */
  different: string[];
  /** How many records cannot be read any more. */
  destroyed: number;
}

async function compare(org: string, store: EventStore, keyring: Keyring): Promise<Compared> {
  const replay = new DecisionReplay(store, keyring);
  const compared: Compared = { patients: 0, states: 0, different: [], destroyed: 0 };
  for await (const patient of patientsOf(org, store)) {
    compared.patients += 1;
    try {
      const { equal, aggregates } = await replay.compare(org, patient);
      compared.states += aggregates;
      if (!equal) compared.different.push(patient);
    } catch (error) {
      if (!(error instanceof KeyDestroyedError)) throw error;
      compared.destroyed += 1;
    }
  }
  return compared;
}

/** Each once: a record begins with its first version. */
async function* patientsOf(org: string, store: EventStore): AsyncGenerator<string> {
  const shards = await store.shardsToRead(org);
  for (let shard = 0; shard < shards; shard += 1) {
    for (let after = 0; ;) {
      const events = await store.readShard(org, shard, after, eventsPerRead);
      for (const { header } of events) if (header.streamversion === 1) yield header.subject;
      if (events.length < eventsPerRead) break;
      after = events.at(-1)!.header.position;
    }
  }
}

await runProgram({
  help,
  options: { org: { type: 'string' } },
  read: ({ org }): { org: string; config: IngestConfig } => {
    if (org === undefined || org === '') throw new RangeError('--org is missing');
    return { org, config: loadConfig(configSchema) };
  },
  run: async ({ org, config }) => {
    const compared = await withServiceKit<IngestConfig, Compared>('ingest-compare-decisions', config, async (kit) => {
      const { keyring } = await kit.openKeyring(config);
      return compare(org, kit.eventStore({ pool: kit.apiPool, clusters: furtherPools(kit), shards: config.SHARDS }), keyring);
    });
    process.stdout.write(`${JSON.stringify({ org, ...compared })}\n`);
    return compared.different.length === 0 ? 0 : 1;
  },
});
