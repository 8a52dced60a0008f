import { Inject, Injectable } from '@nestjs/common';
import { freshnessOf, type Freshness, type Place } from '../domain/freshness.js';
import { ProgressReader } from '../infrastructure/progress.reader.js';
import { RecordStore } from '../infrastructure/record.store.js';

interface Waiter {
  patient: string;
  asked: Place;
  deadline: number;
  resolve: (freshness: Freshness) => void;
  reject: (error: unknown) => void;
}

/** Milliseconds between two looks while somebody waits. */
const lookEveryMs = 10;

/**
 * Lets readers wait until the projection has what they ask for. While anybody of an organisation waits, one look is taken every few milliseconds
 * for all of them; nobody waits, nothing is asked. Looking at the database serves a projector in this process and in another one alike.
 */
@Injectable()
export class FreshnessGate {
  private readonly waiting = new Map<string, Set<Waiter>>();

  constructor(
    @Inject(ProgressReader) private readonly progress: Pick<ProgressReader, 'of'>,
    @Inject(RecordStore) private readonly records: Pick<RecordStore, 'places'>,
  ) {}

  /** Resolves as soon as the answer is other than `behind`, or with `behind` when the time is over. */
  wait(org: string, patient: string, asked: Place, timeoutMs: number): Promise<Freshness> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { patient, asked, deadline: performance.now() + timeoutMs, resolve, reject };
      const others = this.waiting.get(org);
      if (others) {
        others.add(waiter);
        return;
      }
      const waiters = new Set([waiter]);
      this.waiting.set(org, waiters);
      setImmediate(() => void this.look(org, waiters));
    });
  }

  private async look(org: string, waiters: Set<Waiter>): Promise<void> {
    const asking = [...waiters];
    try {
      const { shards } = await this.progress.of(org);
      const behind = asking.filter(({ asked }) => freshnessOf(shards, undefined, asked) === 'behind');
      const places = behind.length === 0 ? undefined : await this.records.places(org, [...new Set(behind.map(({ patient }) => patient))]);
      for (const waiter of asking) {
        const freshness = freshnessOf(shards, places?.get(waiter.patient), waiter.asked);
        if (freshness === 'behind' && performance.now() < waiter.deadline) continue;
        waiters.delete(waiter);
        waiter.resolve(freshness);
      }
    } catch (error) {
      for (const waiter of asking) {
        waiters.delete(waiter);
        waiter.reject(error);
      }
    }
    if (waiters.size === 0) this.waiting.delete(org);
    else setTimeout(() => void this.look(org, waiters), lookEveryMs);
  }
}
