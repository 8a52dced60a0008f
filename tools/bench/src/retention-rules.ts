import { createPool, type Pool } from '@everchart/postgres';
import { readRuleFile } from '@everchart/retention-rules';
import type { Suite } from '@everchart/start';
import { v7 as uuidv7 } from 'uuid';
import type { Figure } from './figures.js';
import { ApiClient, expectStatus, pause, rank } from './load.js';
import { fillRecords } from './retention-records.js';

const facilities = [['linden', 'DE-HH'], ['park', 'DE'], ['see', 'AT'], ['berg', 'CH-BE']] as const; // prettier-ignore
const sets = ['de', 'at', 'ch', 'own'] as const;

/**
 * An organisation with many records adopts rules: how many dates a second are worked out, when all of them are others
 * than before and when none is; how long a single change takes meanwhile; and how many changes a second go on record.
 */
export async function measureRules(suite: Suite, org: string, records: number, say: (text: string) => void): Promise<Figure[]> {
  const { run, tokens } = suite;
  const [administrator, officer] = [new ApiClient(tokens.administrator!, 1), new ApiClient(tokens['retention-officer']!, 2)];
  const pool = createPool({ connectionString: run.databases.retention!, applicationName: 'bench', max: 2, statementTimeoutMs: 0 }, () => undefined); // prettier-ignore
  const base = `${run.urls.retention}/v1/orgs/${org}`;
  try {
    const events = facilities.map(([facilityId, jurisdiction]) => ({
      id: uuidv7(),
      type: 'facility.opened',
      schemaVersion: 1,
      occurredAt: '1980-01-01T00:00:00Z',
      data: { facilityId, name: facilityId, kind: 'hospital', timeZone: 'Europe/Berlin', jurisdiction },
    }));
    expectStatus(await administrator.post(`${run.urls.ingest}/v1/orgs/${org}/directory/batch`, { events }), 200);
    await fillRecords(pool, org, facilities.map(([id]) => id), records); // prettier-ignore
    say(`  ${records} records are there`);
    const decide = async (path: string, data: object): Promise<void> => {
      const body = { id: uuidv7(), occurredAt: new Date().toISOString(), data };
      expectStatus(await officer.post(`${base}/${path}`, body), 201);
    };
    const adopt = async (version: number): Promise<void> => {
      for (const name of sets) await decide('rule-sets', { ...readRuleFile(name), version, reason: 'measured' });
    };
    await adopt(1);
    await workedOut(pool, org, 1);
    const figures: Figure[] = [];

    const singles = new Singles(pool, org, (patient) =>
      decide(`patients/${patient}/stated-facts`, { fact: { circumstance: 'complaint' }, on: '2020-01-01', until: '2020-02-01', reason: 'measured' }),
    ); // prettier-ignore
    await adopt(2);
    await adopted(pool, org, 2);
    const meanwhile = singles.start();
    const changed = await secondsOf(() => workedOut(pool, org, 2));
    await meanwhile.stop();
    figures.push({ id: 'retention-rules.changed', unit: 'dates/s', value: records / changed });
    const times = singles.times.sort((a, b) => a - b);
    figures.push({ id: 'retention-rules.single', unit: 'ms', value: rank(times, 0.5), p50: rank(times, 0.5), p99: rank(times, 0.99) });

    const waiting = await unrecorded(pool, org);
    const seconds = await secondsOf(async () => {
      for (let waited = 0; waited < 30 && (await unrecorded(pool, org)) > 0; waited += 1) await pause(1000);
    });
    figures.push({ id: 'retention-rules.on-record', unit: 'events/s', value: (waiting - (await unrecorded(pool, org))) / seconds });

    for (const name of sets) await decide('rule-sets', { ...readRuleFile(name), version: 2, reason: 'measured once more' });
    await adopted(pool, org, 2, 'measured once more');
    const unchanged = await secondsOf(() => workedOut(pool, org, 2));
    figures.push({ id: 'retention-rules.unchanged', unit: 'dates/s', value: records / unchanged });
    return figures;
  } finally {
    await Promise.all([pool.end(), administrator.close(), officer.close()]);
  }
}

/** Single changes, one after the other. */
class Singles {
  readonly times: number[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly org: string,
    private readonly change: (patient: string) => Promise<void>,
  ) {}

  start(): { stop: () => Promise<void> } {
    let isRunning = true;
    const work = async (): Promise<void> => {
      while (isRunning) await this.#one();
    };
    const working = work();
    return {
      stop: () => {
        isRunning = false;
        return working;
      },
    };
  }

  /** From the answer until the date has the fact among what it follows from. */
  async #one(): Promise<void> {
    const { rows } = await this.pool.query<{ subject: string }>(
      'SELECT subject FROM retention.records WHERE org = $1 AND subject >= gen_random_uuid() ORDER BY subject LIMIT 1',
      [this.org],
    );
    const subject = rows[0]?.subject;
    if (subject === undefined) return;
    await this.change(subject);
    const from = performance.now();
    const isIn = async (): Promise<boolean> => {
      const { rowCount } = await this.pool.query(
        `SELECT FROM retention.records r JOIN retention.stated_facts f USING (org, subject)
          WHERE org = $1 AND subject = $2 AND r.changed_at IS NULL`,
        [this.org, subject],
      );
      return rowCount! > 0;
    };
    while (!(await isIn())) await pause(10);
    this.times.push(performance.now() - from);
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

/** All sets are here in that version. */
async function adopted(pool: Pool, org: string, version: number, reason = 'measured'): Promise<void> {
  const isHere = async (): Promise<boolean> => {
    const { rows } = await pool.query<{ count: number }>(
      "SELECT count(*) FROM retention.rule_sets WHERE org = $1 AND (rule_set->>'version')::integer = $2 AND rule_set->>'reason' = $3",
      [org, version, reason],
    );
    return rows[0]!.count === sets.length;
  };
  while (!(await isHere())) await pause(5);
}

/** By these versions. */
async function workedOut(pool: Pool, org: string, version: number): Promise<void> {
  if (version === 1) await adopted(pool, org, version);
  while ((await pool.query('SELECT FROM retention.spans WHERE org = $1 LIMIT 1', [org])).rowCount! > 0) await pause(20);
}

async function unrecorded(pool: Pool, org: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*) FROM retention.due_date_changes WHERE org = $1', [org]);
  return rows[0]!.count;
}
