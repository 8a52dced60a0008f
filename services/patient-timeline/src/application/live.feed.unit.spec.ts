import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { LiveCursor, LiveEntry } from '../domain/live.js';
import type { LiveStep } from '../infrastructure/live.store.js';
import { LiveFeed, type UnitMembers } from './live.feed.js';

const at = (position: number): LiveCursor => ({
  storeId: '0b2e7c40-4a3f-4d55-9d18-6c0f4c2a7123',
  epoch: 1,
  positions: { 0: position },
  late: 0,
});
const entry = (patientId: string, type: string, position: number): LiveEntry => {
  const instant = '2026-03-01T08:00:00.000Z';
  return { entryId: `${position}`, patientId, type, streamVersion: 1, occurredAt: instant, recordedAt: instant, shard: 0, position };
};
const [anna, carla] = ['anna', 'carla'];

/** A record that grows while it is read, and what readers of a unit get of it. */
class Scene {
  readonly entries: LiveEntry[] = [];
  readonly sent: string[] = [];
  readonly residents: string[][] = [];
  members = new Set([anna]);
  /** Called once, when entries were read. */
  behindStep: (() => void) | undefined;
  /** Called once, while the members are read: what is read is from before. */
  whileLoading: (() => Promise<void> | void) | undefined;
  readonly feed = new LiveFeed(
    'home',
    { step: (_org, from) => Promise.resolve(this.#step(from)) },
    {
      deliver: (feed, { frames, changed }) => {
        const [unit] = [...feed.units.values()];
        if (!unit) return;
        for (const { entry: { patientId, type } } of frames) if (unit.concerned.has(patientId)) this.sent.push(`${patientId} ${type}`); // prettier-ignore
        if (changed.has(unit)) this.residents.push([...unit.members]);
      },
      lost: (_feed, reason) => {
        throw new Error(reason);
      },
      judge: () => undefined,
      mayDeliver: () => Promise.resolve(true),
    },
  );

  record(patientId: string, type: string, members?: string[]): void {
    this.entries.push(entry(patientId, type, this.entries.length + 1));
    if (members) this.members = new Set(members);
  }

  readonly load: UnitMembers['load'] = async () => {
    const read = this.members;
    const { whileLoading } = this;
    this.whileLoading = undefined;
    await whileLoading?.();
    return read;
  };

  async follow(): Promise<UnitMembers> {
    await this.feed.begin();
    return (await this.feed.unit('unit', this.load))!;
  }

  #step(from: LiveCursor | undefined): LiveStep {
    const entries = from ? this.entries.slice(from.positions[0]) : [];
    const step = { cursor: at(this.entries.length), entries, more: false, late: 0 };
    if (entries.length > 0) {
      const { behindStep } = this;
      this.behindStep = undefined;
      behindStep?.();
    }
    return step;
  }
}

describe('who is in a unit, as its readers are told', () => {
  it('sends the step by which a patient leaves, also when the members were read without them before', async () => {
    const scene = new Scene();
    const unit = await scene.follow();
    scene.record(carla, 'stay.admitted', [anna, carla]);
    // The next one is committed before the members are read.
    scene.behindStep = () => scene.record(anna, 'stay.discharged', [carla]);
    await scene.feed.look();
    expect(scene.sent).toEqual(['carla stay.admitted', 'anna stay.discharged']);
    expect([...unit.concerned]).toEqual([carla]);
    scene.record(anna, 'observation.recorded');
    await scene.feed.look();
    expect(scene.sent).toHaveLength(2);
  });

  it('keeps who came while the members were read for another reason', async () => {
    const scene = new Scene();
    await scene.follow();
    let looked: Promise<void> | undefined;
    scene.whileLoading = async () => {
      scene.record(carla, 'stay.admitted', [anna, carla]);
      looked = scene.feed.look();
      await nextTurn();
    };
    await scene.feed.refresh();
    await looked;
    scene.record(carla, 'observation.recorded');
    await scene.feed.look();
    expect(scene.sent).toEqual(['carla stay.admitted', 'carla observation.recorded']);
    expect(scene.residents).toEqual([[anna, carla]]);
  });

  it('knows who came while the members were read for the first time', async () => {
    const scene = new Scene();
    scene.whileLoading = async () => {
      scene.record(carla, 'stay.admitted', [anna, carla]);
      await scene.feed.look();
    };
    expect([...(await scene.follow()).members]).toEqual([anna, carla]);
  });
});
