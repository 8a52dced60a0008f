import { idIn, textIn, type ReadInForce } from './concept-rules.js';
import type { Refusal, RuleEvent, TargetEvent, Targets } from './decision.js';
import { strikeInForce } from './effects.js';
import type { AggregateState } from './decision.js';
import { amendedTimeRefusal, otherPatientRefusal } from './patient.rules.js';

/** The aggregate of an entry that was struck or amended; an entry that never was has none. */
export function entryKey(id: string): string {
  return `entry/${id}`;
}

export function isStrike({ type }: Pick<RuleEvent, 'type'>): boolean {
  return type === 'entry.struck';
}

export function isAmendment({ type }: Pick<RuleEvent, 'type'>): boolean {
  return type === 'entry.amended';
}

export interface Move {
  patientId: string;
  entryId: string;
}

/** Where a strike moves its entry: the copy's record and id. */
export function moveOf({ type, data }: Pick<RuleEvent, 'type' | 'data'>): Move | undefined {
  if (type !== 'entry.struck' || typeof data.movedTo !== 'object' || data.movedTo === null) return undefined;
  const movedTo = data.movedTo as RuleEvent['data'];
  return { patientId: idIn(movedTo, 'patientId')!, entryId: idIn(movedTo, 'entryId')! };
}

/** The entry as an amendment says it should have been. */
export function amendedEntry(amendment: RuleEvent, target: RuleEvent): RuleEvent {
  const occurredAt = textIn(amendment.data, 'occurredAt') ?? target.occurredAt;
  return { ...target, occurredAt, data: amendment.data.data as RuleEvent['data'] };
}

/** The strike of what was struck or amended is a state of its own: these read it raw, not only what is in force. */
export interface EntryStates {
  raw: (key: string) => AggregateState;
  read: ReadInForce;
}

export function strikeRefusal(strike: RuleEvent, targets: Targets, { raw }: EntryStates): Refusal | undefined {
  const [target, targetOfTarget] = targets.chain as readonly [TargetEvent, TargetEvent?];
  const last = targets.chain.at(-1)!;
  if (isStrike(target) && targetOfTarget && isStrike(targetOfTarget)) return { code: 'strike-final', pointer: '/entryId' };
  // The two sides of a merge come and go together: from the record that ended.
  if (last.type === 'patient.merged' && last.data.link === 'replaces' && !targets.companion)
    return { code: 'merge-invalid', pointer: '/entryId' };
  const first = strikeInForce(raw(entryKey(target.id)));
  if (first !== undefined) return { code: 'entry-struck', first };
  const move = moveOf(strike);
  return move && moveRefusal(strike, move, targets, raw(entryKey(target.id)));
}

const unmovable: ReadonlySet<string> = new Set(['patient.registered', 'patient.merged', 'entry.struck', 'entry.amended']);

function moveRefusal(strike: RuleEvent, move: Move, targets: Targets, entryState: AggregateState): Refusal | undefined {
  if (unmovable.has(targets.chain[0]!.type)) return { code: 'move-invalid', pointer: '/movedTo' };
  if (move.patientId === strike.patientId) return { code: 'move-invalid', pointer: '/movedTo/patientId' };
  // The copy says what the entry said first: a correction would be lost on the way.
  const amendment = entryState.find(({ kind, struckBy }) => kind === 'amended' && struckBy === undefined);
  if (amendment) return { code: 'move-amended', first: amendment.event };
  return otherPatientRefusal(targets.otherPatient, '/movedTo/patientId');
}

const notAmendable: ReadonlySet<string> = new Set(['patient.registered', 'patient.merged', 'entry.struck', 'entry.amended']);

/** @param keysOfEntry every aggregate that an entry touches */
export function amendmentRefusal(
  amendment: RuleEvent,
  targets: Targets,
  { raw, read }: EntryStates,
  keysOfEntry: (entry: RuleEvent) => readonly string[],
): Refusal | undefined {
  const target = targets.chain[0]!;
  if (notAmendable.has(target.type)) return { code: 'not-amendable', pointer: '/entryId' };
  if (amendment.data.type !== target.type) return { code: 'entry-type-wrong', pointer: '/type' };
  const first = strikeInForce(raw(entryKey(target.id)));
  if (first !== undefined) return { code: 'entry-struck', first };
  const before = keysOfEntry(target);
  const after = new Set(keysOfEntry(amendedEntry(amendment, target)));
  if (before.length !== after.size || before.some((key) => !after.has(key))) return { code: 'amendment-moves-entry', pointer: '/data' };
  const occurredAt = textIn(amendment.data, 'occurredAt');
  return occurredAt === undefined ? undefined : amendedTimeRefusal(target.type, occurredAt, read);
}
