import { idIn, isOverriding, statedTime, textIn } from './concept-rules.js';
import type { AggregateState, Refusal, RuleEvent, TargetEvent, Targets } from './decision.js';
import { strikeInForce } from './effects.js';
import { afterDeathRefusal, patientKey } from './patient.rules.js';

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

/** The entry as an amendment says it should have been; an amendment of another type says nothing of it. */
export function amendedEntry(amendment: RuleEvent, target: RuleEvent): RuleEvent {
  if (amendment.data.type !== target.type) return { ...target };
  const occurredAt = textIn(amendment.data, 'occurredAt') ?? target.occurredAt;
  return { ...target, occurredAt, data: amendment.data.data as RuleEvent['data'] };
}

/** What makes the record itself, or speaks of other entries: such an entry is not moved. */
const bound: ReadonlySet<string> = new Set(['patient.registered', 'patient.merged', 'entry.struck', 'entry.amended']);
const notAmendable: ReadonlySet<string> = new Set(['patient.merged', 'entry.struck', 'entry.amended']);

export function strikeRefusal(strike: RuleEvent, targets: Targets, read: (key: string) => AggregateState): Refusal | undefined {
  const [target, targetOfTarget] = targets.chain as readonly [TargetEvent, TargetEvent?];
  if (isStrike(target) && targetOfTarget && isStrike(targetOfTarget)) return { code: 'strike-final', pointer: '/entryId' };
  const { type, data } = targets.chain.at(-1)!;
  // The two sides of a merge come and go together: from the record that ended.
  if (type === 'patient.merged' && data.link === 'replaces' && !targets.companion) return { code: 'merge-invalid', pointer: '/entryId' };
  const entry = read(entryKey(target.id));
  const first = strikeInForce(entry);
  if (first !== undefined) return { code: 'entry-struck', first };
  const move = moveOf(strike);
  if (!move) return undefined;
  if (bound.has(target.type)) return { code: 'move-invalid', pointer: '/movedTo' };
  if (move.patientId === strike.patientId) return { code: 'move-invalid', pointer: '/movedTo/patientId' };
  // The copy says what the entry said first: a correction would be lost on the way.
  const amendment = entry.find(({ kind, struckBy }) => kind === 'amended' && struckBy === undefined);
  return amendment && { code: 'move-amended', first: amendment.event };
}

/**
 * @param belongsTo the aggregates that the entry is in, and those that it would be in by the amendment, which does not
 * move it
 */
export function amendmentRefusal(
  amendment: RuleEvent,
  target: RuleEvent,
  read: (key: string) => AggregateState,
  belongsTo: (event: RuleEvent) => ReadonlySet<string>,
): Refusal | undefined {
  if (notAmendable.has(target.type)) return { code: 'not-amendable', pointer: '/entryId' };
  if (amendment.data.type !== target.type) return { code: 'entry-type-wrong', pointer: '/type' };
  const first = strikeInForce(read(entryKey(target.id)));
  if (first !== undefined) return { code: 'entry-struck', first };
  const [before, after] = [belongsTo(target), belongsTo(amendment)];
  if (before.size !== after.size || [...before].some((key) => !after.has(key))) return { code: 'amendment-moves-entry', pointer: '/data' };
  const amended = amendedEntry(amendment, target);
  // What was recorded before the death was known stays; a time is not moved behind it.
  if ((amended.occurredAt === target.occurredAt && statedTime(amended) === statedTime(target)) || isOverriding(amended)) return undefined;
  return afterDeathRefusal(amended, read(patientKey));
}
