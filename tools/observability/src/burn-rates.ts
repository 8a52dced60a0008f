import type { Alert, AlertGroup, Severity } from './alert.js';
import { objectives, type Objective } from './slos.js';

export interface RecordingRule {
  record: string;
  expression: string;
  labels?: Readonly<Record<string, string>>;
}

/** A rate at which the budget of 30 days burns, seen over a long window and still true over a short one. */
interface Burn {
  factor: number;
  long: string;
  short: string;
}

/**
 * From "The Site Reliability Workbook", chapter 5: 2 % of the budget of 30 days in an hour, or 5 % in six, call a
 * person; 10 % in a day, or in three, can wait for the morning.
 */
const burns: Readonly<Record<Severity, readonly Burn[]>> = {
  page: [
    { factor: 14.4, long: '1h', short: '5m' },
    { factor: 6, long: '6h', short: '30m' },
  ],
  ticket: [
    { factor: 3, long: '1d', short: '2h' },
    { factor: 1, long: '3d', short: '6h' },
  ],
};

const windows = [...new Set(Object.values(burns).flatMap((of) => of.flatMap(({ long, short }) => [short, long])))];
const recordOf = (window: string): string => `slo:everchart_errors:ratio_rate${window}`;

/** Share that was not good, of each objective and window. */
export const errorRatios: readonly RecordingRule[] = objectives.flatMap((objective) =>
  windows.map((window) => ({
    record: recordOf(window),
    expression: objective.errorRatio(window),
    labels: { slo: objective.name, service: objective.service },
  })),
);

const share = (value: number): string => String(Number(value.toPrecision(6)));

function expressionOf({ name, target }: Objective, severity: Severity): string {
  return burns[severity]
    .map(({ factor, long, short }) => {
      const limit = share(factor * (1 - target));
      return [long, short].map((window) => `${recordOf(window)}{slo="${name}"} > ${limit}`).join(' and ');
    })
    .map((both) => `(${both})`)
    .join('\nor\n');
}

const pascal = (name: string): string => name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

function alertsOf(objective: Objective): Alert[] {
  const { name, service, target, promise, means, actions } = objective;
  const labels = { slo: name, service, ...objective.labels };
  const named = objective.by.map((label) => `, ${label} {{ $labels.${label} }}`).join('');
  const common = { labels: { slo: name }, actions };
  const budget = 1 - target;
  return [
    {
      ...common,
      name: `Everchart${pascal(name)}BudgetBurnsFast`,
      severity: 'page',
      expression: expressionOf(objective, 'page'),
      summary: `The objective ${name} is missed so fast that its month would be used up within days${named}.`,
      means: `${promise}: ${share(target * 100)} % of them over 30 days. At present 14.4 times as many fail as that allows (over an hour and the last 5 minutes), or 6 times (over 6 hours and the last 30 minutes).\n\n${means}`,
      fires: { series: objective.series(Math.min(0.9, 20 * budget)), at: '70m', labels },
      quiet: { series: objective.series(4 * budget), at: '400m' },
    },
    {
      ...common,
      name: `Everchart${pascal(name)}BudgetBurns`,
      severity: 'ticket',
      expression: expressionOf(objective, 'ticket'),
      summary: `The objective ${name} will be missed this month if it goes on like this${named}.`,
      means: `${promise}: ${share(target * 100)} % of them over 30 days. At present 3 times as many fail as that allows (over a day and the last 2 hours), or all that it allows (over 3 days and the last 6 hours).\n\n${means}`,
      fires: { series: objective.series(2 * budget), at: '400m', labels },
      quiet: { series: objective.series(0.5 * budget), at: '400m' },
    },
  ];
}

/** Two alerts for each objective: one that calls a person, one that waits for the morning. */
export const objectiveAlerts: AlertGroup = { name: 'objectives', title: 'Objectives', alerts: objectives.flatMap(alertsOf) };
