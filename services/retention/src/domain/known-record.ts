import type { PatientEvent } from '@everchart/clinical-facts';

/** What rules of retention need of a record. */
export interface KnownRecord {
  subject: string;
  streamVersion: number;
  /** Of the last entry, and of what happened last by what entries say: RFC 3339 UTC. */
  recordedAt: string;
  recordedBy: string;
  occurredAt: string;
  occurredBy: string;
  /** Entries whose facts are not known. */
  unread: number;
  /** Those that headers name. */
  facilities: { facility: string; firstAt: string; lastAt: string }[];
  /** Those with facts, in the order of the stream. */
  entries: PatientEvent[];
}
