import type { SeededRandom } from '@everchart/care-day';
import { decodePositionToken } from '@everchart/envelope';
import type { ApiClient } from './api.client.js';
import type { Ledger } from './ledger.js';

/**
 * People of one organisation who read. After one of them was shown a state, no reader who requests at least that state
 * may be shown an older one.
 */
export class Readers {
  answered = 0;
  /** Reads without an answer, or with an error that allows a retry. */
  readonly unanswered = new Map<string, number>();

  constructor(
    private readonly client: ApiClient,
    private readonly base: string,
    private readonly ledger: Ledger,
    private readonly random: SeededRandom,
  ) {}

  async read(): Promise<void> {
    const { tokens } = this.ledger;
    const token = this.random.chance(0.5) ? tokens.at(-1)! : this.random.pick(tokens);
    const patient = this.random.pick(this.ledger.patients);
    const asked = JSON.stringify(token.positions);
    const due = this.ledger.versionAt(patient, token.positions);
    const correlationId = crypto.randomUUID();
    const answer = await this.client.ask('GET', `${this.base}/patients/${patient}/${this.random.pick(['summary', 'timeline?limit=20'])}`, {
      headers: { 'everchart-at-least': token.text, 'x-correlation-id': correlationId },
    });
    if (!answer || answer.status === 503) {
      const why = answer ? answer.problem : 'no answer';
      this.unanswered.set(why, (this.unanswered.get(why) ?? 0) + 1);
      return;
    }
    this.ledger.reads.add(correlationId);
    this.answered += 1;
    // At an older position the patient may not have been registered yet.
    if (answer.status === 404 && due === 0) return;
    if (answer.status !== 200) {
      this.ledger.found(
        'wrong answer',
        `patient ${patient} was read at the positions ${asked}, and answered ${answer.status} ${answer.problem}`,
      );
      return;
    }
    const shown = decodePositionToken(answer.position!).positions;
    const version = answer.body.streamVersion as number;
    if (Object.entries(token.positions).some(([shard, position]) => (shown[Number(shard)] ?? 0) < position))
      this.ledger.found('token that went back', `the positions ${asked} were requested, and ${JSON.stringify(shown)} shown`);
    if (version < due)
      this.ledger.found(
        'token that went back',
        `patient ${patient} is at version ${due} at the positions ${asked}, and was shown at ${version}`,
      );
    this.ledger.given(answer.position!, shown);
  }
}
