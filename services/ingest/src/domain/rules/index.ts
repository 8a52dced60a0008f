export type { AggregateState, Decision, Effect, Recording, Refusal, RefusalCode, RuleEvent, TargetEvent, Targets } from './decision.js';
export { noTargets } from './decision.js';
export { decide, evolve, keysOf, rulesVersion, targetOf } from './rules.js';
export { companionOf, refusalByCompanion, type Companion, type Writing } from './companion.js';
