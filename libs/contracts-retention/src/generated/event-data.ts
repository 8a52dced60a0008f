/** Made from ../../schemas by tools/generate-contract-types.mjs: change the schemas, not this file. */

/**
 * Class of keys: clinical, access-2026, retention …
 */
export type RetentionClass = string;
/**
 * Lower-case letters, digits, hyphens
 */
export type Name = string;
/**
 * Id of a facility in the directory of the organisation
 */
export type FacilityId = string;
/**
 * Why. No clinical content
 */
export type Reason = string;
export type Instant = string;
/**
 * YYYY-MM-DD, by the calendar where the facility is
 */
export type CalendarDate = string;
export type Uuid = string;
/**
 * SHA-256, lower-case hex
 */
export type Digest = string;
export type Role = string;
export type Circumstance =
  'litigation' | 'complaint' | 'pending-case' | 'death-by-injury' | 'extension' | 'selected-for-archive' | 'transfer' | 'hand-over';
/**
 * What a period counts from. `birth-of-last-child`, `completion`, `act`, `end-of-employment`, `deregistration` and `authority-order` are stated as facts; `end-of-record` is the end of the duty to keep the record itself
 */
export type Trigger =
  | 'last-entry'
  | 'last-contact'
  | 'discharge'
  | 'end-of-care-process'
  | 'completion'
  | 'act'
  | 'death'
  | 'birth'
  | 'birth-of-last-child'
  | 'end-of-employment'
  | 'log-line'
  | 'deregistration'
  | 'authority-order'
  | 'end-of-record';
/**
 * Years, months, days: P10Y, P1Y6M, P30D, P0D
 */
export type Duration = string;

/**
 * Data of each type and version, as `<type>:<version>`
 */
export interface RetentionEventDataByVersion {
  'act.completed:1': ActCompletedV1;
  'backup.declared:1': BackupDeclaredV1;
  'backup.expired:1': BackupExpiredV1;
  'certificate.completed:1': CertificateCompletedV1;
  'certificate.issued:1': CertificateIssuedV1;
  'destruction.approved:1': DestructionApprovedV1;
  'destruction.begun:1': DestructionBegunV1;
  'destruction.left:1': DestructionLeftV1;
  'destruction.proposed:1': DestructionProposedV1;
  'destruction.rejected:1': DestructionRejectedV1;
  'due-date.changed:1': DueDateChangedV1;
  'export.approved:1': ExportApprovedV1;
  'fact.stated:1': FactStatedV1;
  'fact.withdrawn:1': FactWithdrawnV1;
  'hold.lifted:1': HoldLiftedV1;
  'hold.placed:1': HoldPlacedV1;
  'request.answered:1': RequestAnsweredV1;
  'request.extended:1': RequestExtendedV1;
  'request.received:1': RequestReceivedV1;
  'request.withdrawn:1': RequestWithdrawnV1;
  'retention.destroyed:1': RetentionDestroyedV1;
  'rule-set.adopted:1': RuleSetAdoptedV1;
  'rule-set.withdrawn:1': RuleSetWithdrawnV1;
}
/**
 * An officer has done what a rule asks for of a record that is due, other than to destroy it
 */
export interface ActCompletedV1 {
  retentionClass: RetentionClass;
  act: 'anonymise' | 'archive' | 'hand-over';
  /**
   * As it was shown: the record stands on the list again when it has another date, or rule
   */
  dueOn: string;
  rule: RuleReference;
  /**
   * What becomes of the organisation's own copy. To be destroyed: two people can approve that
   */
  copy: 'kept' | 'to-be-destroyed';
  /**
   * Who has it now
   */
  receiver?: string;
  /**
   * Of the receiver, or of what was made
   */
  reference?: string;
  reason: Reason;
}
export interface RuleReference {
  ruleSetId: Name;
  ruleSetVersion: number;
  ruleId: Name;
  version: number;
  facilityId?: FacilityId;
}
/**
 * A generation of backups, and until when it is kept
 */
