import type { Suite } from '@everchart/start';
import type { Figure } from './figures.js';
import { ApiClient, expectStatus, Load, pause, rank } from './load.js';
import { recordResidents } from './residents.js';

const residents = 20;
const days = 30;
/** Requests at a time with which the process answers as many as it can. */
const heldConnections = 16;
const times = [2, 4];
/** What waits for an answer at most: a client gives up at some time. */
const waitingMax = 2000;

type Kind = (typeof kinds)[number];
/** Each has its share; the first is what an emergency needs. */
const kinds = ['summary', 'timeline', 'doses', 'board', 'search', 'series', 'as-of', 'difference'] as const;

interface Tally {
  sent: number;
  refused: number;
  /** Of what was answered, in milliseconds. */
  latencies: number[];
}

/**
 * More reads than the process holds: how many of each kind are refused, and how long the others take. The load comes at
 * a fixed rate, whether answers come or not, as from a house full of screens.
 */
export async function measureOverload(suite: Suite, org: string, settle: () => Promise<void>, durationMs: number): Promise<Figure[]> {
  const [ingest, timeline] = [`${suite.run.urls.ingest}/v1/orgs/${org}`, `${suite.run.urls.timeline}/v1/orgs/${org}`];
  const writer = new ApiClient(suite.tokens.nurse!, 16);
  const patients = await recordResidents({ writer, ingest, residents, days }, () => undefined);
  await settle();
  const reader = new ApiClient(suite.tokens.nurse!, waitingMax);
  let turn = 0;
  const send = (kind: Kind): Promise<{ status: number; body: string }> => {
    const patient = `${timeline}/patients/${patients[(turn += 1) % patients.length]!}`;
    const ago = new Date(Date.now() - 10 * 24 * 60 * 60_000).toISOString();
    switch (kind) {
      case 'board':
        return reader.get(`${timeline}/board?unit=Garden`);
      case 'search':
        return reader.post(`${timeline}/patients/search`, { name: 'Anna' });
      case 'series':
        return reader.get(`${patient}/series?code=8867-4`);
      case 'as-of':
        return reader.get(`${patient}/summary?happenedBy=${ago}`);
      case 'difference':
        return reader.get(`${patient}/difference?from=${ago}`);
      default:
        return reader.get(`${patient}/${kind}`);
    }
  };
  const next = (): Kind => kinds[turn % kinds.length]!;
  const figures: Figure[] = [];
  try {
    for (const kind of kinds) expectStatus(await send(kind), 200);
    const held = Load.start(heldConnections, async () => {
      expectStatus(await send(next()), 200, 503);
      return 1;
    });
    await held.measure(durationMs / 2);
    const { rate } = await held.measure(durationMs);
    await held.stop();
    figures.push({ id: 'overload.held', unit: 'reads/s of all kinds', value: rate });
    for (const factor of times) {
      const tallies = await drive(rate * factor, durationMs, next, send);
      for (const [kind, { sent, refused, latencies }] of tallies) {
        latencies.sort((a, b) => a - b);
        const [p50, p99] = [rank(latencies, 0.5), rank(latencies, 0.99)];
        figures.push({ id: `overload.x${factor}.${kind}`, unit: `% of ${sent} refused`, value: (100 * refused) / Math.max(1, sent), ...(latencies.length > 0 && { p50, p99 }) }); // prettier-ignore
      }
      await pause(2000); // the load that was measured is over, and refusals end
    }
    return figures;
  } finally {
    await Promise.all([writer.close(), reader.close()]);
  }
}

/** Sends at a rate. What could not be sent, as too much waits, counts for none. */
async function drive(
  perSecond: number,
  durationMs: number,
  next: () => Kind,
  send: (kind: Kind) => Promise<{ status: number; body: string }>,
): Promise<Map<Kind, Tally>> {
  const tallies = new Map(kinds.map((kind): [Kind, Tally] => [kind, { sent: 0, refused: 0, latencies: [] }]));
  const waiting = new Set<Promise<void>>();
  const one = async (kind: Kind): Promise<void> => {
    const tally = tallies.get(kind)!;
    tally.sent += 1;
    const from = performance.now();
    const answer = await send(kind);
    expectStatus(answer, 200, 503);
    if (answer.status === 503) tally.refused += 1;
    else tally.latencies.push(performance.now() - from);
  };
  const started = performance.now();
  let failure: unknown;
  for (let due = 0, sent = 0; performance.now() - started < durationMs && failure === undefined; await pause(2)) {
    due = ((performance.now() - started) * perSecond) / 1000;
    for (; sent < due && waiting.size < waitingMax; sent += 1) {
      const work = one(next())
        .catch((error: unknown) => void (failure = error))
        .finally(() => waiting.delete(work));
      waiting.add(work);
    }
    sent = Math.floor(due);
  }
  await Promise.all(waiting);
  if (failure !== undefined) throw new Error('a read failed', { cause: failure });
  return tallies;
}
