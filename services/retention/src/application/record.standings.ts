import { yearOfAccessClass } from '@everchart/access-log';
import { organisationStream, type KindClass } from '@everchart/contracts';
import { classesOfRecord } from '@everchart/destruction';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { instantMs } from '@everchart/primitives';
import { isDue } from '@everchart/retention-rules';
import {
  classNamed,
  dayEverywhere,
  isOf,
  kindNamed,
  mayDestroy,
  nameOfKind,
  type LeftReason,
  type Standing,
} from '../domain/destruction.js';
import { readableLife, type KnownRecord } from '../domain/known-record.js';
import { actStore } from '../infrastructure/act.store.js';
import { destructionStore } from '../infrastructure/destruction.store.js';
import { dueDateStore } from '../infrastructure/due-date.store.js';
import { requestStore } from '../infrastructure/request.store.js';
import { clinicalClass } from './due-dates.js';
import { holdsOfPeople, holdsOfYear, subjectsWith } from './holds.js';
import { peopleWith, type Person } from './people.js';

const dayMs = 24 * 3_600_000;

export interface StandingsView {
  now: Date;
  /** In which nothing may have been recorded. */
  quietDays: number;
  /** Tells in which years there were accesses to a record. */
  keyring: Pick<Keyring, 'classesOf'>;
}

/**
 * What records are now, as far as their destruction goes. Under the lock of destructions it is what holds.
 * @param names as lists name them: patients, and classes of the organisation
 * @returns by name; a record that is not known is absent
 * @throws KeyringUnavailableError
 */
export async function standingsOf(
  tx: Transaction,
  org: string,
  names: readonly string[],
  view: StandingsView,
): Promise<Map<string, Standing>> {
  const {
    classes = [],
    kinds = [],
    subjects = [],
  } = Object.groupBy(names, (name) => (classNamed(name) !== undefined ? 'classes' : kindNamed(name) ? 'kinds' : 'subjects'));
  const standings = await recordStandingsOf(tx, org, subjects, view);
  for (const [kind, ofKind] of Map.groupBy(kinds, (name) => kindNamed(name)!.kind))
    for (const [name, standing] of await kindStandingsOf(tx, org, kind, ofKind, view)) standings.set(name, standing);
  for (const [name, standing] of await classStandingsOf(tx, org, classes, view)) standings.set(name, standing);
  return standings;
}

async function recordStandingsOf(
  tx: Transaction,
  org: string,
  subjects: readonly string[],
  { now, quietDays }: StandingsView,
): Promise<Map<string, Standing>> {
  if (subjects.length === 0) return new Map();
  const destroyed = await destructionStore.destroyedAmong(tx, org, subjects);
  const people = await peopleWith(tx, org, subjects.filter((subject) => !destroyed.has(subject))); // prettier-ignore
  const dues = await destructionStore.dueOf(tx, org, subjects);
  const unsettled = await dueDateStore.unsettled(tx, org, subjects);
  const erasures = await requestStore.grantedErasures(tx, org, subjects);
  const handled = await actStore.toBeDestroyed(tx, org, subjects, clinicalClass);
  const holds = await holdsOfPeople(tx, org, people, classesOfRecord);
  const everyone = [...people].flatMap(([subject, { records }]) => [subject, ...records.keys()]);
  const awaited = new Set((await requestStore.awaitingExport(tx, org, [...new Set(everyone)])).map(({ subject }) => subject));
  const standings = new Map<string, Standing>();
  for (const subject of destroyed) standings.set(subject, { obstacles: ['destroyed'], mergedWith: [], approvals: [] });
  for (const [subject, person] of people) {
    const record = person.records.get(subject);
    if (!record) continue;
    const due = dues.get(subject);
    const isLet = due !== undefined && (mayDestroy(clinicalClass, due) || handled.get(subject)?.some((act) => isOf(act, due)) === true);
    const isOver = isLet && isDue(due, dayEverywhere(now));
    const obstacles: LeftReason[] = [];
    if (holds.get(subject)!.length > 0) obstacles.push('hold');
    if ([...person.records.keys()].some((each) => awaited.has(each))) obstacles.push('request');
    if (!person.isWhole) obstacles.push('merged');
    if (!isOver || unsettled.has(subject)) obstacles.push('due-date');
    obstacles.push(...usesOf([...person.records.values()], now, quietDays));
    standings.set(subject, {
      ...(isOver && {
        item: {
          patientId: subject,
          retentionClasses: classesOfRecord,
          dueOn: due.dueOn!,
          rule: due.rule!,
          entries: record.streamVersion,
          lastEntry: record.recordedBy,
          ...(erasures.has(subject) && { requestId: erasures.get(subject)! }),
        },
      }),
      obstacles,
      mergedWith: [...person.records.keys()].filter((id) => id !== subject),
      approvals: due?.approvals ?? [],
    });
  }
  return standings;
}

/**
 * The same of a kind of entries, which may go before the rest of the record: where a rule has them destroyed alone, and
 * nothing stands against the record. Records that were merged have one date, and each its own entries.
 */
