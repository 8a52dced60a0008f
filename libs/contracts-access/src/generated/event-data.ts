/** Made from ../../schemas by tools/generate-contract-types.mjs: change the schemas, not this file. */

/**
 * Class of keys: clinical, access-2026, retention …
 */
export type RetentionClass = string;
export type Instant = string;
export type Uuid = string;
/**
 * SHA-256, lower-case hex
 */
export type Digest = string;

/**
 * Data of each type and version, as `<type>:<version>`
 */
export interface AccessEventDataByVersion {
  'access.recorded:1': AccessRecordedV1;
  'copies.deleted:1': CopiesDeletedV1;
  'export.made:1': ExportMadeV1;
  'requests.counted:1': RequestsCountedV1;
}
/**
 * One access to something of a person, or of the log: what was requested, by whom, why, and what was served. The event is a list of these, each sealed for itself
 */
export interface AccessRecordedV1 {
  /**
   * What was requested, such as summary.read; of a disclosure what was sent, such as hl7-message.sent
   */
  operation: string;
  /**
   * Denied: the caller may not do this. Granted: anything else; the status says what came of it
   */
  outcome: 'granted' | 'denied';
  /**
   * HTTP status of the answer; of what was sent 200
   */
  status: number;
  /**
   * HL7 purpose of use, such as TREAT
   */
  purpose: string;
  /**
   * Opaque id of the person or system
   */
  actor: string;
  role: string;
  /**
   * When it was put on record
   */
  at: string;
  /**
   * Of the request
   */
  correlationId: string;
  /**
   * Whose record; absent for what concerns no one patient of the organisation
   */
  patient?: string;
  /**
   * Which state was shown
   */
  served?: {
    /**
     * Position token of the state, as the answer named it
     */
    position?: string;
    /**
     * Version of the patient's stream
     */
    streamVersion?: number;
  };
  /**
   * What else an auditor needs; no clinical data
   */
  detail?: {
    [k: string]: unknown;
  };
}
/**
 * A holder has deleted what it had of a subject whose keys were destroyed. Recorded in the transaction that deletes
 */
export interface CopiesDeletedV1 {
  /**
   * The event retention.destroyed
   */
  destroyedBy: string;
  /**
   * Who held copies: the name of a service or of a store
   */
  holder: string;
  /**
   * Of the keys that were destroyed
   */
  retentionClasses: RetentionClass[];
  /**
   * How many rows this deletion took away; 0: none were left, or a copy of before it had been deleted already
   */
  rows: number;
  deletedAt: Instant;
}
/**
 * A copy of a person's record was made for a request. Recorded before its last bytes leave: a file that is whole is on record
 */
export interface ExportMadeV1 {
  /**
   * The event export.approved
   */
  approvedBy: string;
  requestId: Uuid;
  kind: 'access' | 'portability';
  /**
   * Of the whole file
   */
  digest: string;
  /**
   * Size of the whole file
   */
  bytes: number;
  parts: ExportPart[];
  counts: ExportCounts;
  madeAt: Instant;
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
 * What the processes of a service have answered to an organisation in a half hour, by operation, release and code. Several events of one half hour add up
 */
export interface RequestsCountedV1 {
  /**
   * Beginning of the half hour (UTC)
   */
  from: string;
  /**
   * Its end
   */
  to: string;
  counts: Count[];
}
export interface Count {
  /**
   * Id in the OpenAPI document of the service; unmatched: no route took it; unread: it never became a request; documents: the service's own description
   */
  operation: string;
  /**
   * Of the process that answered
   */
  release: string;
  /**
   * Status; 499: the client went before, 444: cut off without an answer
   */
  code: number;
  requests: number;
  /**
   * Half of them took no longer, at most 9 per cent more than it was
   */
  p50Us: number;
  /**
   * 99 of 100 took no longer, likewise
   */
  p99Us: number;
  /**
   * The longest one
   */
  maxUs: number;
}

/** Data of the newest version of each type. */
export interface AccessEventData {
  'access.recorded': AccessEventDataByVersion['access.recorded:1'];
  'copies.deleted': AccessEventDataByVersion['copies.deleted:1'];
  'export.made': AccessEventDataByVersion['export.made:1'];
  'requests.counted': AccessEventDataByVersion['requests.counted:1'];
}

export type AccessEventType = keyof AccessEventData;
