import { Inject, Injectable } from '@nestjs/common';
import { ProgressReader } from '@everchart/stream';
import { arrivalOf, type Freshness, type Place, type Places } from '../domain/freshness.js';

interface Waiter {
  last: Place | undefined;
  asked: Places;
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

  constructor(@Inject(ProgressReader) private readonly progress: Pick<ProgressReader, 'of'>) {}

  /**
   * Resolves as soon as the answer is other than `behind`, or with `behind` when the time is over.
   * @param last place of the last event of the patient that is read
   */
  wait(org: string, last: Place | undefined, asked: Places, timeoutMs: number): Promise<Freshness> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { last, asked, deadline: performance.now() + timeoutMs, resolve, reject };
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
      for (const waiter of asking) {
        const freshness = arrivalOf(shards, waiter.last, waiter.asked);
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
