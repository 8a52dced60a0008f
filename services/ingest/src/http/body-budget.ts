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

/** Bytes of a sender's bodies. */
interface Sent {
  /** That came, and are kept until the answer is known. */
  inFlight: number;
  /** That are still to come, as far as it was said. */
  announced: number;
}

/**
 * Bounds the memory that requests take before the store has them. Of all callers a body takes room as it comes, until
 * its answer is known: what was announced and does not come takes no room from others. Of the share of its organisation
 * and of its client it takes what it announces: so what begins to come finds room until its end, and a client that
 * sends more than its share at once is refused before it has sent it.
 */
export class BodyBudget implements BodyAdmission {
  #bytes = 0;
  /** By organisation, and by organisation and client: of those that have any. */
  readonly #sentOf = new Map<string, Sent>();

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
    const announced = length ?? 0;
    // Spares the client to send what there is no room for now.
    if (!this.#hasRoom(1, announced) || !this.#hasShare(principal, announced, announced)) throw recordingOverloaded();
    this.#count(principal, { inFlight: 0, announced });
    return new BudgetedBody(this, principal, announced);
  }

  /**
   * @param announced how many of the bytes were announced
   * @param total of the body that the bytes belong to, as far as it is known
   */
  take(sender: Principal, bytes: number, announced: number, total: number): ProblemError | undefined {
    if (!this.#hasRoom(bytes, total) || !this.#hasShare(sender, bytes - announced, total)) return recordingOverloaded();
    this.#count(sender, { inFlight: bytes, announced: -announced });
    return undefined;
  }

  giveBack(sender: Principal, { inFlight, announced }: Sent): void {
    this.#count(sender, { inFlight: -inFlight, announced: -announced });
    this.rates.chargeBytes(sender, inFlight);
  }

  #count(sender: Principal, { inFlight, announced }: Sent): void {
    this.#bytes += inFlight;
    for (const [name] of partsOf(sender)) {
      const sent = this.#sentOf.get(name) ?? { inFlight: 0, announced: 0 };
      sent.inFlight += inFlight;
      sent.announced += announced;
      if (sent.inFlight > 0 || sent.announced > 0) this.#sentOf.set(name, sent);
      else this.#sentOf.delete(name);
    }
  }

  #hasRoom(bytes: number, total: number): boolean {
    return this.#bytes + bytes <= this.maxBytes * partFor(total);
  }

  #hasShare(sender: Principal, bytes: number, total: number): boolean {
    return partsOf(sender).every(([name, part]) => {
      const { inFlight, announced } = this.#sentOf.get(name) ?? { inFlight: 0, announced: 0 };
      return bytes <= 0 || inFlight + announced + bytes <= this.#shareBytes(part) * partFor(total);
    });
  }

  /** The largest body always fits into a share. */
  #shareBytes(part: number): number {
    return Math.max(this.maxBytes * part, batchBytesMax / partOfLargeBodies);
  }
}

const partFor = (total: number): number => (total > smallBytes ? partOfLargeBodies : 1);

const partsOf = ({ org, actor }: Principal): [name: string, part: number][] => [
  [org, partOfOrganisation],
  [`${org}\n${actor}`, partOfClient],
];

class BudgetedBody implements BodyPermit {
  #sent: Sent;
  readonly #length: number;
  #released = false;

  constructor(
    private readonly budget: BodyBudget,
    private readonly sender: Principal,
    announced: number,
  ) {
    this.#length = announced;
    this.#sent = { inFlight: 0, announced };
  }

  received(bytes: number): ProblemError | undefined {
    if (this.#released) return undefined;
    const announced = Math.min(bytes, this.#sent.announced);
    const refusal = this.budget.take(this.sender, bytes, announced, Math.max(this.#length, this.#sent.inFlight + bytes));
    if (!refusal) this.#sent = { inFlight: this.#sent.inFlight + bytes, announced: this.#sent.announced - announced };
    return refusal;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.budget.giveBack(this.sender, this.#sent);
  }
}
