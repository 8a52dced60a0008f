import type { SeededRandom } from '@everchart/care-day';
import { decodePositionToken } from '@everchart/envelope';
import type { Answer, ApiClient } from './api.client.js';
import { registration, somethingThatHappened, type PostedEvent } from './events.js';
import type { Ledger, Place, Sending } from './ledger.js';
import { GaveUpError } from './paced.js';

const retryMs = { least: 200, most: 1000 };
const batchSize = { least: 5, most: 40 };
/** Milliseconds after which a client walks away from its own request. */
const walkAwayMs = { least: 1, most: 20 };

/** What the apps of carers do, all of it allowed, none of it careful: each operation goes on until it is answered. */
export class Writers {
  /** How often each operation was done. */
  readonly operations = new Map<string, number>();
  /** Requests without an answer, and with an error that allows a retry. */
  readonly unanswered = new Map<string, number>();
  /** From then on nothing is tried again. */
  giveUpAtMs = Infinity;

  constructor(
    private readonly client: ApiClient,
    private readonly base: string,
    private readonly ledger: Ledger,
    private readonly random: SeededRandom,
  ) {}

  /** @returns how many events it was about */
  async operate(): Promise<number> {
    const chance = this.random.next();
    if (chance < 0.02) return this.#count('registration', () => this.register());
    if (chance < 0.52) return this.#count('single', () => this.#single());
    if (chance < 0.62) return this.#count('batch', () => this.#batch());
    if (chance < 0.74) return this.#count('lost answer', () => this.#lostAnswer());
    if (chance < 0.84) return this.#count('same id at once', () => this.#sameIdAtOnce());
    if (chance < 0.88) return this.#count('same id, other content', () => this.#sameIdOtherContent());
    if (chance < 0.96) return this.#count('same version at once', () => this.#sameVersionAtOnce());
    return this.#count('stale version', () => this.#staleVersion());
  }

  async register(): Promise<number> {
    await this.#record(crypto.randomUUID(), registration());
    return 1;
  }

