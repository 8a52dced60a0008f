export type {
  AggregateState,
  Decision,
  Effect,
  KnownDeath,
  Recording,
  Refusal,
  RefusalCode,
  RuleEvent,
  TargetEvent,
  Targets,
} from './decision.js';
export { noTargets } from './decision.js';
export { deathTakenAlong } from './patient.rules.js';
export { decide, evolve, keysOf, rulesVersion, targetOf } from './rules.js';
export { companionOf, counterpartId, isEndOfRecord, refusalByCompanion, type Companion, type Writing } from './companion.js';
