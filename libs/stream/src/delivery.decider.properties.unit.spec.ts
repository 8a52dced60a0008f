import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hash } from 'node:crypto';
import { DecidedShard, ModelShard } from '../test/delivery.model.js';
import type { Delivery } from './delivery.decider.js';

const streams = ['a', 'b', 'c', 'd'];

/** A store's shard, restored between its epochs: what was published in each, and what it holds in the end. */
function historyOf(epochs: readonly { restoredTo: number; streams: readonly string[] }[]): { published: Delivery[][]; held: Delivery[] } {
  let held: Delivery[] = [];
  const published = epochs.map((each, index) => {
    const epoch = index + 1;
    held = held.slice(0, each.restoredTo);
    const from = held.length;
    for (const stream of each.streams) {
      const position = held.length + 1;
      const previous = held.findLast((event) => event.stream === stream)?.position ?? 0;
      const id = `${stream}${position}/${epoch}`;
      const before = held.at(-1)?.chain ?? Buffer.alloc(32);
      held.push({ id, stream, position, previous, epoch, chain: hash('sha256', id, 'buffer'), follows: (chain) => chain.equals(before) });
    }
    return held.slice(from);
  });
  return { published, held };
}

const history = fc
  .array(fc.record({ restoredTo: fc.nat(14), streams: fc.array(fc.constantFrom(...streams), { minLength: 1, maxLength: 12 }) }), {
    minLength: 1,
    maxLength: 3,
  }) // prettier-ignore
  .map(historyOf);

/** What is done to the records on their way: [at, kind, length]. */
const faults = fc.array(fc.tuple(fc.nat(60), fc.constantFrom('lost', 'again', 'late'), fc.integer({ min: 1, max: 4 })), { maxLength: 6 });

/** @param kept events that come as they were published, once at least */
function withFaults(
  records: readonly Delivery[],
  done: readonly (readonly [number, string, number])[],
  kept: readonly Delivery[] = [],
): Delivery[] {
  const arriving = [...records];
  for (const [at, kind, length] of done) {
    const from = arriving.length === 0 ? 0 : at % arriving.length;
    const run = arriving.slice(from, from + length);
    if (kind !== 'again' && run.some((delivery) => kept.includes(delivery))) continue;
    // `again`: a relay that had not kept its checkpoint. `late`: one that was paused.
    if (kind !== 'again') arriving.splice(from, length);
    if (kind === 'again') arriving.splice(from + length, 0, ...run);
    if (kind === 'late') arriving.splice(from + 7, 0, ...run);
  }
  return arriving;
}

const batches = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

function* inBatches(records: readonly Delivery[], sizes: readonly number[]): Generator<Delivery[]> {
  for (let at = 0, turn = 0; at < records.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    yield records.slice(at, at + size);
    at += size;
  }
}

describe('whatever happens on the way', () => {
  it('a shard comes to what the slow model says, batch by batch', () => {
    fc.assert(
      fc.property(history, faults, batches, fc.array(fc.nat(40), { maxLength: 3 }), fc.array(fc.constantFrom(...streams), { maxLength: 4 }), (past, done, sizes, bad, resumed) => {
        // The first event of an epoch says where it begins. When it is lost, it shows later what was wrong: that is the
        // other test's.
        const records = withFaults(past.published.flat(), done, past.published.map(([first]) => first!));
        const poison = new Map(bad.flatMap((at) => (records[at] ? [[records[at].id, 'cannot-be-read'] as const] : [])));
        const [decided, model] = [new DecidedShard(), new ModelShard()];
        for (const batch of inBatches(records, sizes)) {
          decided.take(batch, poison);
          for (const delivery of batch) model.take(delivery, poison);
          expect(decided.outcome()).toEqual(model.outcome());
        }
        poison.clear();
        for (const stream of resumed) {
          decided.retry(stream, poison);
          model.retry(stream, poison);
          expect(decided.outcome()).toEqual(model.outcome());
        }
      }),
      { numRuns: 1000 },
    ); // prettier-ignore
  });

  it('a stream has each event once, in order, and after all is published again, nothing that it holds is missing from what is not forked', () => {
    fc.assert(
      fc.property(history, faults, batches, (past, done, sizes) => {
        const decided = new DecidedShard();
        const none = new Map<string, string>();
        for (const batch of inBatches([...withFaults(past.published.flat(), done), ...past.held], sizes)) decided.take(batch, none);
        const { applied, forked, watermark } = decided.outcome();
        for (const stream of streams.filter((each) => !forked.includes(each))) {
          expect(applied[stream] ?? []).toEqual(past.held.filter((event) => event.stream === stream).map(({ id }) => id));
        }
        expect(watermark).toBe(past.held.length);
      }),
      { numRuns: 1000 },
    );
  });
});
