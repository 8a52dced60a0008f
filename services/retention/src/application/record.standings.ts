import type { Transaction } from '@everchart/postgres';
import { instantMs } from '@everchart/primitives';
import { isDue } from '@everchart/retention-rules';
import { classesOfRecord, dayEverywhere, isOf, mayDestroy, type LeftReason, type Standing } from '../domain/destruction.js';
import { readableLife, type KnownRecord } from '../domain/known-record.js';
import { actStore } from '../infrastructure/act.store.js';
import { destructionStore } from '../infrastructure/destruction.store.js';
import { dueDateStore } from '../infrastructure/due-date.store.js';
import { requestStore } from '../infrastructure/request.store.js';
import { clinicalClass } from './due-dates.js';
import { holdsOfPeople } from './holds.js';
import { peopleWith } from './people.js';

const dayMs = 24 * 3_600_000;

/**
 * What records are now, as far as their destruction goes. Under the lock of destructions it is what holds.
 * @param quietDays in which nothing may have been recorded
 * @returns by subject; a record that is not known is absent
 */
export async function standingsOf(
  tx: Transaction,
  org: string,
  subjects: readonly string[],
  { now, quietDays }: { now: Date; quietDays: number },
): Promise<Map<string, Standing>> {
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

/** Signs that the record, or one that was merged with it, is in use. */
function usesOf(records: readonly KnownRecord[], now: Date, quietDays: number): LeftReason[] {
  // Where an entry cannot be read, a stay may be open.
  const isOpen = records.some((record) => readableLife(record)?.stays.some(({ state }) => state === 'open') ?? true);
  const isRecent = records.some(({ recordedAt }) => instantMs(recordedAt) > now.getTime() - quietDays * dayMs);
  return [...(isOpen ? (['stay-open'] as const) : []), ...(isRecent ? (['recent-entry'] as const) : [])];
}
