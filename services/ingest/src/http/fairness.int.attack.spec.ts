import { randomUUID } from 'node:crypto';
import { presence } from '@everchart/platform';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';

const homes = 9;
const postsOfHome = 10;
const hostileBatches = 60;
const eventsOfBatch = 500;

/** Each costs as much as it can, in another way. */
const hostileEvents: readonly ((patientId: string, at: number) => object)[] = [
  (patientId, at) => ({ patientId, ...note(`entry ${at} `.repeat(20)) }),
  (patientId, at) => ({ patientId, ...note('x'), ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`unknown-${at}-${n}`, n])) }),
  (patientId, at) => ({ patientId, ...note('x'), data: nested(50, at) }),
  (_, at) => ({ patientId: randomUUID(), ...note(`to no one ${at}`) }),
];

function nested(levels: number, inside: unknown): object {
  return levels === 0 ? { inside } : { deeper: nested(levels - 1, inside) };
}

describe('one organisation at full tilt', () => {
  const suite = new IngestSuite();

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api' });
  });
  afterAll(() => suite.stop());

  it('is not felt by nine others: none is refused, and they are served before its queue', async () => {
    const hostile = `org-${randomUUID()}`;
    const patient = randomUUID();
    const tokens = await Promise.all(Array.from({ length: 10 }, (_, client) => suite.token(hostile, ['carer'], `hostile-${client}`)));
    expect((await suite.post(`/patients/${patient}/events`, registration(), { org: hostile })).status).toBe(201);
    const others = await Promise.all(
      Array.from({ length: homes }, async () => {
        const home = { org: `org-${randomUUID()}`, patient: randomUUID() };
        expect((await suite.post(`/patients/${home.patient}/events`, registration(), { org: home.org })).status).toBe(201);
        return { ...home, token: await suite.token(home.org) };
      }),
    );

    const batches = Array.from({ length: hostileBatches }, (_, batch) => ({
      events: Array.from({ length: eventsOfBatch }, (__, at) => hostileEvents[batch % hostileEvents.length]!(patient, at)),
    }));
    let answered = 0;
    const attack = batches.map((batch, at) =>
      suite.post('/events', batch, { org: hostile, token: tokens[at % tokens.length]! }).then(({ status }) => {
        answered += 1;
        return status;
      }),
    );
    const statuses = await Promise.all(
      others.map(async ({ org, patient: own, token }) => {
        const ofHome: number[] = [];
        for (let post = 0; post < postsOfHome; post += 1)
          ofHome.push((await suite.post(`/patients/${own}/events`, note(`entry ${post}`), { org, token })).status);
        return ofHome;
      }),
    );
    const answeredMeanwhile = answered;
    expect(statuses).toEqual(others.map(() => Array<number>(postsOfHome).fill(201)));
    // The work of the others is a hundredth of its: in the time of theirs it is not even half done.
    expect(answeredMeanwhile).toBeLessThan(hostileBatches / 2);
    expect((await Promise.all(attack)).every((status) => [200, 429, 503].includes(status))).toBe(true);
  });

  it('has its batches recorded in pieces beside others, and in one go alone', async () => {
    const [hostile, home] = [`org-${randomUUID()}`, `org-${randomUUID()}`];
    const patient = randomUUID();
    expect((await suite.post(`/patients/${patient}/events`, registration(), { org: hostile })).status).toBe(201);
    const commitsOf = async (): Promise<number[]> => {
      const answer = await suite.post('/events', { events: hostileEvents.slice(0, 1).flatMap((event) => Array.from({ length: 220 }, (_, at) => event(patient, at))) }, { org: hostile }); // prettier-ignore
      const { results } = answer.body as { results: { status: number; recordedAt: string }[] };
      expect(new Set(results.map(({ status }) => status))).toEqual(new Set([201]));
      return [...Map.groupBy(results, ({ recordedAt }) => recordedAt).values()].map(({ length }) => length);
    };
    // The others of the tests before were present two seconds ago at most.
    await until(() => !presence.othersThan(hostile), { what: 'an organisation that is alone' });
    expect(await commitsOf()).toEqual([220]);
    const here = setInterval(() => presence.noticed(home), 100);
    presence.noticed(home);
    expect(await commitsOf().finally(() => clearInterval(here))).toEqual([50, 50, 50, 50, 20]);
  });

  it('does not keep the large batches of another one waiting while its record is locked', async () => {
    const homeOf = async (): Promise<{ org: string; batch: object[] }> => {
      const [org, patientId] = [`org-${randomUUID()}`, randomUUID()];
      expect((await suite.post(`/patients/${patientId}/events`, registration(), { org })).status).toBe(201);
      return { org, batch: Array.from({ length: 120 }, (_, at) => ({ patientId, ...note(`entry ${at}`) })) };
    };
    const [locked, other] = [await homeOf(), await homeOf()];
    const owner = await suite.pool(suite.database.ownerUrl).connect();
    try {
      await owner.query('BEGIN');
      await owner.query('SELECT FROM event_store.shards WHERE org = $1 FOR UPDATE', [locked.org]); // as a move of it holds it
      presence.noticed(other.org);
      let answered = false;
      const waits = suite.post('/events', locked.batch, { org: locked.org }).finally(() => (answered = true));
      const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await until(async () => (await owner.query(waiting)).rowCount === 1, { what: 'an append that waits for the record' });
      expect((await suite.post('/events', other.batch, { org: other.org })).status).toBe(200);
      expect(answered).toBe(false);
      await owner.query('ROLLBACK');
      expect((await waits).status).toBe(200);
    } finally {
      owner.release();
    }
  });
});
