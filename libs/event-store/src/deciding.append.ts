import type { Pool } from '@everchart/postgres';
import { appendBatch, type BatchItem, type BatchOutcome, type BatchTarget, type DecidedAggregate } from './append.statement.js';
import { DecisionStore, type AggregateName, type KnownAggregate } from './decision.store.js';
import { DecisionContentionError, DecisionFailedError } from './event-store.errors.js';
import type { AppendItem, AppendOutcome, Decided, DecisionRules, ItemDecision } from './event-store.types.js';

/** An item and what it belongs to: items with the same group stand or fall together. 0: alone. */
export interface GroupedItem {
  item: AppendItem;
  group: number;
}

export interface DecidingAppendOptions {
  pool: Pool;
  decisions: DecisionStore;
  rules: DecisionRules | undefined;
  /** Items that were decided again because another writer was faster, and streams that were rebuilt. */
  onDecidedAgain: (items: number) => void;
  onRebuilt: () => void;
}

/** So often is an item decided again before its callers are told to come back. */
const attemptsMax = 8;

/** An unsent item with the states it was decided under. */
interface Draft extends BatchItem {
  /** Place in the call. */
  index: number;
  names: readonly string[];
  decision: Decided;
}

type Refused = Extract<Decided, { accepted: false }>;
const unchanged: Extract<Decided, { accepted: true }> = { accepted: true, changed: new Map() };

/**
 * Decides items and appends them in one transaction. Deciding costs no lock: each item names the version of every state that it was decided under, and the append checks
 * them under the lock. In the usual case that is one round trip; when another process was faster, the items concerned are decided again.
 */
export class DecidingAppend {
  readonly #options: DecidingAppendOptions;

  constructor(options: DecidingAppendOptions) {
    this.#options = options;
  }

  /** @returns one outcome per item, in order @throws DecisionContentionError; any error of the database or of a `decide` */
  async append(target: Omit<BatchTarget, 'rules'>, items: readonly GroupedItem[]): Promise<AppendOutcome[]> {
    const outcomes = new Array<AppendOutcome | undefined>(items.length).fill(undefined);
    const duplicates = new Set<number>();
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const pending = [...items.keys()].filter((index) => outcomes[index] === undefined);
      if (pending.length === 0) return outcomes as AppendOutcome[];
      if (attempt > 0) this.#options.onDecidedAgain(pending.length);
      await this.#readUnknown(
        target.org,
        pending.map((index) => items[index]!.item),
      );
      const drafts = this.#decide(target.org, items, pending, duplicates);
      const answers = await appendBatch(this.#options.pool, { ...target, rules: this.#options.rules?.version ?? 0 }, drafts);
      await this.#take(target, drafts, answers, outcomes);
      drafts.forEach(({ index }, place) => answers[place]!.outcome === 'duplicate' && duplicates.add(index));
    }
    if (outcomes.every((outcome) => outcome !== undefined)) return outcomes;
    throw new DecisionContentionError('what the items were decided under keeps changing');
  }

  async #readUnknown(org: string, items: readonly AppendItem[]): Promise<void> {
    const asked = new Map<string, AggregateName & Pick<ItemDecision, 'open'>>();
    for (const { header, decision } of items) {
      for (const key of decision?.keys ?? []) {
        const aggregate = { stream: header.subject, key };
        const name = DecisionStore.nameOf(org, aggregate);
        if (this.#options.decisions.known(name) === undefined) {
          asked.set(name, { ...aggregate, open: (sealed, of) => decision!.open(sealed, of) });
        }
      }
    }
    if (asked.size > 0) await this.#options.decisions.read(org, [...asked.values()]);
  }

  /**
   * Decides the pending items one after the other, each under what those before it leave.
   * @param duplicates items that are known to be recorded: they leave nothing behind a second time
   */
  #decide(org: string, items: readonly GroupedItem[], pending: readonly number[], duplicates: ReadonlySet<number>): Draft[] {
    /** States as the items of this batch leave them; `version` is -k for the k-th. */
    const overlay = new Map<string, KnownAggregate>();
    return pending.map((index, place) => {
      const { item, group } = items[index]!;
      const keys = item.decision?.keys ?? [];
      const names = keys.map((key) => DecisionStore.nameOf(org, { stream: item.header.subject, key }));
      const known = names.map((name) => overlay.get(name) ?? this.#options.decisions.known(name) ?? { version: 0, state: undefined });
      const decision = duplicates.has(index) ? unchanged : decide(item.decision, known);
      const changed = decision.accepted ? decision.changed : unchanged.changed;
      const decided = keys.map((key, at): DecidedAggregate => ({
        key,
        expected: known[at]!.version,
        sealed: changed.has(at) ? item.decision!.seal(changed.get(at)!, key) : undefined,
      }));
      for (const [at, state] of changed) overlay.set(names[at]!, { version: -(place + 1), state });
      return { item, group, index, names, decided, decision, refused: !decision.accepted };
    });
  }

  async #take(
    target: Omit<BatchTarget, 'rules'>,
    drafts: readonly Draft[],
    answers: readonly BatchOutcome[],
    outcomes: (AppendOutcome | undefined)[],
  ): Promise<void> {
    const { decisions } = this.#options;
    const again = new Set<number>();
    const undecided = new Set<string>();
    answers.forEach((answer, place) => {
      const { group, item } = drafts[place]!;
      if (answer.outcome !== 'undecided' && answer.outcome !== 'decision-stale') return;
      if (group !== 0) again.add(group);
      if (answer.outcome === 'undecided') undecided.add(item.header.subject);
    });
    drafts.forEach(({ index, group, names, decision }, place) => {
      const answer = answers[place]!;
      if (answer.outcome === 'undecided' || answer.outcome === 'decision-stale') {
        for (const name of names) decisions.forget(name);
      } else if (group === 0 || !again.has(group)) {
        outcomes[index] = answer.outcome === 'refused' ? { outcome: 'refused', refusal: (decision as Refused).refusal } : answer;
      }
      if (answer.outcome === 'created' && decision.accepted) {
        for (const [at, state] of decision.changed) decisions.remember(names[at]!, { version: answer.streamVersion, state });
      }
    });
    for (const stream of undecided) await this.#rebuild(target, stream);
  }

  /** When the stream went on meanwhile the next attempt finds it undecided again. */
  async #rebuild({ org, shard }: Pick<BatchTarget, 'org' | 'shard'>, stream: string): Promise<void> {
    const { rules, decisions } = this.#options;
    if (!rules) throw new Error('an item with a decision needs a store with rules');
    if (await decisions.install(org, shard, stream, rules.version, await rules.rebuild(org, stream))) this.#options.onRebuilt();
  }
}

function decide(decision: ItemDecision | undefined, known: readonly KnownAggregate[]): Decided {
  if (!decision) return unchanged;
  try {
    return decision.decide(known.map(({ state }) => state));
  } catch (cause) {
    throw new DecisionFailedError('the rules of an item failed', { cause });
  }
}