export interface BackupDeclaredV1 {
  generation: string;
  place?: string;
  takenAt: Instant;
  until: CalendarDate;
}
/**
 * A generation of backups is gone
 */
export interface BackupExpiredV1 {
  generation: string;
  expiredAt: Instant;
}
/**
 * The last backup that held a key of it has expired
 */
export interface CertificateCompletedV1 {
  certificateId: Uuid;
  completedOn: CalendarDate;
  after?: LogPoint;
}
/**
 * A checkpoint of the audit log
 */
export interface LogPoint {
  size: number;
  root: Digest;
}
/**
 * A certificate of destruction
 */
export interface CertificateIssuedV1 {
  destroyedBy: Uuid;
  scope: {
    retentionClasses: RetentionClass[];
    /**
     * Of a record of a patient
     */
    entries?: number;
    from?: CalendarDate;
    to?: CalendarDate;
  };
  rule: RuleReference;
  holdSearch: {
    at: Instant;
    found: number;
  };
  approvers: {
    actor: string;
    role: Role;
    eventId: Uuid;
    at?: Instant;
  }[];
  keys: KeyFingerprint[];
  /**
   * Of a class that went as a whole: the keys of all subjects that there were, too many to be named
   */
  classKeys?: {
    count: number;
    /**
     * SHA-256 of a line for each key, ordered by key id: the id, a space, the fingerprint, each line with its line feed
     */
    digest: string;
  };
  holders: {
    /**
     * Who holds copies: the name of a service or of a store
     */
    holder: string;
    /**
     * Its own event copies.deleted
     */
    eventId: string;
    deletedAt: Instant;
    rows: number;
  }[];
  /**
   * Places whose backups hold a wrapped key, and until when
   */
  backups: {
    generation: string;
    until: CalendarDate;
    place?: string;
  }[];
  before: LogPoint;
  after: LogPoint;
  exceptions?: string[];
  /**
   * What the due date followed from
   */
  inputs: {
    /**
     * A trigger or a circumstance. Its date was destroyed with the record
     */
    trigger: string;
    eventIds: Uuid[];
  }[];
  dueOn: CalendarDate;
  destroyedAt: Instant;
  /**
   * How it was destroyed
   */
  method: string;
}
/**
 * A destroyed key: its id and a digest that does not reveal it
 */
export interface KeyFingerprint {
  keyId: Uuid;
  fingerprint: Digest;
  retentionClass: RetentionClass;
}
/**
 * A person approves a list that was shown
 */
export interface DestructionApprovedV1 {
  destructionId: Uuid;
  /**
   * SHA-256, lower-case hex
   */
  digest: string;
  as: Role;
  note?: Reason;
}
/**
 * What was approved begins: from here on each item ends with retention.destroyed or destruction.left
 */
export interface DestructionBegunV1 {
  destructionId: Uuid;
  /**
   * SHA-256, lower-case hex
   */
  digest: string;
}
/**
 * A record of an approved list is not destroyed: it is not any more what was approved
 */
export interface DestructionLeftV1 {
  destructionId: Uuid;
  /**
   * Absent: what the list names by its class
   */
  patientId?: string;
  /**
   * Class of keys: clinical, access-2026, retention …
   */
  retentionClass?: string;
  /**
   * What the check at the act has found
   */
  reason: 'hold' | 'request' | 'due-date' | 'entry' | 'stay-open' | 'recent-entry' | 'merged' | 'unknown-record' | 'destroyed';
}
/**
 * A list of what is due, to be approved as it stands
 */
export interface DestructionProposedV1 {
  act: 'destroy' | 'anonymise' | 'archive' | 'hand-over';
  /**
   * SHA-256, lower-case hex
   */
  digest: string;
  items: DestructionItem[];
}
/**
 * The keys of one subject, as they are to be destroyed; or those of a class of the organisation, of all subjects
 */
