import { lifeOf, type Life, type PatientEvent } from '@everchart/clinical-facts';
import type { KindClass } from '@everchart/contracts';
import { isUuid } from '@everchart/primitives';

/** What rules of retention need of a record. */
export interface KnownRecord {
  subject: string;
  streamVersion: number;
  /** Of the last entry, and of what happened last by what entries say: RFC 3339 UTC. */
  recordedAt: string;
  recordedBy: string;
  occurredAt: string;
  occurredBy: string;
  /** Retention classes of kinds of entries that it has, or had. */
  kinds: KindClass[];
  /** Entries whose facts are not known. */
  unread: number;
  /** Those that headers name. */
  facilities: { facility: string; firstAt: string; lastAt: string }[];
  /** Those with facts, in the order of the stream. */
  entries: PatientEvent[];
}

/** Undefined: an entry cannot be read. The date of the record says so then, and its fault is logged with it. */
export function readableLife({ entries }: Pick<KnownRecord, 'entries'>): Life | undefined {
  try {
    return lifeOf(entries);
  } catch {
    return undefined;
  }
}

/** Records that it was merged with. Of one whose merges cannot be read: all that it names. */
export function linksOf(record: Pick<KnownRecord, 'entries'>): string[] {
  const named = record.entries.flatMap((entry) => namedBy(entry));
  // Few records name any, and a life takes time to work out.
  if (named.length === 0) return [];
  const life = readableLife(record);
  if (!life) return named.filter(isUuid);
  return [...life.replaces, ...(life.replacedBy === undefined ? [] : [life.replacedBy])].filter(isUuid);
}

/** The same as `retention.merged_with` of the database. */
function namedBy(entry: unknown): string[] {
  const { data } = (entry ?? {}) as { data?: { otherPatientId?: unknown; data?: { otherPatientId?: unknown } | null } | null };
  const other = data?.otherPatientId ?? data?.data?.otherPatientId;
  return typeof other === 'string' ? [other.toLowerCase()] : [];
}
