import { organisationStream } from '@everchart/contracts';
import { withOrganisation, type Pool } from '@everchart/postgres';
import { isDue } from '@everchart/retention-rules';
import { dayEverywhere, isOf } from '../domain/destruction.js';
import { actStore } from '../infrastructure/act.store.js';
import { dueDateReader } from '../infrastructure/due-date.reader.js';
import { dueDateStore } from '../infrastructure/due-date.store.js';
import { withDestructionLock } from '../infrastructure/hold.store.js';
import type { RetentionRecorder, RetentionStatement } from './retention.recorder.js';

export type ActRefusal = 'due-date-unknown' | 'act-not-due' | 'id-conflict';
export type ActStatement = RetentionStatement<'act.completed'>;

/**
 * What rules ask for of records that are due, other than to destroy them. A person does it, outside of Everchart, and
 * says so: nothing is destroyed for it. Where the own copy is to go then, two people approve that as always.
 */
export class DueActs {
  /** @param pool as the login of the API: it sees one organisation */
  constructor(
    private readonly pool: Pool,
    private readonly recorder: RetentionRecorder,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * Records it, if the record is due on the day and by the rule that it names.
   * @returns whether it is new: the same statement under the same id has one effect @throws what the recorder throws
   */
  complete(org: string, statement: ActStatement): Promise<{ isNew: boolean; recordedAt: string } | ActRefusal> {
    const { id: eventId, data, actor } = statement;
    const { retentionClass, act } = data;
    const subject = statement.subject ?? organisationStream(org);
    return withOrganisation(this.pool, org, async (tx) => {
      await withDestructionLock(tx, org);
      const found = await dueDateReader.find(tx, org, subject, retentionClass);
      if (!(await this.recorder.knows(org, eventId))) {
        if (!found) return 'due-date-unknown';
        const { due } = found;
        const isSettled = !(await dueDateStore.unsettled(tx, org, [subject])).has(subject);
        const isAsked = due.acts?.includes(act) === true && isOf(data, due);
        if (!isSettled || !isAsked || !isDue(due, dayEverywhere(this.now()))) return 'act-not-due';
      }
      const [result] = await this.recorder.record(org, [statement]);
      if (result!.outcome === 'id-conflict') return 'id-conflict';
      if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`not recorded: ${result!.outcome}`);
      const { recordedAt } = result!;
      await actStore.complete(tx, org, { ...data, subject, eventId, actor, at: recordedAt });
      return { isNew: result!.outcome === 'created', recordedAt };
    });
  }
}
