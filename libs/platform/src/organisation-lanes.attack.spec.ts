import { describe, expect, it } from '@jest/globals';
import { LaneFullError, OrganisationLanes } from './organisation-lanes.js';

describe('an organisation that reads without end', () => {
  it('has a few statements at a time, in order, and holds up no other', async () => {
    const lanes = new OrganisationLanes({ atOnce: 2 });
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    const ended: string[] = [];
    const holds: (() => void)[] = [];
    const read = (org: string, name: string): Promise<void> =>
      lanes.run(org, async () => {
        running.set(org, (running.get(org) ?? 0) + 1);
        most.set(org, Math.max(most.get(org) ?? 0, running.get(org)!));
        await new Promise<void>((resolve) => (org === 'hostile' ? holds.push(resolve) : resolve()));
        running.set(org, running.get(org)! - 1);
        ended.push(name);
      });
    const hostile = Array.from({ length: 500 }, (_, at) => read('hostile', String(at)));
    await Promise.all(['home-1', 'home-2'].map((org) => read(org, org)));
    // The others are done before any of the 500 is.
    expect(ended).toEqual(['home-1', 'home-2']);
    for (let at = 0; at < 500; at += 1) {
      holds.shift()!();
      await hostile[at];
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    expect(ended.slice(2)).toEqual(Array.from({ length: 500 }, (_, at) => String(at)));
    expect(most.get('hostile')).toBe(2);
  });

  it('goes on after a statement that failed', async () => {
    const lanes = new OrganisationLanes({ atOnce: 2 });
    const failing = Array.from({ length: 10 }, () => lanes.run('home', () => Promise.reject(new Error('away'))));
    expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await lanes.run('home', () => Promise.resolve('read'))).toBe('read');
  });

  it('leaves its place free beside others for so many times as long as a piece took, and takes it at once when alone', async () => {
    let now = 0;
    let others = true;
    const rests: { ms: number; then: () => void }[] = [];
    const lanes = new OrganisationLanes({
      atOnce: 1,
      rests: 4,
      rest: (ms, then) => void rests.push({ ms, then }),
      presence: { othersThan: () => others },
      clock: () => now,
    });
    const began: number[] = [];
    const read = (ms: number): Promise<void> =>
      lanes.run('hostile', async () => {
        began.push(ms);
        await Promise.resolve();
        now += ms;
      });
    const first = read(50);
    const second = read(300);
    const third = read(1);
    // Who has read has the answer: only the next one waits.
    await first;
    expect([began, rests.map(({ ms }) => ms)]).toEqual([[50], [200]]);
    rests.shift()!.then();
    await second;
    // Not without end.
    expect([began, rests.map(({ ms }) => ms)]).toEqual([[50, 300], [1000]]);
    others = false;
    rests.shift()!.then();
    await third;
    await read(7);
    expect([began, rests]).toEqual([[50, 300, 1, 7], []]);
  });

  it('pays for the bytes of an answer that was found at once', async () => {
    const rests: number[] = [];
    const lanes = new OrganisationLanes({
      atOnce: 1,
      rests: 9,
      bytesPerMs: 1024,
      rest: (ms, then) => {
        rests.push(ms);
        then();
      },
      presence: { othersThan: () => true },
      clock: () => 0,
    });
    const read = (text: string): Promise<string> =>
      lanes.run(
        'hostile',
        () => Promise.resolve(text),
        ({ length }) => length,
      );
    await read('x'.repeat(20 * 1024));
    await read('');
    await lanes.run('hostile', () => Promise.resolve());
    await lanes.run('hostile', () => Promise.reject(new Error('away')), () => 1024).catch(() => undefined); // prettier-ignore
    expect(rests).toEqual([180, 0, 0, 0]);
  });

  it('is refused what would wait behind too much, and holds a place again when there is one', async () => {
    const lanes = new OrganisationLanes({ atOnce: 1, waiting: 2 });
    const given = Promise.withResolvers<void>();
    const taken = [1, 2, 3].map(() => lanes.run('hostile', () => given.promise));
    await expect(lanes.run('hostile', () => Promise.resolve('read'))).rejects.toBeInstanceOf(LaneFullError);
    expect(await lanes.run('home', () => Promise.resolve('read'))).toBe('read');
    given.resolve();
    await Promise.all(taken);
    expect(await lanes.run('hostile', () => Promise.resolve('read'))).toBe('read');
  });

  it('has fewer places beside others, and as many as it wants alone where the work is not dear', async () => {
    let others = false;
    const lanes = new OrganisationLanes({ atOnce: Infinity, besideOthers: 2, presence: { othersThan: () => others } });
    let [running, most] = [0, 0];
    const read = (): Promise<void> =>
      lanes.run('home', async () => {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      });
    await Promise.all(Array.from({ length: 64 }, read));
    expect(most).toBe(64);
    others = true;
    most = 0;
    const beside = Array.from({ length: 64 }, read);
    await beside[31];
    expect(most).toBe(2);
    // The others are gone: those that wait need not wait any longer.
    others = false;
    await Promise.all(beside);
    expect(most).toBeGreaterThan(2);
  });
});
