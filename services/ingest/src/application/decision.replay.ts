import type { AggregateState, EventStore, RebuiltDecisions } from '@everchart/event-store';
import { KeyDestroyedError, type DataKey, type Keyring } from '@everchart/keyring';
import { SealedAggregates } from '../infrastructure/sealed-aggregates.js';
import { targetEventOf, TargetLoader } from './rule.targets.js';
import { rulesOf } from './stream.rules.js';

const eventsPerRead = 500;

/** An aggregate as replaying the record gives it. */
interface Replayed {
  state: AggregateState;
  version: number;
}

export type DecisionComparison =
  | { equal: true; aggregates: number }
  /** How many of the record's aggregates are missing, too many, or differ. */
  | { equal: false; aggregates: number; different: number };

/** Replays a stream to the decision state that the append should have kept. */
export class DecisionReplay {
  constructor(
    private readonly store: Pick<EventStore, 'readStream' | 'readEvents' | 'decisionsOf'>,
    private readonly keyring: Pick<Keyring, 'keysForSealing'>,
  ) {}

  async rebuild(org: string, patientId: string): Promise<RebuiltDecisions> {
    const { sealing, aggregates, version } = await this.#replay(org, patientId);
    return {
      version,
      aggregates: [...aggregates].map(([key, { state, version: written }]) => {
        const name = sealing.name(key);
        return { key: name, version: written, sealed: sealing.seal(state, name) };
      }),
    };
  }

  /** Compares what the append has kept with what the events say. */
  async compare(org: string, patientId: string): Promise<DecisionComparison> {
    const { sealing, aggregates } = await this.#replay(org, patientId);
    const kept = new Map(
      (await this.store.decisionsOf(org, patientId)).map(({ key, sealed, version }) => [
        key.toString('hex'),
        JSON.stringify([version, sealing.open(sealed, key)]),
      ]),
    );
    const replayed = new Map(
      [...aggregates].map(([key, { state, version }]) => [sealing.name(key).toString('hex'), JSON.stringify([version, state])]),
    );
    const different = [...new Set([...kept.keys(), ...replayed.keys()])].filter((name) => kept.get(name) !== replayed.get(name)).length;
    return different === 0 ? { equal: true, aggregates: replayed.size } : { equal: false, aggregates: replayed.size, different };
  }

  /** Undefined: its entries were destroyed, or there were none. */
  async #keyOfKind(org: string, retentionClass: string, patientId: string): Promise<DataKey | undefined> {
    try {
      return (await this.keyring.keysForSealing(org, retentionClass, [patientId], [])).get(patientId);
    } catch (error) {
      if (error instanceof KeyDestroyedError) return undefined;
      throw error;
    }
  }

  async #replay(
    org: string,
    patientId: string,
  ): Promise<{ sealing: SealedAggregates; aggregates: ReadonlyMap<string, Replayed>; version: number }> {
    const rules = rulesOf(org, patientId);
    const key = (await this.keyring.keysForSealing(org, rules.decisionClass, [patientId], [])).get(patientId);
    if (!key) throw new Error('the record has no key that opens it');
    const keys = new Map<string, DataKey | undefined>([[rules.decisionClass, key]]);
    const keyOf = async (_: string, retentionClass: string): Promise<DataKey | undefined> => {
      if (!keys.has(retentionClass)) keys.set(retentionClass, await this.#keyOfKind(org, retentionClass, patientId));
      return keys.get(retentionClass);
    };
    const loader = new TargetLoader(this.store, org, keyOf, rules.upcast);
    const aggregates = new Map<string, Replayed>();
    let version = 0;
    for (;;) {
      const events = await this.store.readStream(org, patientId, version, eventsPerRead);
      for (const stored of events) {
        version = stored.header.streamversion;
        const own = await keyOf(patientId, stored.header.retentionclass);
        // A kind of entries that is gone: nothing refers to them any more.
        if (!own) continue;
        const event = targetEventOf(stored, own, rules.upcast);
        const chain = await loader.chainOf(event);
        // Events of the first release were recorded without rules: what refers to nothing that can be followed has
        // touched no aggregate.
        if (!chain) continue;
        const states = new Map(rules.keysOf(event, { chain }).map((name) => [name, aggregates.get(name)?.state]));
        for (const [name, state] of rules.evolve(event, states, { chain })) aggregates.set(name, { state, version });
      }
      if (events.length < eventsPerRead) break;
    }
    return { sealing: new SealedAggregates(key, org, patientId), aggregates, version };
  }
}