export interface DestructionItem {
  /**
   * Absent: a class of the organisation, such as the accesses of a year
   */
  patientId?: string;
  retentionClasses: RetentionClass[];
  dueOn: CalendarDate;
  rule: RuleReference;
  /**
   * How many entries the record of the patient has
   */
  entries?: number;
  /**
   * The newest one
   */
  lastEntry?: string;
  /**
   * The request for erasure that was granted
   */
  requestId?: string;
}
/**
 * A list is not approved
 */
export interface DestructionRejectedV1 {
  destructionId: Uuid;
  reason: Reason;
}
/**
 * A date of retention is another one than before
 */
export interface DueDateChangedV1 {
  retentionClass: RetentionClass;
  /**
   * What it follows from
   */
  cause:
    | 'first'
    | 'entry'
    | 'admission'
    | 'discharge'
    | 'death'
    | 'birth'
    | 'correction'
    | 'merge'
    | 'move'
    | 'fact'
    | 'directory'
    | 'rules'
    | 'other';
  /**
   * The events that it follows from
   */
  causedBy?: Uuid[];
  /**
   * Whether it is earlier than the one before
   */
  shortens?: boolean;
  was?: {
    status: 'due-on' | 'forever' | 'unknown' | 'suspended' | 'no-rule';
    keptThrough?: CalendarDate;
  };
  due: DueDate;
}
/**
 * When the duty to keep ends, with its explanation
 */
export interface DueDate {
  status: 'due-on' | 'forever' | 'unknown' | 'suspended' | 'no-rule';
  /**
   * YYYY-MM-DD, by the calendar where the facility is
   */
  keptThrough?: string;
  /**
   * YYYY-MM-DD, by the calendar where the facility is
   */
  dueOn?: string;
  /**
   * YYYY-MM-DD, by the calendar where the facility is
   */
  goneBy?: string;
  rule?: RuleReference1;
  inputs: Input[];
  /**
   * Rules that apply and do not decide
   */
  lost: {
    rule: RuleReference;
    keptThrough?: CalendarDate;
    reason: 'shorter-minimum' | 'no-minimum' | 'duty-ended';
  }[];
  /**
   * Rules whose maximum ends before the minimum: a person decides
   */
  conflicts: {
    rule: RuleReference;
    goneBy: CalendarDate;
  }[];
  /**
   * What is not known: never due until it is
   */
  missing: {
    rule?: RuleReference;
    trigger: string;
  }[];
  acts?: ('destroy' | 'anonymise' | 'archive' | 'hand-over')[];
  approvals?: Role[];
}
/**
 * The rule whose minimum is the longest
 */
export interface RuleReference1 {
  ruleSetId: Name;
  ruleSetVersion: number;
  ruleId: Name;
  version: number;
  facilityId?: FacilityId;
}
/**
 * A date that was put in, with the events that say it
 */
export interface Input {
  /**
   * A trigger or a circumstance
   */
  trigger: string;
  /**
   * YYYY-MM-DD, by the calendar where the facility is
   */
  date?: string;
  until?: CalendarDate;
  facilityId?: FacilityId;
  eventIds: Uuid[];
}
/**
 * An officer lets a copy of the person's record be made, for a request for access or portability. It says for how long the record is kept, so that who makes the copy need not ask
 */
export interface ExportApprovedV1 {
  requestId: Uuid;
  kind: 'access' | 'portability';
  /**
   * No copy is begun after it, nor when the request is closed
   */
  validUntil: string;
  /**
   * How long what is kept, by which rule
   */
  periods: {
    retentionClass: RetentionClass;
    status: 'due-on' | 'forever' | 'unknown' | 'suspended' | 'no-rule';
    /**
     * YYYY-MM-DD, by the calendar where the facility is
     */
    keptThrough?: string;
    /**
     * YYYY-MM-DD, by the calendar where the facility is
     */
    dueOn?: string;
    rule?: RuleReference;
    /**
     * Of the rule
     */
    title?: string;
    /**
     * The law or policy that it is from
     */
    citation?: string;
  }[];
  /**
   * Entries whose content is left out, as an officer decided who read them
   */
  withheld?: {
    eventId: Uuid;
    ground: 'rights-of-others' | 'therapeutic-reasons' | 'legal-secrecy';
  }[];
}
/**
 * An officer states what no entry of the record says, and a rule needs
 */
