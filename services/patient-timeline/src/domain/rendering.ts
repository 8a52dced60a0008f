import { isLate, referencesOf } from '@everchart/contracts-clinical';
import { destroyedCode, type Amendment, type PatientEvent, type Unreadable } from '@everchart/clinical-facts';
import type { AcknowledgeMinutes } from '@everchart/contracts-organisation';
import { Alerts, type AlertByClock } from './alerts.js';
import { arranged, type More, type SectionName, type Shown } from './sections.js';
import { moreOf } from './summary.js';

/**
 * The JSON of summary and timeline. Topics and entries are rendered when they are written, because a patient is read
 * more often than each of them changes; a read puts their texts together and parses none of them.
 */

/** An entry of the timeline as JSON. */
export interface EntryDocument {
  id: string;
  type: string;
  schemaVersion: number;
  streamVersion: number;
  /** As the carer stated it, with its zone, or as an amendment corrects it. */
  occurredAt: string;
  recordedAt: string;
  late?: true;
  actor: string;
  actorRole: string;
  facility?: string | undefined;
  struck?: { by: string; reason: unknown; at: string; movedTo?: unknown };
  amended?: { by: string; reason: unknown; at: string; original: { occurredAt: string; data: unknown } };
  unreadable?: Unreadable & { text: string };
  /** Entries that it refers to and that cannot be read. */
  dependsOnUnreadable?: string[];
  data: unknown;
}

const unreadableText = 'This entry is on record, and cannot be read here.';
const destroyedText = 'What this entry said was destroyed at the end of its retention.';

/** An entry as it is when nothing corrects it. @param data the event's data as JSON text */
export function renderEntry(
  { eventId, type, streamVersion, occurredAt, recordedAt, actor, unreadable }: PatientEvent,
  { schemaVersion, actorRole, facility }: Pick<EntryDocument, 'schemaVersion' | 'actorRole' | 'facility'>,
  data: string,
): string {
  const late = isLate(occurredAt, recordedAt) || undefined;
  const cannotBeRead = unreadable && { text: unreadable.code === destroyedCode ? destroyedText : unreadableText, ...unreadable };
  // JSON has no member that is undefined.
  const document = {
    id: eventId, type, schemaVersion, streamVersion, occurredAt, recordedAt, late, actor, actorRole, facility, unreadable: cannotBeRead,
  }; // prettier-ignore
  return `${JSON.stringify(document).slice(0, -1)},"data":${data}}`;
}

/** What {@link renderEntry} made of it. */
export function eventOf({ id, type, streamVersion, occurredAt, recordedAt, actor, data, unreadable }: EntryDocument): PatientEvent {
  const event = { eventId: id, type, streamVersion, occurredAt, recordedAt, actor, data };
  return unreadable === undefined ? event : { ...event, unreadable: { code: unreadable.code, position: unreadable.position } };
}

/** An entry, marked when it refers to others of these, which cannot be read. @param entry JSON text */
export function markDependent(entry: string, unreadable: ReadonlySet<string>): string {
  const document = JSON.parse(entry) as EntryDocument;
  const { type, data } = document;
  if (typeof data !== 'object' || data === null) return entry;
  const named = referencesOf(type, data as Record<string, unknown>).map(({ id }) => id);
  const dependsOnUnreadable = [...new Set(named)].filter((id) => unreadable.has(id) && id !== document.id);
  return dependsOnUnreadable.length === 0 ? entry : JSON.stringify({ ...document, dependsOnUnreadable });
}

/**
 * An entry that a strike or an amendment in force, or both, speak of. Few are: these are rendered when they are read.
 */
export function renderCorrected(
  entry: EntryDocument,
  { strike, amendment, correctedAt }: { strike: EntryDocument | null; amendment: EntryDocument | null; correctedAt: string | null },
): string {
  const { occurredAt: statedAt, late: _, data, ...recorded } = entry;
  const occurredAt = correctedAt ?? statedAt;
  const { reason, movedTo } = (strike?.data ?? {}) as { reason?: unknown; movedTo?: unknown };
  const amended = amendment?.data as Amendment['data'] | undefined;
  const document: EntryDocument = {
    ...recorded,
    occurredAt,
    ...(isLate(occurredAt, entry.recordedAt) ? { late: true } : {}),
    ...(strike ? { struck: { by: strike.id, reason, at: strike.recordedAt, ...(movedTo === undefined ? {} : { movedTo }) } } : {}),
    ...(amendment
      ? {
          amended: {
            by: amendment.id,
            reason: amended!.changeLog.reason,
            at: amendment.recordedAt,
            original: { occurredAt: statedAt, data },
          },
        }
      : {}),
    data: amended ? amended.data : data,
  };
  return JSON.stringify(document);
}

/**
 * What a topic shows, as text: for each element a line that says where it stands, and what it is called where that is
 * compared, and a line of JSON. Null when it shows nothing.
 */
export function renderTopic(shown: readonly Shown[]): string | null {
  if (shown.length === 0) return null;
  const head = ({ section, rank, names }: Shown): string => JSON.stringify([section, ...rank, ...(names ? [names] : [])]);
  return shown.map((each) => `${head(each)}\n${JSON.stringify(each.value)}`).join('\n');
}

export interface RenderedSummary {
  text: string;
  more: More;
  /** What follows from it at an instant (milliseconds since 1970). It is not part of the text: the record is. */
  alertsAt: (at: number, minutes: AcknowledgeMinutes) => AlertByClock[];
}

/**
 * The summary as JSON.
 * @param topics the texts of all topics, a line break between any two; null when none shows anything
 * @param counts JSON text
 * @param unread elements of topics that are not among these
 */
export function renderSummary(topics: string | null, counts: string, unread?: More): RenderedSummary {
  const lines = topics === null ? [] : topics.split('\n');
  const shown: Shown<string>[] = [];
  for (let at = 0; at < lines.length; at += 2) {
    const [section, ...rank] = JSON.parse(lines[at]!) as [SectionName, ...(number | string | string[])[]];
    const names = Array.isArray(rank.at(-1)) ? { names: rank.pop() as string[] } : {};
    shown.push({ section, rank: rank as Shown['rank'], ...names, value: lines[at + 1]! });
  }
  const alerts = new Alerts(shown, (text) => JSON.parse(text) as Record<string, unknown>);
  for (const { value, ...each } of alerts.ofRecord()) shown.push({ ...each, value: JSON.stringify(value) });
  const inOrder = arranged(shown);
  const members = inOrder.map(({ section, one, values }) => `"${section}":${one ? (values[0] ?? 'null') : `[${values.join(',')}]`}`);
  const more = moreOf(inOrder, unread);
  return {
    text: `{${members.join(',')},"more":${JSON.stringify(more)},"counts":${counts}}`,
    more,
    alertsAt: (at, minutes) => alerts.at(at, minutes),
  };
}
