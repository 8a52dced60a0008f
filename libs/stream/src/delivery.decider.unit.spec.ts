import { describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import {
  chainPrefixBytes,
  decideDelivery,
  decideRetry,
  rewound,
  untouchedShard,
  type Delivery,
  type DeliveryPlan,
  type ShardState,
} from './delivery.decider.js';

const chainOf = (id: string): Buffer => hash('sha256', id, 'buffer');
const event = (stream: string, position: number, previous: number, epoch = 1, history = ''): Delivery => {
  const id = `${stream}${position}/${epoch}${history}`;
  return { id, stream, position, previous, epoch, chain: chainOf(id), follows: () => true };
};
const a = (position: number, previous: number, epoch = 1): Delivery => event('a', position, previous, epoch);
const b = (position: number, previous: number, epoch = 1): Delivery => event('b', position, previous, epoch);
const at = (position: number, more: Partial<ShardState> = {}): ShardState => ({
  ...untouchedShard,
  position,
  epochs: [[1, 1]],
  ...more,
});
const none = new Map<string, string>();
const positions = (deliveries: readonly Delivery[]): number[] => deliveries.map(({ position }) => position);
const parked = (plan: DeliveryPlan<Delivery>): [string, number][] => plan.park.map(({ stream, position }) => [stream, position]);

describe('deliveries', () => {
  it('that follow one another are applied', () => {
    const plan = decideDelivery(untouchedShard, [a(1, 0), b(2, 0), a(3, 1)], none);
    expect(positions(plan.apply)).toEqual([1, 2, 3]);
    expect(plan.next).toMatchObject({ position: 3, gaps: [], epochs: [[1, 1]] });
    expect(plan).toMatchObject({ changed: true, park: [], stops: [], duplicates: [], void: [] });
  });

  it('that were taken before are duplicates, whether in the database or in the same batch', () => {
    const plan = decideDelivery(at(2), [a(1, 0), b(2, 0), a(3, 1), a(3, 1)], none);
    expect([positions(plan.apply), positions(plan.duplicates)]).toEqual([[3], [1, 2, 3]]);
  });

  it('that are all duplicates change nothing', () => {
    expect(decideDelivery(at(2), [a(1, 0), b(2, 0)], none)).toMatchObject({ changed: false, apply: [], next: at(2) });
  });

  it('sent again from a checkpoint, with more behind them, are applied from where the shard stands', () => {
    const plan = decideDelivery(at(2), [a(1, 0), b(2, 0), a(3, 1), b(4, 2)], none);
    expect([positions(plan.apply), plan.next.position]).toEqual([[3, 4], 4]);
  });

  it('behind missing positions wait when the event before them is among those; all others go on', () => {
    const plan = decideDelivery(at(3), [a(6, 4), b(7, 2), a(8, 6), event('new', 9, 0)], none);
    expect(positions(plan.apply)).toEqual([7, 9]);
    expect(parked(plan)).toEqual([['a', 6], ['a', 8]]); // prettier-ignore
    expect(plan.next).toMatchObject({ position: 9, gaps: [[4, 5]] });
    expect(plan.stops).toEqual([{ stop: { reason: 'gap', code: 'event-missing' }, at: expect.objectContaining({ id: 'a6/1' }) }]);
  });

  it('that were missing close the gap, and let what waits for them be tried again', () => {
    const state = at(8, { gaps: [[4, 5]], stopped: new Map([['a', 'gap']]) });
    const plan = decideDelivery(state, [a(4, 1)], none);
    expect([parked(plan), [...plan.retry], plan.next.gaps, plan.next.position]).toEqual([[['a', 4]], ['a'], [[5, 5]], 8]);
    const retried = decideRetry(plan.next, 'a', [a(4, 1), a(6, 4), a(8, 6)], none);
    expect([positions(retried.apply), positions(retried.unpark), retried.released]).toEqual([[4, 6, 8], [4, 6, 8], ['a']]);
  });

  it('that were missing, of a stream that does not wait, are applied at once', () => {
    const plan = decideDelivery(at(8, { gaps: [[4, 5]] }), [b(5, 3)], none);
    expect([positions(plan.apply), plan.next.gaps]).toEqual([[5], [[4, 4]]]);
  });

  it('that were missing divide the gap', () => {
    expect(decideDelivery(at(9, { gaps: [[3, 7]] }), [b(5, 2)], none).next.gaps).toEqual([[3, 4], [6, 7]]); // prettier-ignore
  });

  it('wait until every event before them is there', () => {
    const waiting = at(8, { gaps: [[5, 5]], stopped: new Map([['a', 'gap']]) });
    const plan = decideRetry(waiting, 'a', [a(4, 1), a(6, 5), a(8, 6)], none);
    expect([positions(plan.apply), plan.released, plan.stops]).toEqual([[4], [], [{ stop: { reason: 'gap', code: 'event-missing' }, at: expect.objectContaining({ id: 'a6/1' }) }]]); // prettier-ignore
    expect(decideRetry(waiting, 'a', [a(6, 5)], none)).toMatchObject({ changed: false, apply: [], released: [] });
  });

  it('of a poison event and what follows it wait, whatever arrives, until they are tried again; the shard goes on', () => {
    const poison = new Map([['a4/1', 'cannot-be-read']]);
    const plan = decideDelivery(at(3), [a(4, 1), b(5, 2), a(6, 4)], poison);
    expect([positions(plan.apply), parked(plan), plan.next]).toMatchObject([[5], [['a', 4], ['a', 6]], { position: 6, gaps: [] }]); // prettier-ignore
    expect(plan.stops).toEqual([{ stop: { reason: 'poison', code: 'cannot-be-read' }, at: expect.objectContaining({ id: 'a4/1' }) }]);
    expect(parked(decideDelivery(plan.next, [a(7, 6)], none))).toEqual([['a', 7]]);
    expect(decideRetry(plan.next, 'a', [a(4, 1), a(6, 4)], poison)).toMatchObject({ changed: false, apply: [], released: [] });
    expect(decideRetry(plan.next, 'a', [a(4, 1), a(6, 4)], none)).toMatchObject({ changed: true, released: ['a'] });
  });

  it('of a stream that waits for an operator are not tried again when a gap closes', () => {
    const state = at(8, { gaps: [[4, 5]], stopped: new Map([['a', 'poison'], ['b', 'fork']]) }); // prettier-ignore
    const plan = decideDelivery(state, [a(4, 1), b(5, 2)], none);
    expect([parked(plan), [...plan.retry]]).toEqual([[['a', 4], ['b', 5]], []]); // prettier-ignore
  });

  it('of a shard that begins late leave a gap before them', () => {
    const plan = decideDelivery(untouchedShard, [b(7, 0), a(8, 3)], none);
    expect([positions(plan.apply), parked(plan), plan.next.gaps]).toEqual([[7], [['a', 8]], [[1, 6]]]);
  });
});

describe('deliveries of a restored store', () => {
  it('that goes on where it stood are applied', () => {
    const plan = decideDelivery(at(2), [a(3, 1, 2)], none);
    expect([positions(plan.apply), plan.next.epochs, plan.contradiction]).toEqual([[3], [[1, 1], [2, 3]], undefined]); // prettier-ignore
  });

  it('that writes other events at positions that were taken come after a look at what was applied', () => {
    const plan = decideDelivery(at(9), [b(10, 2), a(6, 4, 2), b(7, 2, 2)], none);
    expect(positions(plan.apply)).toEqual([10]);
    expect(plan.contradiction).toEqual({ range: [6, 10], epoch: 2, from: 6 });
    const state = rewound(plan.next, [6, 10], 2);
    expect(state).toMatchObject({ position: 5, gaps: [], epochs: [[1, 1], [2, 6]] }); // prettier-ignore
    const after = decideDelivery({ ...state, stopped: new Map([['b', 'fork']]) }, [a(6, 4, 2), b(7, 2, 2)], none);
    expect([positions(after.apply), parked(after), after.next.position]).toEqual([[6], [['b', 7]], 7]);
  });

  it('of before the restore are void at positions that it has taken back, and good before them', () => {
    const state = at(9, { gaps: [[3, 4]], epochs: [[1, 1], [2, 6]] }); // prettier-ignore
    const plan = decideDelivery(state, [a(7, 4), b(12, 2), a(4, 1), a(5, 4)], none);
    expect([positions(plan.void), positions(plan.apply), positions(plan.duplicates)]).toEqual([[7, 12], [4], [5]]);
    expect(plan.next).toMatchObject({ position: 9, gaps: [[3, 3]], epochs: [[1, 1], [2, 6]] }); // prettier-ignore
  });

  it('whose first ones come last contradict what stands before those that came first', () => {
    // Taken: 1 to 7 of epoch 1, then 8 and 9 of epoch 2, which began at 6.
    const state = at(9, { epochs: [[1, 1], [2, 8]] }); // prettier-ignore
    const plan = decideDelivery(state, [a(6, 4, 2)], none);
    expect(plan.contradiction).toEqual({ range: [6, 7], epoch: 2, from: 6 });
    const after = rewound(state, [6, 7], 2);
    expect(after).toMatchObject({ position: 9, gaps: [[6, 7]], epochs: [[1, 1], [2, 6]] }); // prettier-ignore
    expect(decideDelivery(after, [a(6, 4, 2)], none)).toMatchObject({ apply: [{ position: 6 }], next: { gaps: [[7, 7]] } });
  });

  it('in a gap contradict nothing', () => {
    const plan = decideDelivery(at(9, { gaps: [[6, 9]], position: 9 }), [a(7, 4, 2)], none);
    expect([plan.contradiction, positions(plan.apply), plan.next.epochs]).toEqual([undefined, [7], [[1, 1], [2, 7]]]); // prettier-ignore
  });

  it('that was restored twice know the epochs between no more where the last one begins before them', () => {
    expect(rewound(at(9, { epochs: [[1, 1], [2, 6]] }), [5, 9], 3).epochs).toEqual([[1, 1], [3, 5]]); // prettier-ignore
    expect(rewound(at(9, { epochs: [[1, 1], [2, 6]] }), [8, 9], 3).epochs).toEqual([[1, 1], [2, 6], [3, 8]]); // prettier-ignore
  });

  it('that are all applied again, from the beginning of the stream, come to what the store holds', () => {
    const again = at(0, { epochs: [[1, 1], [2, 3]] }); // prettier-ignore
    const plan = decideDelivery(again, [a(1, 0), b(2, 0), a(3, 1), a(4, 3), b(3, 2, 2), a(4, 1, 2)], none);
    expect([plan.apply.map(({ id }) => id), positions(plan.void), plan.contradiction]).toEqual([
      ['a1/1', 'b2/1', 'b3/2', 'a4/2'],
      [3, 4],
      undefined,
    ]);
  });
});

describe('two histories of one epoch', () => {
  const taken = [event('a', 1, 0), event('b', 2, 0), event('a', 3, 1)];
  const chain = (of: readonly Delivery[]) => new Map(of.map((each) => [each.position, each.chain.subarray(0, chainPrefixBytes)]));
  const state = at(3, { chain: taken[2]!.chain });
  const known = { at: chain(taken), follow: true };
  const names = (deliveries: readonly Delivery[]) => deliveries.map(({ id }) => id);
  const [other, next] = [event('b', 2, 0, 1, "'"), event('b', 4, 2, 1, "'")];

  it('are found by the first event under a known position; nothing more of them is taken, what is known stays a duplicate', () => {
    const plan = decideDelivery(state, [taken[0]!, other, next, taken[2]!], none, known);
    expect([names(plan.duplicates), plan.fork, names(plan.withheld), plan.apply, plan.next.fork, plan.next.position]).toEqual([
      ['a1/1', 'a3/1'],
      { at: other, code: 'position-reused' },
      ["b2/1'", "b4/1'"],
      [],
      2,
      3,
    ]);
    const later = decideDelivery(plan.next, [next], none, known);
    expect([later.changed, names(later.withheld), later.fork]).toEqual([false, ["b4/1'"], undefined]);
  });

  it('are found within one batch, too', () => {
    const plan = decideDelivery(untouchedShard, [...taken, other, next], none);
    expect([names(plan.apply), names(plan.withheld), plan.next.fork]).toEqual([['a1/1', 'b2/1', 'a3/1'], ["b2/1'", "b4/1'"], 2]);
  });

  it('are found where the next event does not follow the one that was taken, unless the handler follows the chain itself', () => {
    const broken = { ...event('a', 4, 3), follows: (before: Buffer) => !before.equals(taken[2]!.chain) };
    const plan = decideDelivery(state, [broken], none, known);
    expect([plan.fork?.code, names(plan.withheld), plan.next.fork]).toEqual(['chain-broken', ['a4/1'], 4]);
    expect(names(decideDelivery(state, [broken], none, { ...known, follow: false }).apply)).toEqual(['a4/1']);
  });

  it('end with a newer epoch, which says what the store goes on from: what was withheld is then taken', () => {
    const forked = { ...state, fork: 2 };
    const plan = decideDelivery(forked, [event('a', 5, 1, 2)], none, known);
    expect(plan).toMatchObject({ changed: false, contradiction: { range: [2, 3], epoch: 2, from: 5 } });
    const after = rewound(forked, [2, 3], 2, 5);
    expect(after).toMatchObject({ position: 1, fork: undefined, epochs: [[1, 1], [2, 5]] }); // prettier-ignore
    const went = decideDelivery(after, [event('a', 5, 1, 2)], none, known).next;
    const third = event('a', 3, 1, 1, "'");
    const withheld = decideDelivery(went, [other, third, next], none, known);
    expect([names(withheld.apply), withheld.next.gaps, withheld.next.position]).toEqual([["b2/1'", "a3/1'", "b4/1'"], [], 5]);
    // What the first history says again is void from now on.
    const again = decideDelivery(withheld.next, [taken[1]!], none, { at: chain([other]), follow: true });
    expect([names(again.void), again.fork]).toEqual([['b2/1'], undefined]);
  });
});
