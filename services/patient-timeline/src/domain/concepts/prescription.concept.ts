import { saysNoneKnown, type ClinicalEventData } from '@everchart/contracts-clinical';
import { compareInstants, utcOf } from '@everchart/primitives';
import {
  factsOfKind,
  originOf,
  originsOf,
  slotOf,
  stated,
  withOrigin,
  type Fact,
  type FactDraft,
  type TopicFacts,
} from '@everchart/clinical-facts';
import { medicineNames, type Names } from '../medicine-names.js';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';

type Terms = Omit<ClinicalEventData['medication.changed'], 'prescriptionId' | 'changeLog' | 'stayId'>;
type Stopped = ClinicalEventData['medication.stopped'];

const topicOf = (prescriptionId: string): string => `prescription/${prescriptionId.toLowerCase()}`;

/**
 * What the patient is to take. A change replaces the terms that it names. Doses that name the prescription are kept
 * beside it: the last one given, the last one not given, and what became of each of the latest due times.
 */
export const prescription: Concept = {
  prefix: 'prescription',
  reads: {
    'medication.prescribed': (data, { eventId, actor }) => {
      const topic = topicOf(eventId);
      // It had ended before it was recorded here, or says that no medicine is known: nothing is to be taken.
      if (endedStatuses.has(data.status) || saysNoneKnown(data.medication)) return [];
      return [
        { topic, slot: 'prescribed', value: stated({ by: actor, status: data.status }) },
        ...terms(topic, data).map((draft): FactDraft => ({ ...draft, opening: true })),
      ];
    },
    'medication.changed': ({ prescriptionId, changeLog, ...data }, { actor }) => {
      const topic = topicOf(prescriptionId);
      return [{ topic, slot: 'changed', value: { reason: changeLog.reason, by: actor } }, ...terms(topic, data)];
    },
    'medication.stopped': ({ prescriptionId, reason, reasonCode, stoppedAt }, { actor }) => [
      { topic: topicOf(prescriptionId), slot: 'stopped', value: stated({ reason, reasonCode, stoppedAt, by: actor }) },
    ],
    'medication.administered': ({ prescriptionId, dose, scheduledAt }, { actor }) =>
      ofPrescription(prescriptionId, scheduledAt, 'given', { slot: 'last-given', value: stated({ dose, scheduledAt, by: actor }) }),
    'medication.not-given': ({ prescriptionId, kind, reason, scheduledAt }, { actor }) =>
      ofPrescription(prescriptionId, scheduledAt, kind, {
        slot: 'last-not-given',
        value: stated({ kind, reason, scheduledAt, by: actor }),
      }),
  },
  settled: (facts) => isStopped(facts['stopped']),
  trim: (facts) => {
    const due = Object.keys(facts).filter((slot) => slot.startsWith('due/'));
    if (due.length <= dueTimesKept) return facts;
    const gone = new Set(due.sort().slice(0, -dueTimesKept));
    return Object.fromEntries(Object.entries(facts).filter(([slot]) => !gone.has(slot)));
  },
  /** What is to be taken. Periods and due times are not compared with the clock: that is up to who reads. */
  shows: (facts) =>
    facts['prescribed'] && !isStopped(facts['stopped'])
      ? [
          {
            section: 'prescriptions',
            rank: newest(facts['prescribed']),
            names: namesOf(facts),
            value: describe(facts, facts['prescribed']),
          },
        ]
      : [],
};

/**
 * Due times of a prescription whose outcome is kept: the latest. More than a day's, so that a reader who computes what
 * is overdue finds what was done.
 */
export const dueTimesKept = 8;

const endedStatuses: ReadonlySet<ClinicalEventData['medication.prescribed']['status']> = new Set(['completed', 'stopped', 'cancelled']);

/**
 * The terms that an entry names. A dose is stated as a quantity, in words, or both: a new statement replaces the whole
 * dose.
 */
export function statedTerms({ dose, doseText, medication, route, schedule, period, reasons, prescriber, note }: Partial<Terms>) {
  const doseStated = dose === undefined && doseText === undefined ? undefined : stated({ dose, doseText });
  return stated({ medication, dose: doseStated, route, schedule, period, reasons, prescriber, note });
}

function terms(topic: string, named: Partial<Terms>): FactDraft[] {
  return Object.entries(statedTerms(named)).map(([slot, value]) => ({ topic, slot, value }));
}

function ofPrescription(
  prescriptionId: string | undefined,
  scheduledAt: string | undefined,
  outcome: string,
  last: Pick<FactDraft, 'slot' | 'value'>,
): FactDraft[] {
  if (prescriptionId === undefined) return [];
  const topic = topicOf(prescriptionId);
  if (scheduledAt === undefined) return [{ topic, ...last }];
  const slot = slotOf('due', utcOf(scheduledAt));
  return [
    { topic, ...last },
    { topic, slot, value: { scheduledAt, outcome } },
  ];
}

/**
 * A stop that was announced for later leaves the prescription in the list until then: only a reader knows what time it
 * is.
 */
function isStopped(stop: Fact | undefined): boolean {
  if (!stop) return false;
  const { stoppedAt } = stop.value as Stopped;
  return stoppedAt === undefined || !isAfter(stoppedAt, stop.occurredAt);
}

/** Compared as precisely as the date is stated. */
function isAfter(stated: string, time: string): boolean {
  return stated.length <= 'YYYY-MM-DD'.length ? stated > time.slice(0, stated.length) : utcOf(stated) > utcOf(time);
}

function namesOf({ medication }: TopicFacts): Names {
  return medication ? medicineNames(medication.value as Terms['medication'] & object) : [];
}

const termSlots = ['medication', 'route', 'schedule', 'period', 'reasons', 'prescriber', 'note'] as const;

function describe(facts: TopicFacts, prescribed: Fact): Record<string, unknown> {
  const origin = (slot: string): Record<string, unknown> | undefined => facts[slot] && withOrigin(facts[slot]);
  const changed = [...termSlots, 'dose'].flatMap((slot) => {
    const fact = facts[slot];
    return fact && fact.entryId !== prescribed.entryId ? [[slot, fact] as const] : [];
  });
  return stated({
    prescriptionId: prescribed.entryId,
    ...Object.fromEntries(termSlots.map((slot) => [slot, facts[slot]?.value])),
    ...(facts['dose']?.value as object | undefined),
    status: (prescribed.value as { status?: string }).status,
    prescribedBy: (prescribed.value as { by: string }).by,
    changed: origin('changed'),
    stops: origin('stopped'),
    lastGiven: origin('last-given'),
    lastNotGiven: origin('last-not-given'),
    dueTimes: factsOfKind(facts, 'due')
      .sort((a, b) => compareInstants(scheduledAt(b), scheduledAt(a)))
      .map(withOrigin),
    ...originOf(prescribed),
    origins: changed.length === 0 ? undefined : originsOf(Object.fromEntries(changed)),
  });
}

function scheduledAt(fact: Fact): string {
  return (fact.value as { scheduledAt: string }).scheduledAt;
}
