/**
 * A carer's device, as a process of its own that can be killed: records the events of its input into its queue, and
 * drains it. Says on its output, one JSON text per line, `{queued: [ids]}` when the events are safe on it, `{outcome,
 * id}` for each answer, `{failed: true}` for each attempt that got none, and `{empty: true}` when nothing is left.
 */
import { EverchartClient, OfflineQueue } from '@everchart/client';
import { openFileQueue } from '@everchart/client/node-file-queue';

const { folder, ingestUrl, org, token, events, stopsAtOutcome } = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const client = new EverchartClient({ ingestUrl, timelineUrl: ingestUrl, org, token: async () => token });
const queue = new OfflineQueue({ client, storage: await openFileQueue(folder), firstPauseMs: 20, longestPauseMs: 100 });
let outcomes = 0;
queue.onOutcome(({ event, result }) => {
  say({ outcome: result.outcome, id: event.id });
  outcomes += 1;
  // Stands still in the middle of an answer: recorded over there, not yet noted here.
  return outcomes === stopsAtOutcome ? new Promise(() => undefined) : undefined;
});
queue.onState(async ({ state }) => {
  if (state === 'waiting') say({ failed: true });
  if (state === 'idle' && (await queue.counts()).waiting === 0) say({ empty: true });
});
queue.start();
const queued = await Promise.all(events.map(({ patientId, ...event }) => queue.record(patientId, event)));
if (queued.length > 0) say({ queued: queued.map(({ id }) => id) });
setInterval(() => undefined, 1000);
