import type { SeededRandom } from '@everchart/care-day';
import { createHl7Receiver, type Hl7Receiver } from '@everchart/hl7-receiver';

/** Each costs the feed a pause of a second or more: the sender cannot know that the connection is well. */
const lostShare = 0.002;

/**
 * A hospital that outlives everything, so that it knows what it received, in which order. Now and then its answer gets
 * lost.
 */
export class Hospital {
  /** MSH-10 of every message, in the order in which they came; one that was sent again comes again. */
  readonly controlIds: string[] = [];
  /** Answers that never left. */
  lostAnswers = 0;
  #receiver!: Hl7Receiver;

  /** @param id of the destination */
  private constructor(readonly id: string) {}

  static async open(id: string, random: SeededRandom, host?: string): Promise<Hospital> {
    const hospital = new Hospital(id);
    hospital.#receiver = await createHl7Receiver({
      port: 0,
      ...(host !== undefined && { host }),
      answer: ({ controlId }) => {
        hospital.controlIds.push(controlId);
        if (!random.chance(lostShare)) return { code: 'AA' };
        hospital.lostAnswers += 1;
        return 'drop';
      },
    });
    return hospital;
  }

  get port(): number {
    return this.#receiver.port;
  }

  close(): Promise<void> {
    return this.#receiver.close();
  }
}
