import { organisationStream } from '@everchart/contracts';
import { passes } from '@everchart/event-store';
import { KeyDestroyedError } from '@everchart/keyring';
import { withTransaction, type Pool } from '@everchart/postgres';
import { v5 as namedId } from 'uuid';
import { dueDateStore, type ChangePlace, type UnrecordedChange } from '../infrastructure/due-date.store.js';
import type { RetentionRecorder, RetentionStatement } from './retention.recorder.js';

const changesPerPage = 500;

/** A way through all changes of an organisation that wait. */
class Walk {
  after: ChangePlace | undefined;
  /** Records of which a change could not be recorded: what follows it waits, too. */
  readonly failed = new Set<string>();
  error: Error | undefined;

  fail(subject: string, error: Error): void {
    this.failed.add(subject);
    this.error ??= error;
  }
}

/** Puts changes of due dates on record, those of one record in their order. */
export class ChangeRecording {
  readonly #walks = new Map<string, Walk>();

  constructor(
    private readonly pool: Pool,
    private readonly recorder: Pick<RetentionRecorder, 'recordEach'>,
  ) {}

  /**
   * Single changes, and some of those that came with all others of the organisation once these are worked out.
   * @returns whether there may be more
   * @throws after the last one, if some could not be recorded
   */
  async step(org: string): Promise<boolean> {
    const walk = this.#walks.get(org) ?? new Walk();
    this.#walks.set(org, walk);
    let after: ChangePlace | undefined;
    do after = await this.#page(org, walk, after, false);
    while (after);
    if (!(await dueDateStore.isWorkingOut(this.pool, org))) {
      walk.after = await this.#page(org, walk, walk.after, true);
      if (walk.after) return true;
    }
    this.#walks.delete(org);
    if (walk.error) throw walk.error;
    return false;
  }

  /** @returns where to go on, if there may be more */
  async #page(org: string, walk: Walk, after: ChangePlace | undefined, isMass: boolean): Promise<ChangePlace | undefined> {
    return withTransaction(this.pool, async (tx) => {
      if (!(await dueDateStore.takeRecording(tx, org))) return undefined;
      const changes = await dueDateStore.unrecorded(tx, org, isMass, after, changesPerPage);
      const recorded = await this.#record(org, changes.filter(({ subject }) => !walk.failed.has(subject)), walk); // prettier-ignore
      await dueDateStore.recorded(tx, org, recorded);
      return changes.length < changesPerPage ? undefined : changes.at(-1);
    });
  }

  /** A change that was recorded and not noted so is recorded under the same id again: it has one effect. */
  async #record(org: string, changes: readonly UnrecordedChange[], walk: Walk): Promise<UnrecordedChange[]> {
    if (changes.length === 0) return [];
    const results = await this.recorder.recordEach(org, changes.map((change) => statementOf(org, change))); // prettier-ignore
    return changes.filter(({ subject }, at) => {
      const result = results[at]!;
      // The record was destroyed meanwhile: it has no date that could be on record.
      if (result instanceof KeyDestroyedError) return true;
      if (result instanceof Error) {
        if (passes(result)) throw result;
        walk.fail(subject, result);
      } else if (result.outcome !== 'created' && result.outcome !== 'duplicate') {
        walk.fail(subject, new Error(`a change was not recorded: ${result.outcome}`));
      }
      return !walk.failed.has(subject);
    });
  }
}

function statementOf(
  org: string,
  { subject, retentionClass, revision, change, due }: UnrecordedChange,
): RetentionStatement<'due-date.changed'> {
  const name = retentionClass === 'clinical' ? `${subject}/${revision}` : `${subject}/${retentionClass}/${revision}`;
  const id = namedId(name, organisationStream(org));
  const { at: occurredAt, data } = change;
  return {
    id,
    type: 'due-date.changed',
    subject,
    data: { retentionClass, ...data, due },
    occurredAt,
    actor: 'retention',
    role: 'system',
    correlationId: id,
  };
}
