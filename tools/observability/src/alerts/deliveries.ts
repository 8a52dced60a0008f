import type { AlertGroup } from '../alert.js';

const clinic = { org: 'home', destination: 'clinic' };
const of = (metric: string, more = ''): string => `${metric}{service="integration",org="home",destination="clinic"${more && `,${more}`}}`;

/** Deliveries to hospitals. */
export const deliveryAlerts: AlertGroup = {
  name: 'deliveries',
  title: 'Deliveries',
  alerts: [
    {
      name: 'EverchartHospitalGetsNothing',
      severity: 'page',
      expression: 'max by (org, destination) (everchart_integration_oldest_unsettled_seconds) > 600',
      for: '5m',
      labels: { service: 'integration' },
      summary: 'A message to {{ $labels.destination }} of {{ $labels.org }} waits for more than ten minutes.',
      means: 'The hospital does not know what was recorded. Nothing is lost, and the order of each patient is kept.',
      actions: [
        '`GET /v1/orgs/{org}/destinations` shows the code of the last fault, and `pausedAt` of one that was paused on purpose.',
        'Attempts that fail: the address, the network, a certificate. No attempts: no process has the role `sender`.',
        'Only `held` or `unmade` ones are old: see EverchartPersonMustDecide.',
        'More: [sending](../operations-integration.md#sending).',
      ],
      fires: { series: { [of('everchart_integration_oldest_unsettled_seconds')]: '0+60x60' }, at: '30m', labels: clinic },
      quiet: { series: { [of('everchart_integration_oldest_unsettled_seconds')]: '120x60' }, at: '30m' },
    },
    {
      name: 'EverchartPersonMustDecide',
      severity: 'ticket',
      expression: 'sum by (org, destination, state) (everchart_integration_unsettled_deliveries{state=~"held|unmade"}) > 0',
      for: '15m',
      labels: { service: 'integration' },
      summary: 'Messages to {{ $labels.destination }} of {{ $labels.org }} are {{ $labels.state }}: a person decides.',
      means:
        '`held`: the receiver refused it, or never answered it, or its key is not there. `unmade`: no message could be made of the event. Later messages of these patients wait behind `held` ones.',
      actions: ['`GET /v1/orgs/{org}/deliveries?state=held` (or `unmade`) has the reason; then `retry` or `discard`.'],
      fires: {
        series: { [of('everchart_integration_unsettled_deliveries', 'state="held"')]: '1x40' },
        at: '30m',
        labels: { ...clinic, state: 'held' },
      },
      quiet: { series: { [of('everchart_integration_unsettled_deliveries', 'state="queued"')]: '9x40' }, at: '30m' },
    },
    {
      name: 'EverchartAnswersNotUnderstood',
      severity: 'ticket',
      expression:
        'sum by (org, destination, outcome) (rate(everchart_integration_attempts_total{outcome=~"answer-unusable|answer-unknown"}[10m])) > 0',
      for: '15m',
      labels: { service: 'integration' },
      summary: 'What {{ $labels.destination }} of {{ $labels.org }} answers is of no use ({{ $labels.outcome }}).',
      means: 'Its messages will be held one after the other, as nothing says whether they arrived.',
      actions: ['Look at the receiver with its operator before they are held: an answer must name the control id of the message.'],
      fires: {
        series: { [of('everchart_integration_attempts_total', 'outcome="answer-unusable"')]: '0+1x60' },
        at: '40m',
        labels: { ...clinic, outcome: 'answer-unusable' },
      },
      quiet: { series: { [of('everchart_integration_attempts_total', 'outcome="delivered"')]: '0+9x60' }, at: '40m' },
    },
    {
      name: 'EverchartRefusedAfterAcknowledged',
      severity: 'ticket',
      expression: 'sum by (org, destination, code) (increase(everchart_integration_late_answers_total{code=~"AE|AR|CE|CR"}[15m])) > 0',
      labels: { service: 'integration' },
      summary: '{{ $labels.destination }} of {{ $labels.org }} refused a message after it had acknowledged it, or after the time was up.',
      means: 'It counts as delivered here, and the hospital may not have it.',
      actions: ['`answer.late` in the log names it by its control id: talk to the operator of the receiver.'],
      fires: {
        series: { [of('everchart_integration_late_answers_total', 'code="AE"')]: '0 0 1 1 1' },
        at: '4m',
        labels: { ...clinic, code: 'AE' },
      },
      quiet: { series: { [of('everchart_integration_late_answers_total', 'code="AA"')]: '0 0 1 1 1' }, at: '4m' },
    },
    {
      name: 'EverchartNoSender',
      severity: 'page',
      expression: 'sum(everchart_integration_unsettled_deliveries) > 0\nand\nsum(everchart_integration_destinations_held) == 0',
      for: '2m',
      labels: { service: 'integration' },
      summary: 'Messages wait, and no process sends.',
      means: 'No hospital gets anything.',
      actions: ['Start a process of integration with the role `sender`.'],
      fires: {
        series: {
          [of('everchart_integration_unsettled_deliveries', 'state="queued"')]: '3x20',
          'everchart_integration_destinations_held{service="integration"}': '0x20',
        },
        at: '10m',
      },
      quiet: {
        series: {
          [of('everchart_integration_unsettled_deliveries', 'state="queued"')]: '3x20',
          'everchart_integration_destinations_held{service="integration"}': '1x20',
        },
        at: '10m',
      },
    },
  ],
};
