import { createPool, type Pool } from '@everchart/postgres';
import { readRuleFile } from '@everchart/retention-rules';
import type { Suite } from '@everchart/start';
import { v7 as uuidv7 } from 'uuid';
import { bloodPressure, eventAt } from './events.js';
import type { Figure } from './figures.js';
import { ApiClient, expectStatus, pause } from './load.js';
import { dayMs, recordAll, type EventOfPatient } from './residents.js';

const facility = 'park';
const rules = 'de';
const officers = ['retention-officer', 'data-protection-officer'] as const;
const perBatch = 1000;

/** Has measurements destroyed before the rest of a record. */
const aloneRule = {
  ruleId: 'measurements',
  version: 1,
  title: 'Measurements',
  jurisdiction: 'DE',
  recordKinds: ['patient-record'],
  binding: 'recommendation',
  acts: ['destroy'],
  source: { citation: 'of the bench', basis: 'primary' },
  verified: false,
  alone: ['observations'],
  minimum: { term: { after: 'discharge', period: 'P5Y' } },
};

/** Its rules are long over. */
const begin = Date.parse('2005-01-01T08:00:00Z');

/**
 * A long record is destroyed, and of another one its measurements alone: from the decision of the second officer to
 * begin until the keys are gone, until all holders have deleted and retention knows it, and until the certificate is on
 * record.
 * @param settle waits until every part has everything
 */
export async function measureDestruction(
  suite: Suite,
  org: string,
  { writer, events, settle, say }: { writer: ApiClient; events: number; settle: () => Promise<void>; say: (text: string) => void },
): Promise<Figure[]> {
  const { run, tokens } = suite;
  const base = `${run.urls.retention}/v1/orgs/${org}`;
  const clients = new Map(officers.map((role) => [role, new ApiClient(tokens[role]!, 1)]));
  const administrator = new ApiClient(tokens.administrator!, 1);
  const pool = createPool({ connectionString: run.databases.retention!, applicationName: 'bench', max: 2 }, () => undefined);
  const decide = async (role: (typeof officers)[number], path: string, data: object, status = 200): Promise<Record<string, unknown>> => {
    const body = { id: uuidv7(), occurredAt: new Date().toISOString(), data };
    const answer = await clients.get(role)!.post(`${base}/${path}`, body);
    expectStatus(answer, status);
    return JSON.parse(answer.body) as Record<string, unknown>;
  };
  try {
    const opened = { facilityId: facility, name: facility, kind: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE' };
    const opening = { ...eventAt(new Date('2000-01-01T00:00:00Z'), 'facility.opened', opened), schemaVersion: 1 };
    expectStatus(await administrator.post(`${run.urls.ingest}/v1/orgs/${org}/directory/events`, opening), 201);
    await decide('retention-officer', 'rule-sets', { ...readRuleFile(rules), reason: 'measured' }, 201);
    await decide('retention-officer', 'rule-sets', { ruleSetId: 'bench', version: 1, title: 'Bench', rules: [aloneRule], reason: 'measured' }, 201); // prettier-ignore
    const [whole, inPart] = [crypto.randomUUID(), crypto.randomUUID()];
    for (const patient of [whole, inPart])
      for (const batch of recordOf(patient, events)) await recordAll({ writer, ingest: `${run.urls.ingest}/v1/orgs/${org}` }, batch);
    await settle();
    for (const patient of [whole, inPart])
      await until(pool, `SELECT FROM retention.due_dates WHERE org = $1 AND subject = $2 AND status = 'due-on' AND retention_class = 'observations'`, org, patient); // prettier-ignore
    say(`  two records of ${events} events are due`);

    const destroy = async (patient: string, named: object, names: { keys?: string; confirmed: string; certificate?: string }) => {
      const list = await decide('retention-officer', 'destructions', named, 201);
      const { destructionId, digest } = list;
      for (const as of officers) await decide(as, `destructions/${String(destructionId)}/approvals`, { digest, as });
      const from = performance.now();
      await decide('data-protection-officer', `destructions/${String(destructionId)}/begin`, { digest });
      const secondsUntil = async (sql: string): Promise<number> => {
        await until(pool, sql, org, patient);
        return (performance.now() - from) / 1000;
      };
      const destroyed = await secondsUntil('SELECT FROM retention.destroyed_subjects WHERE org = $1 AND subject = $2');
      const confirmed = await secondsUntil(
        `SELECT FROM retention.destroyed_subjects s WHERE org = $1 AND subject = $2
           AND json_array_length(destroyed->'holders') = (SELECT count(*) FROM retention.deletions d WHERE d.org = s.org AND d.destroyed_by = s.event_id)`,
      );
      const certified = await secondsUntil('SELECT FROM retention.certificates WHERE org = $1 AND subject = $2 AND recorded');
      const figure = (id: string | undefined, value: number): Figure[] => (id === undefined ? [] : [{ id, unit: 's', value }]);
      return [...figure(names.keys, destroyed), ...figure(names.confirmed, confirmed), ...figure(names.certificate, certified)];
    };
    return [
      ...(await destroy(whole, { patientIds: [whole] }, { keys: 'destruction.keys', confirmed: 'destruction.confirmed', certificate: 'destruction.certificate' })), // prettier-ignore
      ...(await destroy(inPart, { kinds: [{ patientId: inPart, retentionClass: 'observations' }] }, { confirmed: 'destruction.kind.confirmed' })), // prettier-ignore
    ];
  } finally {
    await Promise.all([pool.end(), administrator.close(), ...[...clients.values()].map((client) => client.close())]);
  }
}

/** A stay of some months with its entries, in batches. */
function* recordOf(patientId: string, events: number): Generator<EventOfPatient[]> {
  const stayId = crypto.randomUUID();
  const at = (days: number): Date => new Date(begin + days * dayMs);
  const name = { family: 'Bench', given: ['Resident'] };
  yield [
    { patientId, ...eventAt(at(0), 'patient.registered', { identifiers: [], name, birthDate: '1920-04-01', gender: 'female' }) },
    { patientId, ...eventAt(at(0), 'stay.admitted', { stayId, class: 'residential', location: { facility } }) },
  ];
  for (let done = 3; done < events; done += perBatch) {
    const size = Math.min(perBatch, events - done);
    yield Array.from({ length: size }, (_, n) => ({ patientId, ...bloodPressure(), occurredAt: at((100 * (done + n)) / events).toISOString() })); // prettier-ignore
  }
  yield [{ patientId, ...eventAt(at(100), 'stay.discharged', { stayId }) }];
}

async function until(pool: Pool, sql: string, org: string, patient: string): Promise<void> {
  while ((await pool.query(sql, [org, patient])).rowCount === 0) await pause(20);
}
