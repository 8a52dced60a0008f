import {
  appendBatch,
  type BatchItem,
  type BatchOutcome,
  type BatchTarget,
  type DecidedAggregate,
  type RecordedBatch,
} from './append.statement.js';
import { DecisionStore, type AggregateName, type KnownAggregate } from './decision.store.js';
import { DecisionContentionError, DecisionFailedError, passes } from './event-store.errors.js';
import type { AppendItem, AppendOutcome, Decided, DecisionRules, ItemDecision, Judgement } from './event-store.types.js';
import type { ShardMap } from './shard-map.js';

/** An item and what it belongs to: items with the same group stand or fall together. 0: alone. */
export interface GroupedItem {
  item: AppendItem;
  group: number;
}

export interface DecidingAppendOptions {
  map: ShardMap;
  decisions: DecisionStore;
  rules: DecisionRules | undefined;
  /** Items that were decided again because another writer was faster, and streams that were rebuilt. */
  onDecidedAgain: (items: number) => void;
  onRebuilt: () => void;
}

/** Number of times that an item is decided again before its callers get an error that allows a retry. */
const attemptsMax = 8;

/** An unsent item with the states it was decided under. */
interface Draft extends BatchItem {
  /** Place in the call, and in the batch that is sent. */
  index: number;
  place: number;
  names: readonly string[];
  decision: Decided;
}

/** Items of a call, and which of them have no outcome yet. */
interface OpenItems {
  items: readonly GroupedItem[];
  /** Of the aggregates that each item looks at. */
  names: readonly (readonly string[])[];
  pending: readonly number[];
}

type ShardTarget = Omit<BatchTarget, 'rules' | 'record'>;

type Refused = Extract<Decided, { accepted: false }>;
const nothing: KnownAggregate = { version: 0, state: undefined };
/** Placeholder for a state that is not kept. */
const unsealed = Buffer.alloc(0);
const unchanged: Extract<Decided, { accepted: true }> = { accepted: true, changed: new Map() };

/**
 * Decides items and appends them in one transaction. Deciding costs no lock: each item names the version of every state
 * that it was decided under, and the append checks them under the lock. In the usual case that is one round trip; when
 * another process was faster, the items concerned are decided again.
 */
export class DecidingAppend {
  readonly #options: DecidingAppendOptions;

  constructor(options: DecidingAppendOptions) {
    this.#options = options;
  }

  /**
   * @param onRecorded called for each transaction that recorded something
   * @returns one outcome per item, in order; an error for what was not recorded because its states kept changing
   * @throws any error of the database or of a `decide`
   */
  async append(
    target: ShardTarget,
    items: readonly GroupedItem[],
    onRecorded: (recorded: RecordedBatch) => void,
  ): Promise<(AppendOutcome | DecisionContentionError)[]> {
    const names = namesOf(target.org, items);
    const outcomes = new Array<AppendOutcome | undefined>(items.length).fill(undefined);
    const duplicates = new Set<number>();
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const pending = [...items.keys()].filter((index) => outcomes[index] === undefined);
      if (pending.length === 0) break;
      if (attempt > 0) this.#options.onDecidedAgain(pending.length);
      const open = { items, names, pending };
      const states = await this.#statesOf(target, open);
      const drafts = this.#decide(open, states, duplicates, true);
      // One statement at a time is sent on to where the shard is: one that finds it gone has recorded nothing.
      const answers = await this.#options.map.at(target.org, target.shard, ({ pool }) =>
        appendBatch(pool, { ...target, rules: this.#rulesVersion, record: true }, drafts, onRecorded),
      );
      this.#remember(drafts, answers);
      await this.#take(target, drafts, answers, outcomes);
      drafts.forEach(({ index }, place) => answers[place]!.outcome === 'duplicate' && duplicates.add(index));
    }
    return outcomes.map((outcome) => outcome ?? new DecisionContentionError('what the item was decided under keeps changing'));
  }

  /**
   * What `append` would answer, without recording anything: the same decisions, and the same checks in the same
   * statement, which here takes no lock. Refused items leave nothing behind for those after them. Several passes are
   * needed when an item was decided under what a refused one would have left.
   * @returns one per item, in order
   * @throws any error of the database or of a `decide`
   */
  async judge(target: ShardTarget, items: readonly GroupedItem[]): Promise<Judgement[]> {
    const names = namesOf(target.org, items);
    const refusals = new Array<Judgement | undefined>(items.length).fill(undefined);
    const duplicates = new Set<number>();
    let open: ReadonlySet<number> = new Set(items.keys());
    for (let attempt = 0; open.size > 0 && attempt < attemptsMax; attempt += 1) {
      const pending = [...items.keys()].filter((index) => refusals[index] === undefined);
      const batch = { items, names, pending };
      const states = await this.#statesOf(target, batch);
      const drafts = this.#decide(batch, states, duplicates, false);
      const answers = await this.#options.map.at(target.org, target.shard, ({ pool }) =>
        appendBatch(pool, { ...target, rules: this.#rulesVersion, record: false }, drafts, () => undefined),
      );
      const outcomes = new Array<AppendOutcome | undefined>(items.length).fill(undefined);
      await this.#take(target, drafts, answers, outcomes);
      open = new Set(pending.filter((index) => outcomes[index] === undefined));
      for (const index of pending) {
        const outcome = outcomes[index];
        if (outcome?.outcome === 'duplicate') duplicates.add(index);
        else if (outcome && outcome.outcome !== 'created') refusals[index] = outcome;
      }
    }
    return items.map((_, index) => refusals[index] ?? { outcome: open.has(index) ? 'undecided' : 'acceptable' });
  }

  get #rulesVersion(): number {
    return this.#options.rules?.version ?? 0;
  }

