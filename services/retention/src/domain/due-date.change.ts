import type { DueDate, RetentionEventData } from '@everchart/contracts-retention';

type Change = RetentionEventData['due-date.changed'];

const causes: Readonly<Record<string, Change['cause']>> = {
  birth: 'birth',
  death: 'death',
  discharge: 'discharge',
  'end-of-care-process': 'discharge',
  'last-entry': 'entry',
  'last-contact': 'entry',
};

/** What has changed since the date before, and why. @param before another one */
export function changeOf(before: DueDate | undefined, due: DueDate): Omit<Change, 'due' | 'retentionClass'> {
  const known = new Set(before?.inputs.map((input) => JSON.stringify(input)));
  const added = due.inputs.filter((input) => !known.has(JSON.stringify(input)));
  const [first] = added;
  const cause = !before ? 'first' : first ? (causes[first.trigger] ?? 'fact') : rulesOf(before) === rulesOf(due) ? 'other' : 'rules';
  return {
    cause,
    causedBy: [...new Set(added.flatMap(({ eventIds }) => eventIds))].slice(0, 20),
    shortens: before !== undefined && ends(due) < ends(before),
    ...(before && { was: { status: before.status, ...(before.keptThrough === undefined ? {} : { keptThrough: before.keptThrough }) } }),
  };
}

/** What has no end that is known ends after everything else. */
export function ends({ status, keptThrough }: DueDate): string {
  return status === 'due-on' ? keptThrough! : '9999-99-99';
}

function rulesOf({ rule, lost }: DueDate): string {
  return JSON.stringify([rule, lost.map((each) => each.rule)]);
}
