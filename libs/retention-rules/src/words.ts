import type { DueDate, Input, Rule, RuleReference } from '@everchart/contracts-retention';

const triggers: Readonly<Record<string, string>> = {
  'last-entry': 'the last entry',
  'last-contact': 'the last contact',
  discharge: 'the discharge',
  'end-of-care-process': 'the end of the care process',
  completion: 'the completion',
  act: 'the act',
  death: 'the death',
  birth: 'the birth',
  'birth-of-last-child': 'the birth of the last child',
  'end-of-employment': 'the end of employment',
  'log-line': 'the last line of the log',
  deregistration: 'the deregistration',
  'authority-order': 'the order of an authority',
  jurisdiction: 'the law of one of the facilities',
  rule: 'a rule of one of the facilities',
  'readable-facts': 'facts of the record that can be read; the log of the service says what fails',
  'rule-outcome': 'an outcome of the rules, which fail on this record; the log of the service says where',
};

/**
 * An explanation in sentences, the most important one first.
 * @param ruleOf a rule by its reference, where it is still adopted in that version: its title is said then
 */
export function wordsOf(due: DueDate, ruleOf: (reference: RuleReference) => Rule | undefined): string[] {
  const named = (reference: RuleReference): string => {
    const { ruleSetId, ruleSetVersion, ruleId, version, facilityId } = reference;
    const title = ruleOf(reference)?.title;
    const where = facilityId === undefined ? '' : `, for ${facilityId}`;
    return `${title === undefined ? '' : `"${title}" `}(rule ${ruleId}, version ${version}, of set ${ruleSetId}, version ${ruleSetVersion}${where})`;
  };
  return [
    headOf(due, named),
    ...due.inputs.map(inputInWords),
    ...due.lost.map(({ rule, keptThrough, reason }) => {
      const until = keptThrough === undefined ? '' : `: it demands to keep the record through ${keptThrough}`;
      if (reason === 'no-minimum') return `${capital(named(rule))} applies and demands nothing.`;
      const because = reason === 'duty-ended' ? ' because the duty has ended' : '';
      return `${capital(named(rule))} applies and does not decide${because}${until}.`;
    }),
    ...due.conflicts.map(
      ({ rule, goneBy }) =>
        `Conflict: by ${named(rule)} the record has to be gone after ${goneBy}. A person decides; the date does not move.`,
    ),
    ...missingInWords(due, named),
  ];
}

type Named = (reference: RuleReference) => string;

function headOf({ status, keptThrough, dueOn, rule }: DueDate, named: Named): string {
  switch (status) {
    case 'due-on':
      return `The record is kept through ${keptThrough!}, and due from ${dueOn!} on, by ${named(rule!)}.`;
    case 'forever':
      return `The record is kept permanently, by ${named(rule!)}.`;
    case 'suspended':
      return `The record is kept while a case runs, by ${named(rule!)}.`;
    case 'no-rule':
      return 'No rule says how long the record is kept: it is never due until one does.';
    case 'unknown':
      return 'How long the record is kept is not known: it is never due until what is missing is known.';
  }
}

function inputInWords({ trigger, date, until, eventIds }: Input): string {
  const what = capital(triggers[trigger] ?? trigger.replaceAll('-', ' '));
  const when = date === undefined ? 'is not known' : until === undefined ? `was on ${date}` : `lasted from ${date} until ${until}`;
  return `${what} ${when}${eventIds.length === 0 ? '' : `, by ${eventIds.length === 1 ? 'event' : 'events'} ${eventIds.join(', ')}`}.`;
}

/** What is missing for several rules is one thing to find out. */
function missingInWords({ missing }: DueDate, named: Named): string[] {
  return [...Map.groupBy(missing, ({ trigger }) => trigger)].map(([trigger, each]) => {
    const rules = each.flatMap(({ rule }) => (rule ? named(rule) : []));
    const needed = rules.length === 0 ? '' : `; needed by ${rules.join(', ')}`;
    return `Missing: ${triggers[trigger] ?? trigger.replaceAll('-', ' ')}${needed}.`;
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
