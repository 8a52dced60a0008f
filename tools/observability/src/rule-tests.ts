import type { Alert, AlertGroup, FiringCase, RuleCase } from './alert.js';
import { alertGroups } from './alerts.js';
import { objectiveAlerts } from './burn-rates.js';
import { labelsOf, runbookOf } from './rules.js';

/** One test of promtool: series, and the alerts that must be there at a moment. */
interface PromtoolTest {
  name: string;
  interval: string;
  input_series: { series: string; values: string }[];
  alert_rule_test: { eval_time: string; alertname: string; exp_alerts: object[] }[];
}

function test(name: string, alertname: string, { series, at }: RuleCase, expected: object[]): PromtoolTest {
  return {
    name,
    interval: '1m',
    input_series: Object.entries(series).map(([of, values]) => ({ series: of, values })),
    alert_rule_test: [{ eval_time: at, alertname, exp_alerts: expected }],
  };
}

function expectedAlert(group: AlertGroup, alert: Alert, { labels = {} }: FiringCase): object {
  const all: Record<string, string> = { ...labels, ...labelsOf(alert) };
  return {
    exp_labels: all,
    exp_annotations: {
      summary: alert.summary.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => all[label] ?? ''),
      runbook_url: runbookOf(group, alert),
    },
  };
}

/**
 * For `promtool test rules`, a test file for each group: each alert is raised by one case, and by the other it is not.
 * @param folder where the files of rules are
 */
export function ruleTests(folder: string): Map<string, object> {
  return new Map(
    alertGroups.map((group) => {
      const ofWindows = group === objectiveAlerts;
      const content = {
        rule_files: (ofWindows ? ['recorded', group.name] : [group.name]).map((name) => `${folder}/${name}.yaml`),
        // Windows of days over all objectives: looking less often takes seconds instead of minutes.
        evaluation_interval: ofWindows ? '10m' : '1m',
        // What is recorded at a moment is there when the alerts look at it; promtool takes files in any order.
        ...(ofWindows ? { group_eval_order: ['everchart-error-ratios', 'everchart-peaks', `everchart-${group.name}`] } : {}),
        tests: group.alerts.flatMap((alert) => [
          test(`${alert.name} is raised`, alert.name, alert.fires, [expectedAlert(group, alert, alert.fires)]),
          ...(alert.quiet ? [test(`${alert.name} is not raised`, alert.name, alert.quiet, [])] : []),
        ]),
      };
      return [group.name, content];
    }),
  );
}
