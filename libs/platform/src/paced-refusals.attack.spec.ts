import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { EventEmitter } from 'node:events';
import { PacedRefusals, type RefusalPace } from './paced-refusals.js';

describe('a sender that does not wait as it is told to', () => {
  it('has its refusals at a pace, and is cut off when too many wait; others have theirs at once', () => {
    let now = 1_000_000;
    const refusals = new PacedRefusals(undefined, () => now);
    const refused = (count: number, org = 'hostile'): (number | undefined)[] => Array.from({ length: count }, () => refusals.waitMs(org));
    expect(refused(20)).toEqual(Array(20).fill(0));
    expect(refused(3)).toEqual([100, 200, 300]);
    expect(refused(47).at(-1)).toBe(5000);
    expect(refused(1000)).toEqual(Array(1000).fill(undefined));
    expect(refused(1, 'home')).toEqual([0]);
    // One that is cut off owes nothing more for it.
    now += 100;
    expect(refused(2)).toEqual([5000, undefined]);
    now += 5000;
    expect(refused(1)).toEqual([100]);
    now += 60_000;
    expect(refused(21)).toEqual([...Array<number>(20).fill(0), 100]);
  });

  describe('has each refusal', () => {
    const pace: RefusalPace = { atOnce: 1, perSecond: 10, waitingMax: 2, cutsOff: false };
    const requestOf = (): FastifyRequest => {
      const socket = { destroyed: false, destroy: () => (socket.destroyed = true) };
      return { raw: Object.assign(new EventEmitter(), { socket }) } as unknown as FastifyRequest;
    };
    let requests: FastifyRequest[];
    let answered: number[];
    const refuse = (refusals: PacedRefusals, count: number): void => {
      requests = Array.from({ length: count }, requestOf);
      answered = [];
      for (const [index, request] of requests.entries()) refusals.whenItsTime('hostile', request, () => answered.push(index));
    };
    const cutOff = (): boolean[] => requests.map(({ raw }) => raw.socket.destroyed);

    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    it('when it is its time; beyond those that wait it comes with the last of them, or the sender is cut off', () => {
      refuse(new PacedRefusals(pace), 5);
      expect(answered).toEqual([0]);
      jest.advanceTimersByTime(100);
      expect(answered).toEqual([0, 1]);
      jest.advanceTimersByTime(99);
      expect(answered).toEqual([0, 1]);
      jest.advanceTimersByTime(1);
      expect([answered, cutOff()]).toEqual([[0, 1, 2, 3, 4], Array(5).fill(false)]);
      refuse(new PacedRefusals({ ...pace, cutsOff: true }), 5);
      expect([answered, cutOff()]).toEqual([[0, 3, 4], [false, false, false, true, true]]); // prettier-ignore
    });

    it('once, and at once when its sender is gone', () => {
      refuse(new PacedRefusals(pace), 3);
      requests[2]!.raw.emit('close');
      expect(answered).toEqual([0, 2]);
      jest.advanceTimersByTime(1000);
      expect(answered).toEqual([0, 2, 1]);
    });
  });
});
