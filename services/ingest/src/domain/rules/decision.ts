/**
 * Input and output of the rules. Pure: everything they look at is passed in.
 *
 * The rules of a record are decided from small states, one for each aggregate that an event touches, and never from the
 * record itself. A state is the ordered list of what the events did to the aggregate ({@link Effect}); folding those
 * that are not struck says how it stands. So a strike marks, its own strike unmarks, and everything follows.
 */

/**
 * An event as the rules see it: a command that is being decided, or a recorded event that is replayed. Ids are in lower
 * case; `data` is valid under its schema and brought to the newest version.
 */
export interface RuleEvent {
  patientId: string;
  id: string;
  type: string;
  /** RFC 3339 with the zone in which it was stated. */
  occurredAt: string;
  data: Readonly<Record<string, unknown>>;
}

/** A recorded event that another one strikes or amends. */
export interface TargetEvent extends RuleEvent {
  /** As it was written, for its copy in another record: an older version stays what it is. */
  recorded: Recording;
}

export interface Recording {
  schemaVersion: number;
  facility?: string;
  data: Readonly<Record<string, unknown>>;
}

/** What `keysOf`, `decide` and `evolve` need in addition to the event and the states; see `targetOf`. */
export interface Targets {
  /**
   * The entry that the event strikes or amends; then, as long as the last one is itself a strike or an amendment, the
   * entry that this one strikes or amends. Empty for every other event.
   */
  chain: readonly TargetEvent[];
  /** The event is what `companionOf` described: it is written together with the command that it belongs to. */
  companion?: true;
  /** Of a merge: the death that its companion takes along into the record that goes on. Null: none. */
  takesAlong?: KnownDeath | null;
}

/** For events that strike, amend, merge and move nothing. */
export const noTargets: Targets = { chain: [] };

/**
 * What one event did to one aggregate; at most one for each event and aggregate. Small, JSON, kept for as long as the
 * record.
 */
export interface Effect {
  /** Id of the event. */
  event: string;
  kind: string;
  value?: string;
  /** When it happened, as stated. Absent in an amendment that leaves the time as it was. */
  at?: string;
  /** Of either side of a merge: the death that the record that ended knew. */
  death?: KnownDeath;
  /** As it was stated, where that is no instant: `at` is then one that was chosen. */
  on?: string;
  /** Id of the entry whose effect this one replaces, as long as both are in force. */
  amends?: string;
  /** Id of the strike in force. */
  struckBy?: string;
  /** It was recorded against a rule, knowingly. */
  override?: true;
}

/** A death, as far as rules need it. */
export interface KnownDeath {
  /** When, as precisely as it is stated; absent: not known. */
  value?: string;
  /** When the event that states it happened. */
  at: string;
}

/** In stream order. Empty: nothing is known of the aggregate. */
export type AggregateState = readonly Effect[];

export type Decision =
  /** With the states that the event changes, and only those. */
  { accepted: true; states: ReadonlyMap<string, AggregateState> } | { accepted: false; refusal: Refusal };

export interface Refusal {
  code: RefusalCode;
  /** JSON Pointer to the place in the event's data, where one member is to blame. */
  pointer?: string;
  /** Id of the event that stands in the way. */
  first?: string;
  /** The record in which to go on, or which stands in the way. */
  otherPatientId?: string;
  /** Of `merge-death-changed`: what the companion has to take along. Never shown. */
  death?: KnownDeath | null;
}

/**
 * Refusals that a person may know better than: what happened is recorded when the event says why (`override`). What
 * would leave the record without a meaning, such as a second end of what has ended, is none of them.
 */
export const overridable: ReadonlySet<RefusalCode> = new Set(['patient-deceased', 'dose-given', 'stay-order', 'stay-open']);

/** Stable: apps decide by them. */
export type RefusalCode =
  | 'patient-unknown'
  | 'patient-merged'
  | 'patient-deceased'
  | 'merge-invalid'
  | 'merge-death-changed'
  | 'death-merged'
  | 'stay-exists'
  | 'stay-unknown'
  | 'stay-closed'
  | 'stay-cancelled'
  | 'stay-not-discharged'
  | 'stay-not-transferred'
  | 'stay-order'
  | 'stay-open'
  | 'dose-given'
  | 'prescription-stopped'
  | 'flag-cleared'
  | 'flag-unchanged'
  | 'flag-acknowledged'
  | 'flag-not-acknowledged'
  | 'entry-followed-too-often'
  | 'allergy-refuted'
  | 'problem-resolved'
  | 'preference-withdrawn'
  | 'consent-withdrawn'
  | 'instruction-ended'
  | 'entry-type-wrong'
  | 'entry-struck'
  | 'strike-final'
  | 'not-amendable'
  | 'amendment-moves-entry'
  | 'move-invalid'
  | 'move-amended';
