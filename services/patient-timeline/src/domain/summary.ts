import { shownOf } from './concepts/concepts.js';
import type { PatientRecord } from './patient-record.js';
import { arranged, type SectionName, type sections } from './sections.js';

type Element = Record<string, unknown>;

/** Entries by type, and those that do not count. */
export type Counts = Pick<PatientRecord, 'struck' | 'unread' | 'unreadable'> & { byType: PatientRecord['counts'] };

/** What a carer needs at the bedside, on one page. Every element names the entry it comes from. */
export type PatientSummary = Sections & { counts: Counts };

type Sections = { [Name in SectionName]: (typeof sections)[Name] extends { one: true } ? Element | null : Element[] };

/** The summary of a whole record. */
export function summaryOf(record: PatientRecord): PatientSummary {
  const shown = Object.entries(record.facts).flatMap(([topic, facts]) => shownOf(topic, facts));
  const members = arranged(shown).map(({ section, one, values }) => [section, one ? (values[0] ?? null) : values]);
  return { ...(Object.fromEntries(members) as Sections), counts: countsOf(record) };
}

export function countsOf({ counts, struck, unread, unreadable }: PatientRecord): Counts {
  return { byType: counts, struck, unread, unreadable };
}