  async #single(): Promise<number> {
    await this.#record(this.#patient(), somethingThatHappened(this.random));
    return 1;
  }

  async #batch(): Promise<number> {
    const events = Array.from({ length: this.random.integer(batchSize.least, batchSize.most) }, () => ({
      patientId: this.#patient(),
      ...somethingThatHappened(this.random),
    }));
    const sendings = events.map((event) => this.ledger.sending(event, event.patientId));
    const { body } = await this.#untilAnswered([200], () => this.client.ask('POST', `${this.base}/events`, { body: { events } }));
    const results = body.results as (Place & { id: string; status: number })[];
    results.forEach((result, at) => {
      if (result.status === 201 || result.status === 200) this.ledger.acknowledge(sendings[at]!, result);
      else this.ledger.found('wrong answer', `event ${events[at]!.id} of a batch was answered ${result.status}`);
    });
    return events.length;
  }

  /**
   * The client is gone before it has its answer; later it sends the event again, and a second time after the answer.
   */
  async #lostAnswer(): Promise<number> {
    const patient = this.#patient();
    const event = somethingThatHappened(this.random);
    const sending = this.ledger.sending(event, patient);
    await this.#post(patient, event, {}, this.random.integer(walkAwayMs.least, walkAwayMs.most));
    await this.#record(patient, event, sending);
    await this.#record(patient, event, sending);
    return 1;
  }

  async #sameIdAtOnce(): Promise<number> {
    const patient = this.#patient();
    const event = somethingThatHappened(this.random);
    const sending = this.ledger.sending(event, patient);
    const answers = await Promise.all(Array.from({ length: 3 }, () => this.#record(patient, event, sending)));
    const created = answers.filter(({ status }) => status === 201).length;
    if (created > 1) this.ledger.found('duplicate', `event ${event.id}, sent by three at once, was created ${created} times`);
    return 1;
  }

  async #sameIdOtherContent(): Promise<number> {
    const patient = this.#patient();
    const event = somethingThatHappened(this.random);
    const other = { ...event, type: 'note.written', data: { kind: 'other', text: 'Another event under the same id.' } };
    const answers = await Promise.all(
      [event, other].map((each) => {
        const sending = this.ledger.sending(each, patient);
        return this.#untilAnswered([201, 200, 409], () => this.#post(patient, each)).then((answer) => ({ answer, sending }));
      }),
    );
    const taken = answers.filter(({ answer }) => answer.status !== 409);
    if (taken.length !== 1) this.ledger.found('duplicate', `of two events under the id ${event.id}, ${taken.length} were taken`);
    for (const { answer, sending } of taken) this.#acknowledged(sending, answer);
    return 1;
  }

  /** Two who have read the same version: one of them at most may write. */
  async #sameVersionAtOnce(): Promise<number> {
    const patient = this.#patient();
    const version = this.ledger.versionOf(patient);
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const event = somethingThatHappened(this.random);
        return this.#recordAt(patient, event, version);
      }),
    );
    const taken = answers.filter((answer) => answer.status !== 412).length;
    if (taken > 1)
      this.ledger.found('wrong answer', `${taken} writers of patient ${patient} were told that version ${version} was the last`);
    return 2;
  }

  async #staleVersion(): Promise<number> {
    const patient = this.#patient();
    const version = this.ledger.versionOf(patient) - 1;
    if (version < 1) return 0;
    const { status } = await this.#recordAt(patient, somethingThatHappened(this.random), version);
    if (status !== 412)
      this.ledger.found(
        'wrong answer',
        `a writer of patient ${patient} had version ${version}, which was not the last, and was answered ${status}`,
      );
    return 1;
  }

  async #recordAt(patient: string, event: PostedEvent, version: number): Promise<Answer> {
    const sending = this.ledger.sending(event, patient);
    const answer = await this.#untilAnswered([201, 200, 412], () => this.#post(patient, event, { 'if-match': `W/"${version}"` }));
    if (answer.status === 412) {
      this.ledger.refuse(event.id);
      return answer;
    }
    this.#acknowledged(sending, answer);
    if (answer.body.streamVersion !== version + 1)
      this.ledger.found(
        'wrong answer',
        `event ${event.id} was to follow version ${version}, and became ${String(answer.body.streamVersion)}`,
      );
    return answer;
  }

  async #record(patient: string, event: PostedEvent, sending = this.ledger.sending(event, patient)): Promise<Answer> {
    const answer = await this.#untilAnswered([201, 200], () => this.#post(patient, event));
    this.#acknowledged(sending, answer);
    return answer;
  }

  #post(patient: string, event: PostedEvent, headers: Record<string, string> = {}, patienceMs?: number): Promise<Answer | undefined> {
    return this.client.ask('POST', `${this.base}/patients/${patient}/events`, {
      body: event,
      headers,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
  }

  #acknowledged(sending: Sending, { body, position }: Answer): void {
    this.ledger.acknowledge(sending, body as unknown as Place);
    this.ledger.given(position!, decodePositionToken(position!).positions);
  }

  /** Again, with the same ids, until there is an answer that says more than to come again. */
  async #untilAnswered(expected: readonly number[], send: () => Promise<Answer | undefined>): Promise<Answer> {
    for (;;) {
      const answer = await send();
      if (answer && expected.includes(answer.status)) return answer;
      const why = answer ? answer.problem : 'no answer';
      if (answer && answer.status !== 503 && answer.status !== 429) {
        this.ledger.found('wrong answer', `recording was answered ${answer.status} ${why}`);
        throw new GaveUpError(`answered ${answer.status}`);
      }
      this.unanswered.set(why, (this.unanswered.get(why) ?? 0) + 1);
      if (Date.now() > this.giveUpAtMs) throw new GaveUpError(why);
      await new Promise((resolve) => setTimeout(resolve, this.random.integer(retryMs.least, retryMs.most)));
    }
  }

  /** One patient has a fifth of everything. */
  #patient(): string {
    const { patients } = this.ledger;
    return this.random.chance(0.2) ? patients[0]! : this.random.pick(patients);
  }

  async #count(name: string, operation: () => Promise<number>): Promise<number> {
    this.operations.set(name, (this.operations.get(name) ?? 0) + 1);
    return operation();
  }
}
