import { stringify } from 'yaml';
import type { Alert, AlertGroup } from './alert.js';
import { alertGroups } from './alerts.js';
import { errorRatios, type RecordingRule } from './burn-rates.js';
import { peaks } from './peaks.js';

const heading = '# Made by `npm run generate` from tools/observability: change the sources there, not this file.\n';
const asYaml = (content: object): string => heading + stringify(content, { lineWidth: 0 });

/** Path of an alert's runbook in the repository, which charts and receivers may put a base before. */
export const runbookOf = (group: AlertGroup, { name }: Alert): string => `docs/runbooks/${group.name}.md#${name.toLowerCase()}`;

/** Labels that the rule gives to its alert. */
export function labelsOf({ severity, never, labels }: Alert): Record<string, string> {
  return { ...labels, severity, ...(never ? { never: 'true' } : {}) };
}

function alertRule(group: AlertGroup, alert: Alert): object {
  return {
    alert: alert.name,
    expr: alert.expression,
    ...(alert.for === undefined ? {} : { for: alert.for }),
    labels: labelsOf(alert),
    annotations: { summary: alert.summary, runbook_url: runbookOf(group, alert) },
  };
}

function recordingRule({ record, expression, labels }: RecordingRule): object {
  return { record, expr: expression, ...(labels ? { labels } : {}) };
}

/** Files of rules by their name, as Prometheus reads them and as the `spec` of a PrometheusRule has them. */
export function ruleFiles(): Map<string, string> {
  const recorded = {
    groups: [
      { name: 'everchart-error-ratios', rules: errorRatios.map(recordingRule) },
      { name: 'everchart-peaks', rules: peaks.map(recordingRule) },
    ],
  };
  return new Map([
    ['recorded.yaml', asYaml(recorded)],
    ...alertGroups.map((group): [string, string] => [
      `${group.name}.yaml`,
      asYaml({ groups: [{ name: `everchart-${group.name}`, rules: group.alerts.map((alert) => alertRule(group, alert)) }] }),
    ]),
  ]);
}