export interface FactStatedV1 {
  fact: {
    trigger?: 'completion' | 'act' | 'birth-of-last-child' | 'end-of-employment' | 'deregistration' | 'authority-order';
    circumstance?: Circumstance;
    recordKind?: Name;
  };
  /**
   * YYYY-MM-DD, by the calendar where the facility is
   */
  on?: string;
  /**
   * YYYY-MM-DD, by the calendar where the facility is
   */
  until?: string;
  reason: Reason;
}
/**
 * A stated fact does not hold
 */
export interface FactWithdrawnV1 {
  factId: Uuid;
  reason: Reason;
}
/**
 * A hold ends
 */
export interface HoldLiftedV1 {
  holdId: Uuid;
  reason: Reason;
}
/**
 * Nothing in its scope is destroyed until it is lifted
 */
export interface HoldPlacedV1 {
  scope: HoldScope;
  reason: Reason;
  /**
   * Reference of the case
   */
  matter?: string;
  orderedBy?: string;
  reviewOn?: CalendarDate;
}
/**
 * What is held; all members that are named must fit
 */
export interface HoldScope {
  patientIds?: Uuid[];
  stayIds?: Uuid[];
  facilityIds?: FacilityId[];
  /**
   * Who recorded or looked
   */
  actors?: string[];
  from?: CalendarDate;
  to?: CalendarDate;
  /**
   * As it was searched
   */
  query?: string;
}
/**
 * A request is answered
 */
export interface RequestAnsweredV1 {
  requestId: Uuid;
  answer: 'granted' | 'refused' | 'granted-in-part' | 'granted-once-due';
  /**
   * Of a refusal (GDPR 17(3))
   */
  grounds?: ('legal-obligation' | 'public-health' | 'archiving' | 'legal-claims' | 'hold' | 'identity-not-proved' | 'no-such-record')[];
  reason: Reason;
  /**
   * YYYY-MM-DD, by the calendar where the facility is
   */
  dueOn?: string;
  rule?: RuleReference;
  /**
   * SHA-256, lower-case hex
   */
  exportDigest?: string;
  /**
   * The copy that was made here, and handed out
   */
  export?: {
    /**
     * The event export.made
     */
    madeBy: string;
    bytes: number;
    parts: ExportPart[];
    counts: ExportCounts;
  };
}
/**
 * A file in it
 */
export interface ExportPart {
  name: string;
  digest: Digest;
  bytes: number;
}
/**
 * What is in it
 */
export interface ExportCounts {
  /**
   * Records of the person: more than one where records were merged
   */
  records: number;
  /**
   * Entries of these records: each stands once in events.ndjson
   */
  entries: number;
  /**
   * Resources of the FHIR Bundle
   */
  fhirResources: number;
  /**
   * Entries whose content a resource of the Bundle has
   */
  entriesInFhir: number;
  /**
   * Entries that have no form in FHIR here
   */
  eventsOnly: number;
  /**
   * Entries that were amended
   */
  amended: number;
  /**
   * Entries that were struck
   */
  struck: number;
  /**
   * Entries whose content is left out
   */
  withheld: number;
  /**
   * Entries on record that cannot be read
   */
  unreadable: number;
  /**
   * Accesses that are listed; 0 in an answer to a request for portability
   */
  accesses: number;
}
/**
 * The answer takes longer
 */
export interface RequestExtendedV1 {
  requestId: Uuid;
  answerBy: CalendarDate;
  reason: Reason;
}
/**
 * A person asks for erasure, access or a copy (GDPR 17, 15, 20)
 */
export interface RequestReceivedV1 {
  kind: 'erasure' | 'access' | 'portability';
  receivedOn: CalendarDate;
  answerBy: CalendarDate;
  by?: 'person' | 'representative' | 'heir' | 'authority';
  /**
   * Absent: the whole record
   */
  retentionClasses?: RetentionClass[];
  note?: Reason;
}
/**
 * A request is taken back
 */
