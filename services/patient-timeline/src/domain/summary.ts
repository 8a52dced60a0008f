import { Alerts } from './alerts.js';
import { shownOf } from './concepts/concepts.js';
import type { PatientRecord } from './patient-record.js';
import { arranged, type More, type SectionName, type sections } from './sections.js';

type Element = Record<string, unknown>;

/** Entries by type, and those that do not count. */
export type Counts = Pick<PatientRecord, 'struck' | 'unread' | 'unreadable'> & { byType: PatientRecord['counts'] };

/** What a carer needs at the bedside, on one page. Every element names the entry it comes from. */
export type PatientSummary = Sections & { more: More; counts: Counts };

type Sections = { [Name in SectionName]: (typeof sections)[Name] extends { one: true } ? Element | null : Element[] };

/** The summary of a whole record. */
export function summaryOf(record: PatientRecord): PatientSummary {
  const shown = Object.entries(record.facts).flatMap(([topic, facts]) => shownOf(topic, facts));
  const inOrder = arranged([...shown, ...new Alerts(shown, (value) => value as Element).ofRecord()]);
  const members = inOrder.map(({ section, one, values }) => [section, one ? (values[0] ?? null) : values]);
  return { ...(Object.fromEntries(members) as Sections), more: moreOf(inOrder), counts: countsOf(record) };
}

/** @param unread elements that were not read at all */
export function moreOf(arrangedSections: readonly { section: SectionName; more: number }[], unread: More = {}): More {
  const more = arrangedSections.map(({ section, more: own }) => [section, own + (unread[section] ?? 0)] as const);
  return Object.fromEntries(more.filter(([, count]) => count > 0));
}

export function countsOf({ counts, struck, unread, unreadable }: Omit<PatientRecord, 'facts' | 'settled'>): Counts {
  return { byType: counts, struck, unread, unreadable };
}
