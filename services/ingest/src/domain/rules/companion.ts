import type { Refusal, RuleEvent, TargetEvent, Targets } from './decision.js';
import { isStrike, moveOf } from './entry.rules.js';
import { idIn } from './concept-rules.js';

/** An event as it is to be written. */
export interface Writing extends RuleEvent {
  schemaVersion: number;
  facility?: string;
}

/** The event in another patient's record that a command brings about: both are written, or none. */
export interface Companion extends Writing {
  causationId: string;
  /**
   * JSON Pointer to the place in the command's data that names the other patient; undefined when a strike takes both
   * sides back.
   */
  namedAt?: string;
}

/**
 * - A merge is said in both records; the one that goes on takes over the death that the one that ends knows.
 * - A strike that moves its entry writes the entry into the record where it belongs, as it was written.
 * - A strike of one of these takes both sides back; the strike of that strike restores both.
 *
 * @param command as it was sent
 * @param targets the same as for `decide`
 * @returns undefined when the command concerns its own record only. A companion has none itself
 */
export function companionOf(command: Writing, targets: Targets): Companion | undefined {
  const { schemaVersion, occurredAt, facility, patientId, id } = command;
  const written = { schemaVersion, occurredAt, ...(facility === undefined ? {} : { facility }), causationId: id };
  if (isEndOfRecord(command)) {
    const death = targets.takesAlong;
    const known = death && { death: { ...(death.value === undefined ? {} : { deceasedAt: death.value }), statedAt: death.at } };
    return {
      ...written,
      schemaVersion: 2,
      patientId: idIn(command.data, 'otherPatientId')!,
      id: counterpartId(id),
      type: command.type,
      data: { ...command.data, link: 'replaces', otherPatientId: patientId, ...known },
      namedAt: '/otherPatientId',
    };
  }
  if (!isStrike(command)) return undefined;
  const [target, ...rest] = targets.chain as [TargetEvent, ...TargetEvent[]];
  const move = moveOf(command);
  if (move) {
    const { type, occurredAt: happenedAt, recorded } = target;
    return {
      ...recorded,
      occurredAt: happenedAt,
      patientId: move.patientId,
      id: move.entryId,
      type,
      causationId: id,
      namedAt: '/movedTo/patientId',
    };
  }
  const counterpart = counterpartOf(target, rest);
  if (!counterpart) return undefined;
  const data = { ...command.data, entryId: counterpart.entryId };
  return { ...written, patientId: counterpart.patientId, id: counterpartId(id), type: command.type, data };
}

/**
 * The refusal of a companion as the answer to its command: what stands in the way is in the other record, or is that
 * record itself.
 */
export function refusalByCompanion({ pointer: _, code, ...refusal }: Refusal, { patientId, type, namedAt }: Companion): Refusal {
  const ofRecord = namedAt !== undefined && (code === 'patient-unknown' || code === 'patient-merged');
  return {
    otherPatientId: patientId,
    ...refusal,
    code: type === 'patient.merged' && code === 'patient-merged' ? 'merge-invalid' : code,
    ...(ofRecord ? { pointer: namedAt } : {}),
  };
}

/**
 * The id of the companion that has none of its own, made from the command's by turning the version digit round (7
 * becomes 8, "custom" in RFC 9562): a repeated command has the same companion, and a later strike finds it.
 */
export function counterpartId(id: string): string {
  const at = 14;
  return id.slice(0, at) + (15 - Number.parseInt(id[at]!, 16)).toString(16) + id.slice(at + 1);
}

/** A merge, as it is said in the record that ends. */
export function isEndOfRecord({ type, data }: Pick<RuleEvent, 'type' | 'data'>): boolean {
  return type === 'patient.merged' && data.link === 'replaced-by';
}

/** What was written in another record together with an entry. */
function counterpartOf(entry: RuleEvent, chain: readonly RuleEvent[]): { patientId: string; entryId: string } | undefined {
  if (isEndOfRecord(entry)) return { patientId: idIn(entry.data, 'otherPatientId')!, entryId: counterpartId(entry.id) };
  if (!isStrike(entry)) return undefined;
  const [target, ...rest] = chain;
  const counterpart = target && counterpartOf(target, rest);
  return moveOf(entry) ?? (counterpart && { patientId: counterpart.patientId, entryId: counterpartId(entry.id) });
}
