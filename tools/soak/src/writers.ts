import type { SeededRandom } from '@everchart/care-day';
import { decodePositionToken } from '@everchart/envelope';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, ApiClient } from './api.client.js';
import { bundleOfPatient } from './bundle.js';
import { eventOf, registration, somethingThatHappened, type PostedEvent } from './events.js';
import type { Ledger, Place, Sending } from './ledger.js';
import { GaveUpError } from './paced.js';
import { wholeRecord } from './whole-record.js';

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
  /** Those that go on living: what any operation may write for. */
  readonly #patients: string[] = [];
  /** What is done, and how often of a thousand times. */
  readonly #work: readonly (readonly [name: string, share: number, operate: () => Promise<number>])[] = [
    ['registration', 20, () => this.register()],
    ['single', 430, () => this.#single()],
    ['batch', 90, () => this.#batch()],
    ['batch of all or none', 50, () => this.#atomicBatch()],
    ['FHIR bundle', 40, () => this.#bundle()],
    ['lost answer', 100, () => this.#lostAnswer()],
    ['same id at once', 80, () => this.#sameIdAtOnce()],
    ['same id, other content', 30, () => this.#sameIdOtherContent()],
    ['same version at once', 70, () => this.#sameVersionAtOnce()],
    ['stale version', 35, () => this.#staleVersion()],
    ['entry moved', 30, () => this.#moveEntry()],
    ['merge', 20, () => this.#merge()],
    ['whole record', 5, () => this.wholeRecord()],
  ];

  constructor(
    private readonly client: ApiClient,
    private readonly base: string,
    private readonly ledger: Ledger,
    private readonly random: SeededRandom,
    /** No writer walks away from a request: each one that is not answered counts. */
    private readonly waits = false,
  ) {}

  /** @returns how many events it was about */
  async operate(): Promise<number> {
    const work = this.waits ? this.#work.filter(([name]) => name !== 'lost answer') : this.#work;
    let left = this.random.next() * work.reduce((sum, [, share]) => sum + share, 0);
    const [name, , operate] = work.find(([, share]) => (left -= share) < 0)!;
    this.operations.set(name, (this.operations.get(name) ?? 0) + 1);
    return operate();
  }

  async register(): Promise<number> {
    this.#patients.push(await this.#newPatient());
    return 1;
  }

  /** An event of every type in one record, which ends in a merge. */
  async wholeRecord(): Promise<number> {
    const [patient, into] = this.#pair();
    // The death goes along with the merge: nothing else is recorded of the other one any more.
    this.#patients.splice(this.#patients.indexOf(into), 1);
    const events = wholeRecord(into);
    for (const each of events) {
      if (each.type === 'patient.merged') this.ledger.sending({ id: counterpartId(each.id), type: each.type }, into);
      await this.#record(patient, each);
    }
    return events.length + 2;
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

  /** One in three has an event that the record does not allow: then nothing is recorded. */
  async #atomicBatch(): Promise<number> {
    const patient = this.#patient();
    const others = this.random.integer(batchSize.least, batchSize.most);
    const events = Array.from({ length: others }, () => ({ patientId: patient, ...somethingThatHappened(this.random) }));
    const isWrong = this.random.chance(1 / 3);
    if (isWrong) events.push({ patientId: patient, ...eventOf('flag.cleared', { flagId: uuidv7(), reason: 'There is none' }) });
    const sendings = events.map((each) => this.ledger.sending(each, patient));
    const { status, body } = await this.#untilAnswered([200, 422], () =>
      this.client.ask('POST', `${this.base}/events?atomic=true`, { body: { events } }),
    );
    if ((status === 422) !== isWrong) this.ledger.found('wrong answer', `a batch of all or none was answered ${status}`);
    if (status === 422) for (const { id } of events) this.ledger.refuse(id);
    else (body.results as Place[]).forEach((result, at) => this.ledger.acknowledge(sendings[at]!, result));
    return events.length;
  }

  async #bundle(): Promise<number> {
    const patient = crypto.randomUUID();
    const { body, events } = bundleOfPatient(this.random, patient);
    const sendings = events.map((each) => this.ledger.sending(each, patient));
    const answer = await this.#untilAnswered([200], () => this.client.ask('POST', `${this.base}/fhir/R4`, { body }));
    const entries = answer.body.entry as { response: { status: string; etag: string } }[];
    entries.forEach(({ response }, at) =>
      this.ledger.acknowledge(sendings[at]!, { streamVersion: Number(/^W\/"(\d+)"$/.exec(response.etag)![1]) }),
    );
    this.ledger.given(answer.position!, decodePositionToken(answer.position!).positions);
    return events.length;
  }

  /** Recorded for the wrong patient, and moved to another one: both records are written, or none. */
  async #moveEntry(): Promise<number> {
    const [patient, into] = this.#pair();
    await this.#newPatient(patient);
    const entry = somethingThatHappened(this.random);
    await this.#record(patient, entry);
    const movedTo = { patientId: into, entryId: uuidv7() };
    this.ledger.sending({ id: movedTo.entryId, type: entry.type }, into);
    await this.#record(patient, eventOf('entry.struck', { entryId: entry.id, reason: 'wrong-patient', movedTo }));
    return 4;
  }

  /** A record goes on in another one, and takes nothing any more. */
  async #merge(): Promise<number> {
    const [patient, into] = this.#pair();
    await this.#newPatient(patient);
    await this.#record(patient, somethingThatHappened(this.random));
    const merge = eventOf('patient.merged', { link: 'replaced-by', otherPatientId: into });
    this.ledger.sending({ id: counterpartId(merge.id), type: merge.type }, into);
    await this.#record(patient, merge);
    const late = somethingThatHappened(this.random);
    this.ledger.sending(late, patient);
    const { problem } = await this.#untilAnswered([409], () => this.#post(patient, late));
    if (problem !== 'patient-merged') this.ledger.found('wrong answer', `an event of the merged patient ${patient}: ${problem}`);
    this.ledger.refuse(late.id);
    return 5;
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
        throw new GaveUpError(`answered ${answer.status} ${why}`);
      }
      this.unanswered.set(why, (this.unanswered.get(why) ?? 0) + 1);
      if (Date.now() > this.giveUpAtMs) throw new GaveUpError(why);
      await new Promise((resolve) => setTimeout(resolve, this.random.integer(retryMs.least, retryMs.most)));
    }
  }

  /** One patient has a fifth of everything. */
  #patient(): string {
    return this.random.chance(0.2) ? this.#patients[0]! : this.random.pick(this.#patients);
  }

  async #newPatient(patient: string = crypto.randomUUID()): Promise<string> {
    await this.#record(patient, registration());
    return patient;
  }

  /** A new patient, and one in whose record it may end: what is written in two records at once is of one shard. */
  #pair(): [patient: string, into: string] {
    const into = this.#patient();
    let patient: string;
    do patient = crypto.randomUUID();
    while (this.ledger.shardOf(patient) !== this.ledger.shardOf(into));
    return [patient, into];
  }
}

/**
 * Of the event in the other record that a merge brings about, as the service documents it: the version digit turned
 * round.
 */
function counterpartId(id: string): string {
  return `${id.slice(0, 14)}${(15 - Number.parseInt(id[14]!, 16)).toString(16)}${id.slice(15)}`;
}
