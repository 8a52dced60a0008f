import { stringify } from 'yaml';

/** Where alerts go: who they call, who gets them as a list, and the timer that notices when none come any more. */
export const receivers = { page: 'on-call', ticket: 'tickets', watchdog: 'dead-man-switch', others: 'others' } as const;

/** What the routes are tested with: labels of an alert, and the receiver that gets it. */
export const routeCases: readonly { labels: Readonly<Record<string, string>>; receiver: string }[] = [
  { labels: { alertname: 'EverchartChainFault', severity: 'page', never: 'true', service: 'ingest' }, receiver: receivers.page },
  { labels: { alertname: 'EverchartRecordBudgetBurnsFast', severity: 'page', slo: 'record' }, receiver: receivers.page },
  { labels: { alertname: 'EverchartRecordBudgetBurns', severity: 'ticket', slo: 'record' }, receiver: receivers.ticket },
  { labels: { alertname: 'EverchartWatchdog', severity: 'ticket' }, receiver: receivers.watchdog },
  // Of other systems that share this Alertmanager.
  { labels: { alertname: 'SomethingElse', severity: 'warning' }, receiver: receivers.others },
];

/**
 * Routes and inhibitions. The receivers are names only: how a person is called is the operator's choice, and is put in
 * by the chart.
 */
export function alertmanagerFile(): string {
  const config = {
    route: {
      receiver: receivers.others,
      group_by: ['alertname', 'service', 'org', 'destination'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '4h',
      routes: [
        {
          matchers: ['alertname = "EverchartWatchdog"'],
          receiver: receivers.watchdog,
          group_wait: '0s',
          group_interval: '1m',
          repeat_interval: '1m',
        },
        // What must not happen once is not gathered with others, and is said again until it is mended.
        { matchers: ['alertname =~ "Everchart.+"', 'never = "true"'], receiver: receivers.page, group_wait: '0s', repeat_interval: '1h' },
        { matchers: ['alertname =~ "Everchart.+"', 'severity = "page"'], receiver: receivers.page },
        { matchers: ['alertname =~ "Everchart.+"', 'severity = "ticket"'], receiver: receivers.ticket, repeat_interval: '1d' },
      ],
    },
    inhibit_rules: [
      // The slow burn of an objective says nothing new while the fast one calls.
      {
        source_matchers: ['severity = "page"', 'slo != ""'],
        target_matchers: ['severity = "ticket"', 'slo != ""'],
        equal: ['slo', 'org', 'destination'],
      },
      // Without any process of a service, what its absence brings about is no news. What must not happen once is.
      {
        source_matchers: ['alertname = "EverchartServiceAway"'],
        target_matchers: ['alertname != "EverchartServiceAway"', 'never != "true"', 'service != ""'],
        equal: ['service'],
      },
    ],
    receivers: Object.values(receivers).map((name) => ({ name })),
  };
  return `# Made by \`npm run generate\` from tools/observability: change the sources there, not this file.\n${stringify(config, { lineWidth: 0 })}`;
}
