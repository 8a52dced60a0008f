import type { BodyAdmission, BodyPermit, Principal, ProblemError } from '@everchart/platform';
import type { FastifyRequest } from 'fastify';
import type { EventRates } from './event-rates.js';
import { batchBytesMax } from './record.operations.js';
import { recordingOverloaded } from './result.problem.js';

/** A body up to this size is that of a single event. */
const smallBytes = 64 * 1024;
/**
 * Of the budget, and of each share of it; the rest is left to single events, so that queues that come home do not keep
 * the bedside waiting.
 */
const partOfLargeBodies = 0.75;
/** Of the budget: what one organisation, and one of its clients, may have in flight. */
const partOfOrganisation = 1 / 3;
const partOfClient = 1 / 6;

/**
 * Bounds the memory that requests take before the store has them. A body counts as it comes, until its answer is known:
 * what was announced and does not come takes no memory, and no room from others. There is a share of it for
 * each organisation and for each client.
 */
export class BodyBudget implements BodyAdmission {
  #bytes = 0;
  /** Bytes in flight, by organisation, and by organisation and client: of those that have any. */
  readonly #bytesOf = new Map<string, number>();

  /** @param maxBytes of all bodies that are being handled */
  constructor(
    private readonly rates: Pick<EventRates, 'check' | 'chargeBytes'>,
    private readonly maxBytes: number,
  ) {}

  get bytesInFlight(): number {
    return this.#bytes;
  }

  admit(_request: FastifyRequest, principal: Principal, length: number | undefined): BodyPermit {
    this.rates.check(principal);
    // Spares the client to send what there is no room for now.
    if (length !== undefined && !this.#hasRoom(principal, length, length)) throw recordingOverloaded();
    return new BudgetedBody(this, principal, length ?? 0);
  }

  /** @param total of the body that the bytes belong to, as far as it is known */
  take(sender: Principal, bytes: number, total: number): ProblemError | undefined {
    if (!this.#hasRoom(sender, bytes, total)) return recordingOverloaded();
    this.#count(sender, bytes);
    return undefined;
  }

  giveBack(sender: Principal, bytes: number): void {
    this.#count(sender, -bytes);
    this.rates.chargeBytes(sender, bytes);
  }

  #count(sender: Principal, bytes: number): void {
    this.#bytes += bytes;
    for (const [name] of partsOf(sender)) {
      const inFlight = (this.#bytesOf.get(name) ?? 0) + bytes;
      if (inFlight > 0) this.#bytesOf.set(name, inFlight);
      else this.#bytesOf.delete(name);
    }
  }

  #hasRoom(sender: Principal, bytes: number, total: number): boolean {
    const part = total > smallBytes ? partOfLargeBodies : 1;
    if (this.#bytes + bytes > this.maxBytes * part) return false;
    return partsOf(sender).every(([name, partOfBudget]) => (this.#bytesOf.get(name) ?? 0) + bytes <= this.#shareBytes(partOfBudget) * part);
  }

  /** The largest body always fits into a share. */
  #shareBytes(part: number): number {
    return Math.max(this.maxBytes * part, batchBytesMax / partOfLargeBodies);
  }
}

const partsOf = ({ org, actor }: Principal): [name: string, part: number][] => [
  [org, partOfOrganisation],
  [`${org}\n${actor}`, partOfClient],
];

class BudgetedBody implements BodyPermit {
  #received = 0;
  #released = false;

  constructor(
    private readonly budget: BodyBudget,
    private readonly sender: Principal,
    private readonly announced: number,
  ) {}

  received(bytes: number): ProblemError | undefined {
    if (this.#released) return undefined;
    const refusal = this.budget.take(this.sender, bytes, Math.max(this.announced, this.#received + bytes));
    if (!refusal) this.#received += bytes;
    return refusal;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.budget.giveBack(this.sender, this.#received);
  }
}