export interface RequestWithdrawnV1 {
  requestId: Uuid;
  reason: Reason;
}
/**
 * The keys of a subject are destroyed: every holder deletes what it has of it, and confirms
 */
export interface RetentionDestroyedV1 {
  destructionId: Uuid;
  retentionClasses: RetentionClass[];
  /**
   * Those that there were, each with the SHA-256 of its wrapped form
   */
  keys: KeyFingerprint[];
  /**
   * Of a class that went as a whole: the keys of all subjects that there were, too many to be named
   */
  classKeys?: {
    count: number;
    /**
     * SHA-256 of a line for each key, ordered by key id: the id, a space, the fingerprint, each line with its line feed
     */
    digest: string;
  };
  rule: RuleReference;
  dueOn: CalendarDate;
  requestId?: Uuid;
  /**
   * Who has to confirm
   *
   * Items: Who holds copies: the name of a service or of a store
   */
  holders: string[];
  /**
   * What the due date followed from
   */
  inputs: {
    /**
     * A trigger or a circumstance. Its date was destroyed with the record
     */
    trigger: string;
    eventIds: Uuid[];
  }[];
  /**
   * The search for holds and open requests, under the lock of the act
   */
  checked: {
    at: Instant;
    holds: number;
    requests: number;
  };
  /**
   * Entries of the record, and the days of the first and the last of them
   */
  scope: {
    /**
     * Of a record of a patient
     */
    entries?: number;
    from?: CalendarDate;
    to?: CalendarDate;
  };
  before: LogPoint;
  /**
   * When the keys were destroyed, by the clock of the keyring
   */
  destroyedAt: string;
}
/**
 * The organisation adopts a set of rules, in this version. It takes the place of the version before
 */
export interface RuleSetAdoptedV1 {
  ruleSetId: Name;
  version: number;
  title: string;
  /**
   * The whole set: a date can be worked out again from it alone
   */
  rules: Rule[];
  reason: Reason;
  approvedBy?: string;
}
/**
 * A rule of retention: data, and no legal advice
 */
export interface Rule {
  ruleId: Name;
  version: number;
  title: string;
  /**
   * Whose law it is; absent: everywhere
   */
  jurisdiction?: string;
  /**
   * What kinds of record it is about
   */
  recordKinds: Name[];
  /**
   * Facilities that it holds for; absent: all
   */
  kindsOfCare?: (
    | 'nursing-home'
    | 'residential-care'
    | 'hospice'
    | 'day-care'
    | 'home-care'
    | 'hospital'
    | 'psychiatric-hospital'
    | 'rehabilitation'
    | 'maternity'
    | 'medical-practice'
    | 'dental-practice'
    | 'other'
  )[];
  /**
   * Only under these circumstances
   */
  when?: Circumstance[];
  binding: 'law' | 'recommendation';
  minimum?: Bound;
  maximum?: Term;
  ages?: AgeRule[];
  death?: DeathRule;
  /**
   * While a case runs
   */
  suspension?: {
    by: Circumstance[];
    effect: 'adds-its-length' | 'waits-for-its-end';
  };
  /**
   * May be extended, by a stated fact each time
   */
  extension?: {
    period: Duration;
    times: number;
  };
  /**
   * Kept permanently, as a sample
   */
  sample?: {
    /**
     * Days of the month
     */
    bornOnDays?: number[];
    /**
     * When it was selected for an archive
     */
    selected?: true;
  };
  /**
   * What ends the duty to keep
   */
  endedBy?: ('transfer' | 'hand-over' | 'authority-order')[];
  /**
   * What may be done when it is due, the usual one first
   */
  acts: ('destroy' | 'anonymise' | 'archive' | 'hand-over')[];
  /**
   * Functions that approve, beside the two officers
   */
  approvals?: Role[];
  /**
   * Kinds of entries that it has destroyed before the rest of the record. It says nothing of the rest
   *
   * Items: Retention class of a kind of entries
   */
  alone?: ('observations' | 'documents')[];
  /**
   * Where it is from
   */
  source: {
    /**
     * The law or policy
     */
    citation: string;
    /**
     * What was read
     */
    page?: string;
    /**
     * How well it is known
     */
    basis: 'primary' | 'secondary' | 'general-knowledge' | 'unresolved';
  };
  validFrom?: CalendarDate;
  validTo?: CalendarDate;
  /**
   * Who has reviewed it for the organisation
   */
  reviewedBy?: string;
  reviewedOn?: CalendarDate;
  /**
   * Whether a person with knowledge of the law there has verified it
   */
  verified: boolean;
  note?: string;
}
/**
 * A period after a trigger, or permanently
 */
