import { describe, expect, it } from '@jest/globals';
import { decideDelivery, streamKey, type Delivery, type StreamState } from './delivery.decider.js';

const stream = streamKey('home', 'store', 'patient');
const event = (version: number, epoch = 1, of = stream): Delivery => ({
  id: `${of.slice(-3)}-${version}/${epoch}`,
  stream: of,
  version,
  epoch,
});
const at = (version: number, more: Partial<StreamState<Delivery>> = {}): Map<string, StreamState<Delivery>> =>
  new Map([[stream, { version, epoch: 1, parked: [], ...more }]]);
const none = new Map<string, string>();
const versions = (deliveries: readonly Delivery[]): number[] => deliveries.map(({ version }) => version);

describe('deliveries', () => {
  it('that follow one another are applied', () => {
    const plan = decideDelivery([event(1), event(2)], new Map(), none);
    expect(versions(plan.apply)).toEqual([1, 2]);
    expect(plan.streams.get(stream)).toEqual({ version: 2, epoch: 1, moved: true, stop: 'keep' });
  });

  it('that were applied before are duplicates, whether in the database or in the same batch', () => {
    const plan = decideDelivery([event(1), event(2), event(3), event(3)], at(2), none);
    expect([versions(plan.apply), versions(plan.duplicates)]).toEqual([[3], [1, 2, 3]]);
  });

  it('behind a missing version wait, and stop their stream only', () => {
    const other = streamKey('home', 'store', 'another');
    const plan = decideDelivery([event(3), event(4), event(1, 1, other)], at(1), none);
    expect(plan.apply).toEqual([event(1, 1, other)]);
    expect(versions(plan.park)).toEqual([3, 4]);
    expect(plan.streams.get(stream)).toMatchObject({
      version: 1,
      moved: false,
      stop: { reason: 'gap', code: 'version-missing', at: event(3) },
    });
  });

  it('go on when the missing version arrives, with all that waits', () => {
    const parked = [event(3), event(4)];
    const plan = decideDelivery([event(2)], at(1, { stop: { reason: 'gap', code: 'version-missing' }, parked }), none);
    expect(versions(plan.apply)).toEqual([2, 3, 4]);
    expect(plan.unpark).toEqual(parked);
    expect(plan.streams.get(stream)).toEqual({ version: 4, epoch: 1, moved: true, stop: 'release' });
  });

  it('stop again at the next gap', () => {
    const plan = decideDelivery(
      [event(2)],
      at(1, { stop: { reason: 'gap', code: 'version-missing' }, parked: [event(3), event(5)] }),
      none,
    );
    expect(versions(plan.apply)).toEqual([2, 3]);
    expect(plan.streams.get(stream)).toMatchObject({ version: 3, stop: { reason: 'gap', at: event(5) } });
  });

  it('that wait already are not parked twice', () => {
    const plan = decideDelivery([event(3), event(3)], at(1), none);
    expect([versions(plan.park), versions(plan.duplicates)]).toEqual([[3], [3]]);
  });

  it('of a poison event and what follows it wait, whatever arrives, until they are tried again', () => {
    const poison = new Map([[event(2).id, 'cannot-be-read']]);
    const plan = decideDelivery([event(2), event(3)], at(1), poison);
    expect([versions(plan.apply), versions(plan.park)]).toEqual([[], [2, 3]]);
    expect(plan.streams.get(stream)).toMatchObject({ stop: { reason: 'poison', code: 'cannot-be-read', at: event(2) } });
    const stopped = at(1, { stop: { reason: 'poison', code: 'cannot-be-read' } });
    expect(versions(decideDelivery([event(4)], stopped, none).park)).toEqual([4]);
    const tried = at(1, { stop: { reason: 'poison', code: 'cannot-be-read' }, parked: [event(2), event(3), event(4)] });
    expect(versions(decideDelivery([], tried, none, [stream]).apply)).toEqual([2, 3, 4]);
    expect(decideDelivery([], tried, poison, [stream]).streams.get(stream)).toMatchObject({ stop: { reason: 'poison' }, moved: false });
  });

  it('of a restored store that writes another event under a known version stop the stream: what is applied contradicts the source', () => {
    const plan = decideDelivery([event(2, 2)], at(2), none);
    expect(plan.streams.get(stream)).toMatchObject({ version: 2, stop: { reason: 'fork', code: 'version-reused' } });
    expect(versions(plan.park)).toEqual([2]);
    const stopped = at(2, { stop: { reason: 'fork', code: 'version-reused' }, parked: [event(2, 2)] });
    expect(decideDelivery([], stopped, none, [stream]).apply).toEqual([]);
  });

  it('of a restored store that goes on where it stood are applied', () => {
    const plan = decideDelivery([event(3, 2)], at(2), none);
    expect(plan.streams.get(stream)).toEqual({ version: 3, epoch: 2, moved: true, stop: 'keep' });
  });

  it('of an epoch that is over stop the stream', () => {
    const plan = decideDelivery([event(3, 1)], new Map([[stream, { version: 2, epoch: 2, parked: [] }]]), none);
    expect(plan.streams.get(stream)).toMatchObject({ version: 2, stop: { reason: 'fork', code: 'epoch-regressed' } });
  });

  it('that wait in a number too large for one transaction are taken up in parts', () => {
    const state = at(1, { stop: { reason: 'gap', code: 'version-missing' }, parked: [event(3)], moreParked: true });
    const plan = decideDelivery([event(2)], state, none);
    expect(versions(plan.apply)).toEqual([2, 3]);
    expect(plan.unfinished).toEqual([stream]);
    expect(plan.streams.get(stream)).toMatchObject({ stop: 'keep' });
  });

  it('come to the same in any order', () => {
    const orders = [[1, 2, 3, 4], [4, 3, 2, 1], [2, 1, 4, 3], [3, 1, 4, 2, 2]]; // prettier-ignore
    for (const order of orders) {
      const plan = decideDelivery(order.map((version) => event(version)), new Map(), none); // prettier-ignore
      expect([versions(plan.apply), plan.park]).toEqual([[1, 2, 3, 4], []]);
    }
  });
});
