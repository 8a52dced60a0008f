import { upcastClinical } from '@everchart/contracts-clinical';
import { organisationStream } from '@everchart/contracts';
import { isReleaseType, organisationClass, upcastOrganisation } from '@everchart/contracts-organisation';
import { isFactType, retentionFactsOf } from '@everchart/contracts-retention';
import type { AggregateState, ExpectedVersion } from '@everchart/event-store';
import * as directory from '../domain/directory/index.js';
import type { TimeLimits } from '../domain/occurred-at.js';
import { beginsRecord, readRecordCommand, type CommandReading, type RecordCommand } from '../domain/record.command.js';
import * as record from '../domain/rules/index.js';

/** Undefined where nothing is known of an aggregate. */
type States<State> = ReadonlyMap<string, State | undefined>;

/** The rules of a kind of stream: how its commands are read, and how they are decided. */
export interface StreamRules {
  read(org: string, body: unknown, limits: TimeLimits): CommandReading;
  /** Data of the newest version of its type. */
  upcast(this: void, type: string, version: number, data: unknown): unknown;
  /** Whether it may be the first event of its stream, and so makes the key of its subject. */
  begins(command: RecordCommand): boolean;
  /** Of its stream, where the writer does not say which version it has seen. */
  expected(command: RecordCommand): ExpectedVersion;
  /** Retention class of the key that decision state is sealed under. */
  decisionClass: string;
  /** Whether events of the type may have facts for retention. */
  mayHaveFacts(this: void, type: string): boolean;
  /** What rules of retention need of an event: it is sealed beside the data, under a key of its own. */
  factsOf(event: record.RuleEvent): Readonly<Record<string, unknown>> | undefined;
  keysOf(event: record.RuleEvent, targets: record.Targets): string[];
  decide(
    event: record.RuleEvent,
    states: States<AggregateState>,
    targets: record.Targets,
  ): { accepted: true; states: ReadonlyMap<string, AggregateState> } | { accepted: false; refusal: unknown };
  evolve(event: record.RuleEvent, states: States<AggregateState>, targets: record.Targets): ReadonlyMap<string, AggregateState>;
}

/** A patient's record. It begins with the registration. */
export const patientRules: StreamRules = {
  read(org, body, limits) {
    const reading = readRecordCommand(body, limits);
    if (reading.ok && reading.command.patientId === organisationStream(org))
      return { ok: false, faults: [{ pointer: '/patientId', message: 'is no id of a patient' }] };
    return reading;
  },
  upcast: upcastClinical,
  begins: beginsRecord,
  expected: (command) => ({ kind: beginsRecord(command) ? 'new' : 'existing' }),
  decisionClass: 'clinical',
  mayHaveFacts: isFactType,
  factsOf: ({ type, data }) => retentionFactsOf(type, data),
  keysOf: record.keysOf,
  decide: (event, states, targets) => record.decide(event, effectsIn(states), targets),
  evolve: (event, states, targets) => record.evolve(event, effectsIn(states), targets),
};

/** What the organisation states of itself. */
export const directoryRules: StreamRules = {
  read: (org, body, limits) => directory.readDirectoryCommand(organisationStream(org), body, limits),
  upcast: upcastOrganisation,
  begins: () => true,
  expected: () => ({ kind: 'any' }),
  decisionClass: organisationClass,
  mayHaveFacts: () => false,
  factsOf: () => undefined,
  // A replay of the stream meets events of releases, too.
  keysOf: (event) => (isReleaseType(event.type) ? directory.releaseKeysOf(event) : directory.placeKeysOf(event)),
  decide: (event, states) =>
    isReleaseType(event.type)
      ? directory.decideRelease(event, states as States<directory.ReleaseState>)
      : directory.decidePlace(event, states as States<directory.PlaceState>),
  evolve: (event, states) =>
    isReleaseType(event.type)
      ? directory.evolveReleases(event, states as States<directory.ReleaseState>)
      : directory.evolvePlace(event, states as States<directory.PlaceState>),
};

/** Which release serves whom: in the same stream. */
export const releaseRules: StreamRules = {
  ...directoryRules,
  read: (org, body, limits) => directory.readReleaseCommand(organisationStream(org), body, limits),
};

/** Who does which round: in the same stream, and decided by nothing. */
export const roundRules: StreamRules = {
  ...directoryRules,
  read: (org, body, limits) => directory.readRoundCommand(organisationStream(org), body, limits),
};

export function rulesOf(org: string, stream: string): StreamRules {
  return stream === organisationStream(org) ? directoryRules : patientRules;
}

function effectsIn(states: States<AggregateState>): ReadonlyMap<string, record.AggregateState> {
  return new Map([...states].map(([key, state]) => [key, (state ?? noEffects) as record.AggregateState]));
}

const noEffects: record.AggregateState = [];