export interface Bound {
  forever?: true;
  term?: Term;
}
/**
 * A period after a trigger
 */
export interface Term {
  after: Trigger;
  /**
   * The period begins with the end of the year of the trigger
   */
  countedFrom?: 'end-of-calendar-year';
  period: Duration;
  otherwise?: Term1;
}
/**
 * While the trigger is not known
 */
export interface Term1 {
  after: Trigger;
  /**
   * The period begins with the end of the year of the trigger
   */
  countedFrom?: 'end-of-calendar-year';
  period: Duration;
  otherwise?: Term1;
}
/**
 * A longer minimum by age at a trigger
 */
export interface AgeRule {
  at: Trigger;
  /**
   * In years; absent: from birth
   */
  ageFrom?: number;
  /**
   * In years; absent: every age
   */
  ageUnder?: number;
  until: Term;
}
/**
 * What a death changes
 */
export interface DeathRule {
  /**
   * Shortens: kept until the earlier of both; extends: until the later
   */
  effect: 'shortens' | 'extends';
  until: Term;
  /**
   * Only when the person died so soon after
   */
  within?: {
    of: Trigger;
    period: Duration;
  };
}
/**
 * A set of rules holds no longer for the organisation
 */
export interface RuleSetWithdrawnV1 {
  ruleSetId: Name;
  reason: Reason;
}

/** Data of the newest version of each type. */
export interface RetentionEventData {
  'act.completed': RetentionEventDataByVersion['act.completed:1'];
  'backup.declared': RetentionEventDataByVersion['backup.declared:1'];
  'backup.expired': RetentionEventDataByVersion['backup.expired:1'];
  'certificate.completed': RetentionEventDataByVersion['certificate.completed:1'];
  'certificate.issued': RetentionEventDataByVersion['certificate.issued:1'];
  'destruction.approved': RetentionEventDataByVersion['destruction.approved:1'];
  'destruction.begun': RetentionEventDataByVersion['destruction.begun:1'];
  'destruction.left': RetentionEventDataByVersion['destruction.left:1'];
  'destruction.proposed': RetentionEventDataByVersion['destruction.proposed:1'];
  'destruction.rejected': RetentionEventDataByVersion['destruction.rejected:1'];
  'due-date.changed': RetentionEventDataByVersion['due-date.changed:1'];
  'export.approved': RetentionEventDataByVersion['export.approved:1'];
  'fact.stated': RetentionEventDataByVersion['fact.stated:1'];
  'fact.withdrawn': RetentionEventDataByVersion['fact.withdrawn:1'];
  'hold.lifted': RetentionEventDataByVersion['hold.lifted:1'];
  'hold.placed': RetentionEventDataByVersion['hold.placed:1'];
  'request.answered': RetentionEventDataByVersion['request.answered:1'];
  'request.extended': RetentionEventDataByVersion['request.extended:1'];
  'request.received': RetentionEventDataByVersion['request.received:1'];
  'request.withdrawn': RetentionEventDataByVersion['request.withdrawn:1'];
  'retention.destroyed': RetentionEventDataByVersion['retention.destroyed:1'];
  'rule-set.adopted': RetentionEventDataByVersion['rule-set.adopted:1'];
  'rule-set.withdrawn': RetentionEventDataByVersion['rule-set.withdrawn:1'];
}

export type RetentionEventType = keyof RetentionEventData;
