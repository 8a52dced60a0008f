import { AccessNotRecordedError, type AccessLog, type AccessToRecord } from '@everchart/access-log';
import { describe, expect, it } from '@jest/globals';
import type { DeliveryQueue } from '../infrastructure/delivery.queue.js';
import { Disclosures, DisclosuresAhead, type Attempt } from './disclosures.js';

const lease = { org: 'home', destination: 'city', fence: 1 };
const attempt = (sequence: number, attempts = 1): Attempt => ({
  sequence,
  attempts,
  patient: '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f',
  controlId: `M${sequence}`,
  messageType: 'ORU^R01',
  correlationId: 'c',
  storeId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
  epoch: 1,
  shard: 0,
  position: sequence,
  streamVersion: sequence,
});

/** An access log and a queue whose answers the test holds. */
class Bench {
  /** What was put on record, call by call of `commit`. */
  readonly committed: string[] = [];
  readonly warnings: unknown[] = [];
  upcoming: Attempt[] = [];
  lookBegun = 0;
  look = Promise.withResolvers<void>();
  #waiting: { name: string; resolve: () => void; reject: (error: Error) => void }[] = [];
  readonly ahead = new DisclosuresAhead(
    new Disclosures({
      metrics: { answers: { inc: () => undefined } },
      record: (_org: string, { detail }: AccessToRecord) =>
        new Promise<void>((resolve, reject) => {
          this.#waiting.push({ name: `${String(detail!.controlId)}/${String(detail!.attempt)}`, resolve, reject });
        }),
    } as unknown as AccessLog),
    {
      upcoming: async () => {
        this.lookBegun += 1;
        const seen = this.upcoming;
        await this.look.promise;
        return seen;
      },
    } as unknown as DeliveryQueue,
    { warn: (line: unknown) => void this.warnings.push(line) } as never,
  );

  /** The log commits what it was given. */
  commit(error?: Error): void {
    for (const { name, resolve, reject } of this.#waiting.splice(0)) {
      if (error) reject(error);
      else {
        this.committed.push(name);
        resolve();
      }
    }
  }

  get waiting(): string[] {
    return this.#waiting.map(({ name }) => name);
  }

  /** A look, from its begin to the commit of what it found. */
  async lookAhead(...upcoming: Attempt[]): Promise<void> {
    this.upcoming = upcoming;
    this.look = Promise.withResolvers();
    this.look.resolve();
    this.ahead.lookAhead(lease);
    await settle();
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const isDone = async (work: Promise<unknown>): Promise<boolean> => {
  let done = false;
  void work.then(() => (done = true));
  await settle();
  return done;
};

describe('disclosures that are recorded ahead', () => {
  it('are on record before the message may go, and are recorded once', async () => {
    const bench = new Bench();
    const first = bench.ahead.ensure(lease, attempt(1));
    expect(await isDone(first)).toBe(false);
    bench.commit();
    await first;
    await bench.lookAhead(attempt(2), attempt(3));
    expect(bench.waiting).toEqual(['M2/1', 'M3/1']);
    const second = bench.ahead.ensure(lease, attempt(2));
    expect(await isDone(second)).toBe(false);
    bench.commit();
    await second;
    await bench.ahead.ensure(lease, attempt(3));
    expect(bench.committed).toEqual(['M1/1', 'M2/1', 'M3/1']);
  });

  it('count for the attempt that they name only', async () => {
    const bench = new Bench();
    await bench.lookAhead(attempt(2));
    bench.commit();
    const again = bench.ahead.ensure(lease, attempt(2, 2));
    expect(await isDone(again)).toBe(false);
    bench.commit();
    await again;
    expect(bench.committed).toEqual(['M2/1', 'M2/2']);
  });

  it('leave out what was sent while the look was under way', async () => {
    const bench = new Bench();
    bench.upcoming = [attempt(2), attempt(3)];
    bench.ahead.lookAhead(lease);
    const sent = bench.ahead.ensure(lease, attempt(2));
    bench.commit();
    await sent;
    bench.look.resolve();
    await settle();
    expect(bench.waiting).toEqual(['M3/1']);
  });

  it('that could not be recorded are recorded by themselves, and fail then', async () => {
    const bench = new Bench();
    await bench.lookAhead(attempt(2), attempt(3));
    bench.commit(new AccessNotRecordedError('no'));
    await bench.ahead.idle();
    expect(bench.warnings).toHaveLength(1);
    const second = bench.ahead.ensure(lease, attempt(2));
    await settle();
    bench.commit(new AccessNotRecordedError('no'));
    await expect(second).rejects.toBeInstanceOf(AccessNotRecordedError);
    const third = bench.ahead.ensure(lease, attempt(3));
    await settle();
    bench.commit();
    await third;
    expect(bench.committed).toEqual(['M3/1']);
  });

  it('are looked for one time at once, and not while there are enough', async () => {
    const bench = new Bench();
    bench.ahead.lookAhead(lease);
    bench.ahead.lookAhead(lease);
    expect(bench.lookBegun).toBe(1);
    bench.look.resolve();
    await bench.ahead.idle();
    await bench.lookAhead(...Array.from({ length: 30 }, (_, index) => attempt(index + 10)));
    bench.commit();
    await bench.ahead.idle();
    bench.ahead.lookAhead(lease);
    expect(bench.lookBegun).toBe(2);
  });
});