async function kindStandingsOf(
  tx: Transaction,
  org: string,
  kind: KindClass,
  names: readonly string[],
  { now, quietDays }: StandingsView,
): Promise<Map<string, Standing>> {
  const subjects = names.map((name) => kindNamed(name)!.patientId);
  const gone = await destructionStore.destroyedAmong(tx, org, subjects);
  for (const subject of await destructionStore.destroyedAmong(tx, org, subjects, kind)) gone.add(subject);
  const people = await peopleWith(tx, org, subjects.filter((subject) => !gone.has(subject))); // prettier-ignore
  const dues = await dueDateStore.keptDates(tx, org, kind, subjects);
  const unsettled = await dueDateStore.unsettled(tx, org, subjects);
  const holds = await holdsOfPeople(tx, org, people, [kind]);
  const everyone = [...people].flatMap(([subject, person]) => subjectsWith(subject, person));
  const awaited = new Set((await requestStore.awaitingExport(tx, org, [...new Set(everyone)])).map(({ subject }) => subject));
  const standings = new Map<string, Standing>();
  for (const patientId of gone) standings.set(nameOfKind({ patientId, kind }), { obstacles: ['destroyed'], mergedWith: [], approvals: [] });
  for (const [patientId, person] of people) {
    const record = person.records.get(patientId);
    const due = dues.get(patientId);
    if (!record || !due) continue;
    const isOver = mayDestroy(kind, due) && isDue(due, dayEverywhere(now));
    const obstacles: LeftReason[] = [];
    if (holds.get(patientId)!.length > 0) obstacles.push('hold');
    if (subjectsWith(patientId, person).some((each) => awaited.has(each))) obstacles.push('request');
    if (!person.isWhole) obstacles.push('merged');
    if (!isOver || unsettled.has(patientId)) obstacles.push('due-date');
    obstacles.push(...usesOf([...person.records.values()], now, quietDays));
    const { dueOn, rule } = due;
    const item = {
      patientId,
      retentionClasses: [kind],
      dueOn: dueOn!,
      rule: rule!,
      entries: record.streamVersion,
      lastEntry: record.recordedBy,
    };
    standings.set(nameOfKind({ patientId, kind }), { ...(isOver && { item }), obstacles, mergedWith: [], approvals: due.approvals ?? [] });
  }
  return standings;
}

/** The same of classes of the organisation: accesses of a year, which go together. */
async function classStandingsOf(
  tx: Transaction,
  org: string,
  classes: readonly string[],
  { now, keyring }: StandingsView,
): Promise<Map<string, Standing>> {
  const own = organisationStream(org);
  if (classes.length === 0) return new Map();
  const unsettled = await dueDateStore.unsettledClasses(tx, org, classes);
  const requested = await requestedYears(tx, org, classes, keyring);
  const standings = new Map<string, Standing>();
  for (const name of classes) {
    const due = (await dueDateStore.keptDates(tx, org, name, [own])).get(own);
    const year = yearOfAccessClass(name);
    if (!due || year === undefined) continue;
    const isDestroyed = (await destructionStore.destroyedAmong(tx, org, [own], name)).has(own);
    // Independent of the rules: of a year that goes on lines are still to come.
    const isOver = mayDestroy(name, due) && isDue(due, dayEverywhere(now)) && `${year}-12-31` < dayEverywhere(now);
    const obstacles: LeftReason[] = [];
    if (isDestroyed) obstacles.push('destroyed');
    if ((await holdsOfYear(tx, org, year)).length > 0) obstacles.push('hold');
    if (requested.has(name)) obstacles.push('request');
    if (!isOver || unsettled.has(name)) obstacles.push('due-date');
    standings.set(name, {
      ...(isOver && { item: { retentionClasses: [name], dueOn: due.dueOn!, rule: due.rule! } }),
      obstacles,
      mergedWith: [],
      approvals: due.approvals ?? [],
    });
  }
  return standings;
}

/**
 * Of these classes of accesses those that are a part of an answer to a person who waits for access: there is a key of
 * the class for the record, or for one that was merged with it, as someone looked at it in that year. Of a person of
 * whom not all is known it may be each of them.
 */
async function requestedYears(
  tx: Transaction,
  org: string,
  classes: readonly string[],
  keyring: StandingsView['keyring'],
): Promise<ReadonlySet<string>> {
  const waiting = await requestStore.awaitingAccess(tx, org);
  if (waiting.length === 0) return new Set();
  const people = await peopleWith(tx, org, waiting);
  const isUnknown = ({ records, isWhole }: Person): boolean => !isWhole || [...records.values()].some(({ unread }) => unread > 0);
  if ([...people.values()].some(isUnknown)) return new Set(classes);
  const requested = new Set<string>();
  for (const record of new Set([...people].flatMap(([subject, person]) => subjectsWith(subject, person)))) {
    const others = classes.filter((name) => !requested.has(name));
    if (others.length === 0) break;
    for (const name of await keyring.classesOf(org, record, others)) requested.add(name);
  }
  return requested;
}

/** Signs that the record, or one that was merged with it, is in use. */
function usesOf(records: readonly KnownRecord[], now: Date, quietDays: number): LeftReason[] {
  // Where an entry cannot be read, a stay may be open.
  const isOpen = records.some((record) => readableLife(record)?.stays.some(({ state }) => state === 'open') ?? true);
  const isRecent = records.some(({ recordedAt }) => instantMs(recordedAt) > now.getTime() - quietDays * dayMs);
  return [...(isOpen ? (['stay-open'] as const) : []), ...(isRecent ? (['recent-entry'] as const) : [])];
}
