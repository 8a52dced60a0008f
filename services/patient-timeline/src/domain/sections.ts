import type { Moment } from '@everchart/clinical-facts';
import { utcOf } from '@everchart/primitives';
import type { Names } from './medicine-names.js';

/** Order in a section of the summary: numbers from the greatest, texts from the least. */
export type Rank = readonly (number | string)[];

/** The rank that puts the newest first, as `newestFirst` of the facts does. */
export function newest({ occurredAt, streamVersion }: Moment): Rank {
  const utc = utcOf(occurredAt);
  return [Date.parse(utc), Number(utc.slice('YYYY-MM-DDTHH:MM:SS.fff'.length, -1)), streamVersion];
}

interface Section {
  /** Shows one thing, the first in rank, or null; else a list. */
  one?: true;
  /** Elements at most, {@link elementsShown} when it says nothing; the timeline has them all. */
  atMost?: number;
}

/** Medicines shown, the most recent ones. */
export const medicinesShown = 20;
/** Tasks shown, the most recent ones. */
export const tasksShown = 20;
/** Documents shown, the most recent ones. */
export const documentsShown = 20;
/** Elements of any other list. What is not shown is counted in `more`. */
export const elementsShown = 200;

/** The sections of the summary, in the order in which it has them. */
export const sections = {
  identity: { one: true },
  photo: { one: true },
  replacedBy: { one: true },
  replaces: {},
  deceased: { one: true },
  currentStay: { one: true },
  alerts: {},
  allergies: {},
  flags: {},
  incidents: {},
  preferences: {},
  problems: {},
  plan: {},
  tasks: { atMost: tasksShown },
  prescriptions: {},
  medication: { atMost: medicinesShown },
  notGiven: { atMost: medicinesShown },
  vitalSigns: {},
  observations: {},
  consents: {},
  documents: { atMost: documentsShown },
} as const satisfies Record<string, Section>;

export type SectionName = keyof typeof sections;

/**
 * What one topic shows in one section. Topics are rendered each for itself, when they change; where the elements of
 * several topics stand among each other follows from their ranks. No two elements of a section have the same rank.
 */
export interface Shown<Value = unknown> {
  section: SectionName;
  rank: Rank;
  /** What it is called, where it is compared with others: see `alerts.ts`. */
  names?: Names;
  value: Value;
}

/** How many elements of its sections a summary does not show, of those of which there are any. */
export type More = Partial<Record<SectionName, number>>;

/** The elements of each section, in order, as many as it shows, and how many it does not. */
export function arranged<Value>(shown: readonly Shown<Value>[]): { section: SectionName; one: boolean; values: Value[]; more: number }[] {
  const bySection = Map.groupBy(shown, ({ section }) => section);
  return Object.entries<Section>(sections).map(([name, { one = false, atMost = elementsShown }]) => {
    const section = name as SectionName;
    const inOrder = (bySection.get(section) ?? []).sort((a, b) => byRank(a.rank, b.rank));
    const values = inOrder.slice(0, one ? 1 : atMost).map(({ value }) => value);
    return { section, one, values, more: one ? 0 : inOrder.length - values.length };
  });
}

export function byRank(a: Rank, b: Rank): number {
  for (const [index, mine] of a.entries()) {
    const other = b[index];
    if (mine === other) continue;
    if (typeof mine === 'number' && typeof other === 'number') return other - mine;
    return String(mine) < String(other) ? -1 : 1;
  }
  return 0;
}

/** Sections of which nothing may be missing without a warning: who does not see them all may do harm. */
const vital: readonly SectionName[] = ['allergies', 'flags'];

export const lacksVital = (more: More): boolean => vital.some((section) => (more[section] ?? 0) > 0);

/**
 * Topics by the first part of their names, in the order in which they are needed, with the section in which their
 * elements are missing when a record has more than is read.
 */
export const topicsByNeed = {
  identity: 'identity',
  merge: 'replaces',
  death: 'deceased',
  stay: 'currentStay',
  allergy: 'allergies',
  flag: 'flags',
  prescription: 'prescriptions',
  problem: 'problems',
  plan: 'plan',
  observation: 'observations',
  medication: 'medication',
  incident: 'incidents',
  task: 'tasks',
  preference: 'preferences',
  consent: 'consents',
  document: 'documents',
} as const satisfies Record<string, SectionName>;
