import type { BodyAdmission, BodyPermit, Principal, ProblemError } from '@everchart/platform';
import type { FastifyRequest } from 'fastify';
import type { EventRates } from './event-rates.js';
import { recordingOverloaded } from './result.problem.js';

/** A body up to this size is that of a single event. */
const smallBytes = 64 * 1024;
/** Of the budget; the rest is left to single events, so that queues that come home do not keep the bedside waiting. */
const shareOfLargeBodies = 0.75;

export interface BodyBudgetSettings {
  /** Bytes of all bodies that are being handled. */
  maxBytes: number;
  onBytesInFlight: (bytes: number) => void;
}

/**
 * Bounds the memory that requests take before the store has them: a body is let in when there is room for all of it, and counts until its answer is
 * known. Who does not say how long it is may go on for as long as there is room.
 */
export class BodyBudget implements BodyAdmission {
  readonly #rates: EventRates;
  readonly #settings: BodyBudgetSettings;
  #bytes = 0;

  constructor(rates: EventRates, settings: BodyBudgetSettings) {
    this.#rates = rates;
    this.#settings = settings;
  }

  admit(_request: FastifyRequest, principal: Principal, length: number | undefined): BodyPermit {
    this.#rates.check(principal);
    let reserved = 0;
    const reserve = (total: number): ProblemError | undefined => {
      if (total <= reserved) return undefined;
      const { maxBytes } = this.#settings;
      const limit = total > smallBytes ? maxBytes * shareOfLargeBodies : maxBytes;
      if (this.#bytes + total - reserved > limit) return recordingOverloaded();
      this.#add(total - reserved);
      reserved = total;
      return undefined;
    };
    const refusal = reserve(length ?? 0);
    if (refusal) throw refusal;
    let received = 0;
    return {
      received: (bytes) => reserve((received += bytes)),
      release: () => {
        this.#add(-reserved);
        reserved = 0;
      },
    };
  }

  #add(bytes: number): void {
    this.#bytes += bytes;
    this.#settings.onBytesInFlight(this.#bytes);
  }
}
