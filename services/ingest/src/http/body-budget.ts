import type { BodyAdmission, BodyPermit, Principal, ProblemError } from '@everchart/platform';
import type { FastifyRequest } from 'fastify';
import type { EventRates } from './event-rates.js';
import { recordingOverloaded } from './result.problem.js';

/** A body up to this size is that of a single event. */
const smallBytes = 64 * 1024;
/** Of the budget; the rest is left to single events, so that queues that come home do not keep the bedside waiting. */
const shareOfLargeBodies = 0.75;

/**
 * Bounds the memory that requests take before the store has them: a body is let in when there is room for all of it,
 * and counts until its answer is known. A body of unknown length is read as long as there is room.
 */
export class BodyBudget implements BodyAdmission {
  #bytes = 0;

  /** @param maxBytes of all bodies that are being handled */
  constructor(
    private readonly rates: Pick<EventRates, 'check'>,
    private readonly maxBytes: number,
  ) {}

  get bytesInFlight(): number {
    return this.#bytes;
  }

  admit(_request: FastifyRequest, principal: Principal, length: number | undefined): BodyPermit {
    this.rates.check(principal);
    const permit = new BudgetedBody(this);
    const refusal = permit.reserve(length ?? 0);
    if (refusal) throw refusal;
    return permit;
  }

  /** @param total of the body that the bytes belong to */
  take(bytes: number, total: number): ProblemError | undefined {
    const limit = total > smallBytes ? this.maxBytes * shareOfLargeBodies : this.maxBytes;
    if (this.#bytes + bytes > limit) return recordingOverloaded();
    this.#bytes += bytes;
    return undefined;
  }

  giveBack(bytes: number): void {
    this.#bytes -= bytes;
  }
}

class BudgetedBody implements BodyPermit {
  #reserved = 0;
  #received = 0;

  constructor(private readonly budget: BodyBudget) {}

  reserve(total: number): ProblemError | undefined {
    if (total <= this.#reserved) return undefined;
    const refusal = this.budget.take(total - this.#reserved, total);
    if (!refusal) this.#reserved = total;
    return refusal;
  }

  received(bytes: number): ProblemError | undefined {
    return this.reserve((this.#received += bytes));
  }

  release(): void {
    this.budget.giveBack(this.#reserved);
    this.#reserved = 0;
  }
}
