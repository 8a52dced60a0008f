import { companionOf, isEndOfRecord, refusalByCompanion, type Writing } from '../src/domain/rules/companion.js';
import {
  noTargets,
  type AggregateState,
  type Effect,
  type Refusal,
  type RuleEvent,
  type TargetEvent,
  type Targets,
} from '../src/domain/rules/decision.js';
import { decide, evolve, keysOf, targetOf } from '../src/domain/rules/rules.js';

export type States = ReadonlyMap<string, AggregateState>;

/** Everything that a patient's record is to the rules: its events in order, and the states that they left. */
export interface PatientRecord {
  events: Writing[];
  byId: Map<string, Writing>;
  states: Map<string, AggregateState>;
}

/** Records of an organisation in memory: does with the rules what the append path does with them. */
export class PatientRecords {
  readonly #records = new Map<string, PatientRecord>();

  record(patientId: string): PatientRecord {
    const known = this.#records.get(patientId);
    if (known) return known;
    const record: PatientRecord = { events: [], byId: new Map(), states: new Map() };
    this.#records.set(patientId, record);
    return record;
  }

  get patientIds(): string[] {
    return [...this.#records.keys()];
  }

  /** @returns why the event was refused; undefined when it was recorded, together with its companion */
  post(command: Writing, death: Targets['takesAlong'] = null): Refusal | undefined {
    const targets = { ...this.targetsFor(command), ...(isEndOfRecord(command) ? { takesAlong: death } : {}) };
    const decision = this.decide(command, targets);
    if (!decision.accepted) return decision.refusal.death === undefined ? decision.refusal : this.post(command, decision.refusal.death);
    const companion = companionOf(command, targets);
    if (companion) {
      const there = this.decide(companion, { ...this.targetsFor(companion), companion: true });
      if (!there.accepted) return refusalByCompanion(there.refusal, companion);
      const { namedAt: _, ...event } = companion;
      this.#write(event, there.states);
    }
    this.#write(command, decision.states);
    return undefined;
  }

  decide(command: Writing, targets: Targets = this.targetsFor(command)): ReturnType<typeof decide> {
    return decide(command, statesFor(command, targets, this.record(command.patientId).states), targets);
  }

  /** Records without judging, as older releases did. */
  force(event: Writing): void {
    const targets = this.targetsFor(event);
    this.#write(event, evolve(event, statesFor(event, targets, this.record(event.patientId).states), targets));
  }

  targetsFor(event: RuleEvent): Targets {
    return { chain: chainFor(event, this.record(event.patientId).byId) };
  }

  #write(event: Writing, changed: States): void {
    const record = this.record(event.patientId);
    record.events.push(event);
    record.byId.set(event.id, event);
    for (const [key, state] of changed) record.states.set(key, stored(state));
  }
}

/** The states that a record's events lead to, without any judgement. */
export function replayed(events: readonly Writing[]): Map<string, AggregateState> {
  const states = new Map<string, AggregateState>();
  const known = new Map<string, Writing>();
  for (const event of events) {
    known.set(event.id, event);
    const targets = { ...noTargets, chain: chainFor(event, known) };
    for (const [key, state] of evolve(event, statesFor(event, targets, states), targets)) states.set(key, state);
  }
  return states;
}

/** What counts, by aggregate; who struck what is left out. */
export function counting(states: States): Map<string, Effect[]> {
  return new Map(
    [...states]
      .filter(([key]) => !key.startsWith('entry/'))
      .map(([key, state]) => [key, state.filter(({ struckBy }) => struckBy === undefined)]),
  );
}

/** States are kept as text. */
function stored(state: AggregateState): AggregateState {
  return JSON.parse(JSON.stringify(state)) as AggregateState;
}

function chainFor(event: RuleEvent, known: ReadonlyMap<string, Writing>): TargetEvent[] {
  const entryId = targetOf(event);
  if (entryId === undefined) return [];
  const { schemaVersion, facility, data, ...target } = known.get(entryId)!;
  const recorded = { schemaVersion, data, ...(facility === undefined ? {} : { facility }) };
  return [{ ...target, data, recorded }, ...chainFor({ ...target, data }, known)];
}

function statesFor(event: RuleEvent, targets: Targets, states: States): States {
  return new Map(keysOf(event, targets).map((key) => [key, states.get(key) ?? []]));
}
