import { isKindClass, type KindClass } from '@everchart/contracts';
import type { DestructionItem, DueDate, RetentionEventData } from '@everchart/contracts-retention';
import { canonicalJson, sha256 } from '@everchart/envelope';
import { isUuid } from '@everchart/primitives';

export type Proposal = RetentionEventData['destruction.proposed'];
/** Why a record is not destroyed, though it was listed. */
export type LeftReason = RetentionEventData['destruction.left']['reason'];
export const leftReasons = Object.keys({
  hold: true,
  request: true,
  'due-date': true,
  entry: true,
  'stay-open': true,
  'recent-entry': true,
  merged: true,
  'unknown-record': true,
  destroyed: true,
} satisfies Record<LeftReason, true>) as LeftReason[];
export type Destroyed = RetentionEventData['retention.destroyed'];

/** Classes whose keys a list can destroy. */
const classesOfLists = /^(?:clinical|observations|documents|access-\d{4})$/;

/** Whether a record that is due may be destroyed, as far as the rule that decides goes. */
export function mayDestroy(retentionClass: string, { acts }: Pick<DueDate, 'acts'>): boolean {
  return classesOfLists.test(retentionClass) && acts?.includes('destroy') === true;
}

export type CompletedAct = RetentionEventData['act.completed'];

/** Whether an act was completed for the date that a record has now. */
export function isOf({ dueOn, rule }: Pick<CompletedAct, 'dueOn' | 'rule'>, due: Pick<DueDate, 'dueOn' | 'rule'>): boolean {
  return dueOn === due.dueOn && rule.ruleId === due.rule?.ruleId;
}

/** Entries of a kind, of one patient. */
export interface KindOfRecord {
  patientId: string;
  kind: KindClass;
}

/**
 * What a list names: a patient, by the id; a kind of entries of a patient, by id and class; or what is of no patient,
 * by its class. A class is no UUID.
 */
export function nameOf({ patientId, retentionClasses }: Pick<DestructionItem, 'patientId' | 'retentionClasses'>): string {
  const [first] = retentionClasses as [string];
  if (patientId === undefined) return first;
  return retentionClasses.length === 1 && isKindClass(first) ? nameOfKind({ patientId, kind: first }) : patientId;
}

export function nameOfKind({ patientId, kind }: KindOfRecord): string {
  return `${patientId}/${kind}`;
}

/** The kind of entries that a list names. */
export function kindNamed(name: string): KindOfRecord | undefined {
  const [patientId, kind] = name.split('/') as [string, string?];
  return kind !== undefined && isKindClass(kind) && isUuid(patientId) ? { patientId, kind } : undefined;
}

/** The class of what is of no patient, by its name in a list. */
export function classNamed(name: string): string | undefined {
  return isUuid(name) || kindNamed(name) ? undefined : name;
}

/** What a name in a list is of, as events and answers say it. */
export function namedIn(name: string): { patientId?: string; retentionClass?: string } {
  const part = kindNamed(name);
  if (part) return { patientId: part.patientId, retentionClass: part.kind };
  return classNamed(name) === undefined ? { patientId: name } : { retentionClass: name };
}

/** The name in a list of what an event is of: see {@link namedIn}. */
export function nameIn({ patientId, retentionClass }: { patientId?: string | undefined; retentionClass?: string | undefined }): string {
  return patientId === undefined ? retentionClass! : nameOf({ patientId, retentionClasses: [retentionClass ?? ''] });
}

/** Roles that decide on a destruction, beside those that a rule asks for. */
export const deciders: readonly string[] = ['retention-officer', 'data-protection-officer'];

/** People who have to approve one list. */
export const approversMin = 2;

/** What approvals are of: any other list has another one. */
export function digestOf({ act, items }: Pick<Proposal, 'act' | 'items'>): string {
  return sha256(Buffer.from(canonicalJson({ act, items }))).toString('hex');
}

/** What a record is now, as far as its destruction goes. */
export interface Standing {
  /** As it would be listed; absent: nothing is due of it. */
  item?: DestructionItem;
  /** Why it must not be destroyed now. */
  obstacles: readonly LeftReason[];
  /** Records that were merged with it. */
  mergedWith: readonly string[];
  /** Roles that its rules ask for. */
  approvals: readonly string[];
}

/**
 * Why what was listed must not be destroyed.
 * @param listed the subjects of the same list
 * @returns undefined: it is what was listed, and nothing stands against it
 */
export function reasonAgainst(
  item: DestructionItem,
  standing: Standing | undefined,
  listed: ReadonlySet<string>,
  destroyed: ReadonlySet<string>,
): LeftReason | undefined {
  if (!standing) return 'unknown-record';
  const { obstacles, item: now, mergedWith } = standing;
  const others = obstacles.find((obstacle) => obstacle !== 'due-date');
  if (others !== undefined) return others;
  if (now && (now.lastEntry !== item.lastEntry || now.entries !== item.entries)) return 'entry';
  if (!now || obstacles.length > 0) return 'due-date';
  if (mergedWith.some((subject) => !listed.has(subject) && !destroyed.has(subject))) return 'merged';
  return canonicalJson(now) === canonicalJson(item) ? undefined : 'due-date';
}

export interface Approval {
  actor: string;
  role: string;
  eventId: string;
  approvedAt: string;
}

/** What is missing to begin: people, and roles that a rule asks for. */
export function approvalsMissing(approvals: readonly Approval[], rolesOfRules: readonly string[]): { people: number; roles: string[] } {
  return {
    people: Math.max(0, approversMin - new Set(approvals.map(({ actor }) => actor)).size),
    roles: [...new Set(rolesOfRules)].filter((role) => !approvals.some((approval) => approval.role === role)),
  };
}

/** The day that it is everywhere: a facility's own calendar is never before it. */
export function dayEverywhere(now: Date): string {
  return new Date(now.getTime() - 12 * 3_600_000).toISOString().slice(0, 10);
}
