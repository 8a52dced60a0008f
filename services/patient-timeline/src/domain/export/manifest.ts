import type { AccessEventData } from '@everchart/contracts-access';
import type { RetentionEventData } from '@everchart/contracts-retention';

export type ExportMade = AccessEventData['export.made'];
export type ExportPart = ExportMade['parts'][number];
export type ExportCounts = ExportMade['counts'];
export type ExportApproved = RetentionEventData['export.approved'];

/** A record of the person, in the state that is exported. */
export interface ExportedRecord {
  patientId: string;
  streamVersion: number;
  /** Place of the last entry, as a token. */
  position: string;
  /** No entry of it is unreadable. */
  complete: boolean;
}

/** `manifest.json`: what is in the file, and what is not. Its own digest stands in the event `export.made`. */
export interface ExportManifest {
  format: 'everchart-export';
  version: 1;
  organisation: string;
  kind: ExportApproved['kind'];
  requestId: string;
  exportId: string;
  madeAt: string;
  records: readonly ExportedRecord[];
  periods: ExportApproved['periods'];
  counts: ExportCounts;
  /** Entries by type, and those whose content a resource of the Bundle has. */
  byType: Readonly<Record<string, { entries: number; inFhir: number }>>;
  withheld: readonly { eventId: string; ground: string }[];
  /** Systems to which something was sent. */
  recipients: readonly Recipient[];
  /** Purposes for which the record was looked at, and how often: codes of HL7 v3 PurposeOfUse. */
  purposes: Readonly<Record<string, number>>;
  /** Years whose accesses were destroyed at the end of their retention. */
  destroyedYears: readonly number[];
  parts: readonly ExportPart[];
  notes: readonly string[];
}

export interface Recipient {
  name: string;
  messages: number;
  first: string;
  last: string;
}

/** What a reader has to know. */
export const manifestNotes: readonly string[] = [
  'events.ndjson has every entry of the record once, as it was recorded: CloudEvents 1.0, one JSON object in each line. Corrections are entries of their own; struckby and amendedby name them.',
  'fhir/bundle.json has what has a form in FHIR R4, as it stands after all corrections; struck entries are not in it. infhir of an entry names the resource that has its content.',
  'Documents are named by entries document.attached with size and SHA-256; their content lies in the object storage of the organisation, and is handed out beside this file.',
  'accesses.ndjson has accesses that all services have put on record; what a person recorded is an entry.',
];