  /**
   * The states that the pending items look at, by name; those that this process does not know are read. A stream whose
   * state is missing, behind or of other rules is rebuilt first: such a state must not be used for a decision.
   */
  async #statesOf(target: Pick<BatchTarget, 'org' | 'shard'>, { items, names, pending }: OpenItems): Promise<Map<string, KnownAggregate>> {
    const { decisions } = this.#options;
    const states = new Map<string, KnownAggregate>();
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const asked = new Map<string, AggregateName & Pick<ItemDecision, 'open'>>();
      for (const index of pending) {
        const { header, decision } = items[index]!.item;
        names[index]!.forEach((name, at) => {
          if (states.has(name)) return;
          const known = decisions.known(name);
          if (known) states.set(name, known);
          else
            asked.set(name, {
              stream: header.subject,
              key: decision!.keys[at]!,
              open: (sealed, of) => ofItem(() => decision!.open(sealed, of)),
            });
        });
      }
      if (asked.size === 0) break;
      const undecided = await decisions.read(target.org, target.shard, this.#rulesVersion, [...asked.values()]);
      for (const stream of undecided) await this.#rebuild(target, stream);
    }
    // Streams that go on faster than they are rebuilt: the append finds them undecided, too.
    return states;
  }

  /**
   * Decides the pending items one after the other, each under what those before it leave.
   * @param states by name, as they are before the first item; afterwards as the last one leaves them, where `version`
   * is -k for what the k-th item leaves
   * @param duplicates items that are known to be recorded: they leave nothing behind a second time
   * @param seal whether the states that they leave are to be kept
   */
  #decide(
    { items, names, pending }: OpenItems,
    states: Map<string, KnownAggregate>,
    duplicates: ReadonlySet<number>,
    seal: boolean,
  ): Draft[] {
    const accepted = new Map<string, Draft>();
    return pending.map((index, place) => {
      const { item, group } = items[index]!;
      const twin = accepted.get(item.header.id);
      if (twin?.item.commitment.equals(item.commitment)) return repetitionOf(twin, { item, group, index, place });
      const keys = item.decision?.keys ?? [];
      const own = names[index]!;
      const known = own.map((name) => states.get(name) ?? nothing);
      const decision = duplicates.has(index) ? unchanged : decide(item.decision, known);
      const changed = decision.accepted ? decision.changed : unchanged.changed;
      const decided = keys.map((key, at): DecidedAggregate => ({
        key,
        expected: known[at]!.version,
        sealed: !changed.has(at) ? undefined : seal ? ofItem(() => item.decision!.seal(changed.get(at)!, key)) : unsealed,
      }));
      for (const [at, state] of changed) states.set(own[at]!, { version: -(place + 1), state });
      const draft = { item, group, index, place, names: own, decided, decision, refused: !decision.accepted };
      if (decision.accepted && !twin) accepted.set(item.header.id, draft);
      return draft;
    });
  }

  /** What was recorded leaves its states to this process. */
  #remember(drafts: readonly Draft[], answers: readonly BatchOutcome[]): void {
    drafts.forEach(({ names, decision }, place) => {
      const answer = answers[place]!;
      if (answer.outcome !== 'created' || !decision.accepted) return;
      for (const [at, state] of decision.changed) this.#options.decisions.remember(names[at]!, { version: answer.streamVersion, state });
    });
  }

  /** Fills in the outcomes that stand; what must be decided again is forgotten, or rebuilt. */
  async #take(
    target: ShardTarget,
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
    });
    for (const stream of undecided) await this.#rebuild(target, stream);
  }

  /** When the stream went on meanwhile the next attempt finds it undecided again. */
  async #rebuild({ org, shard }: Pick<BatchTarget, 'org' | 'shard'>, stream: string): Promise<void> {
    const { rules, decisions } = this.#options;
    if (!rules) throw new Error('an item with a decision needs a store with rules');
    const rebuilt = await rules.rebuild(org, stream).catch((cause: unknown) => {
      throw passes(cause) ? cause : new DecisionFailedError('the decision state of a stream cannot be rebuilt', { cause });
    });
    if (await decisions.install(org, shard, stream, rules.version, rebuilt)) this.#options.onRebuilt();
  }
}

/** Names of the aggregates that each item looks at. */
function namesOf(org: string, items: readonly GroupedItem[]): string[][] {
  return items.map(({ item: { header, decision } }) =>
    decision ? decision.keys.map((key) => DecisionStore.nameOf(org, { stream: header.subject, key })) : [],
  );
}

/**
 * An item that comes twice in one batch leaves nothing behind a second time. It is decided under what its twin leaves:
 * should the twin not be recorded, that is not there either, and the item is decided again by itself.
 */
function repetitionOf(twin: Draft, own: Pick<Draft, 'item' | 'group' | 'index' | 'place'>): Draft {
  const decided = twin.decided.map(({ key, expected, sealed }) => ({
    key,
    expected: sealed ? -(twin.place + 1) : expected,
    sealed: undefined,
  }));
  return { ...own, names: twin.names, decided, decision: unchanged, refused: false };
}

function decide(decision: ItemDecision | undefined, known: readonly KnownAggregate[]): Decided {
  return decision ? ofItem(() => decision.decide(known.map(({ state }) => state))) : unchanged;
}

/** What fails here is the fault of one item: the other calls of its transaction are then committed without it. */
function ofItem<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new DecisionFailedError('the rules of an item failed', { cause });
  }
}
