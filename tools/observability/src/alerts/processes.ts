import type { AlertGroup } from '../alert.js';

const services = ['ingest', 'patient-timeline', 'integration', 'retention'];
const started = (service: string): string => `process_start_time_seconds{service="${service}",instance="${service}:1"}`;
const requests = (release: string): string =>
  `everchart_http_requests_total{service="ingest",operation="A_b",org="home",release="${release}",code="201"}`;

/** Processes and releases. */
export const processAlerts: AlertGroup = {
  name: 'processes',
  title: 'Processes and releases',
  alerts: [
    {
      name: 'EverchartWatchdog',
      severity: 'ticket',
      expression: 'vector(1)',
      summary: 'Always there: alerts arrive.',
      means:
        'The receiver has a timer that this one winds up. When it stops coming, Prometheus or Alertmanager is away, and no other alert comes, either.',
      actions: ['Nothing while it comes. When it stops: Prometheus, Alertmanager, and the way from them to the receiver.'],
      fires: { series: { 'up{job="everchart"}': '1x5' }, at: '2m' },
    },
    {
      name: 'EverchartServiceAway',
      severity: 'page',
      expression: services.map((service) => `absent(process_start_time_seconds{service="${service}"})`).join('\nor\n'),
      for: '2m',
      summary: 'No process of {{ $labels.service }} is seen.',
      means: 'All of them are down, or Prometheus does not find them: then no other alert of this service can come, either.',
      actions: [
        'Do its pods run? Then look at Prometheus, page "Targets": the network policy, the token (`METRICS_TOKEN`), the labels of the ServiceMonitor.',
      ],
      fires: {
        series: Object.fromEntries(services.slice(1).map((service) => [started(service), '1x20'])),
        at: '10m',
        labels: { service: 'ingest' },
      },
      quiet: { series: Object.fromEntries(services.map((service) => [started(service), '1x20'])), at: '10m' },
    },
    {
      name: 'EverchartProcessDown',
      severity: 'ticket',
      expression: 'up{job="everchart"} == 0',
      for: '5m',
      summary: 'The process {{ $labels.instance }} does not answer.',
      means: 'One of several; the others go on. What it counted since the last look is lost to the counters.',
      actions: ['Why does it not start, or not answer: its log, its limits of memory, its node.'],
      fires: {
        series: { 'up{job="everchart",instance="ingest:1"}': '0x20' },
        at: '10m',
        labels: { job: 'everchart', instance: 'ingest:1' },
      },
      quiet: { series: { 'up{job="everchart",instance="ingest:1"}': '0 0 1x20' }, at: '10m' },
    },
    {
      name: 'EverchartProcessRestarts',
      severity: 'ticket',
      expression: 'sum by (service, instance) (changes(process_start_time_seconds{service=~".+"}[30m])) > 3',
      summary: 'The process {{ $labels.instance }} of {{ $labels.service }} was started again more than three times within half an hour.',
      means: 'It ends when it cannot go on, or is killed for its memory. Others do its work.',
      actions: ['The last lines of its log before it ended; the reason of the last state of the pod (`OOMKilled`).'],
      fires: {
        series: { [started('ingest')]: '1 1 2 2 3 3 4 4 5 5 6 6' },
        at: '12m',
        labels: { service: 'ingest', instance: 'ingest:1' },
      },
      quiet: { series: { [started('ingest')]: '1 1 1 1 2 2 2 2' }, at: '8m' },
    },
    {
      name: 'EverchartEventLoopSlow',
      severity: 'ticket',
      expression: 'max by (service, instance) (nodejs_eventloop_lag_p99_seconds{service=~".+"}) > 0.25',
      for: '10m',
      summary: 'The process {{ $labels.instance }} of {{ $labels.service }} is busy for a quarter of a second at a time.',
      means: 'Every request to it waits that long.',
      actions: ['Processor: is the pod throttled? Very large JSON batches (NDJSON is lighter)?'],
      fires: {
        series: { 'nodejs_eventloop_lag_p99_seconds{service="ingest",instance="ingest:1"}': '0.5x30' },
        at: '20m',
        labels: { service: 'ingest', instance: 'ingest:1' },
      },
      quiet: { series: { 'nodejs_eventloop_lag_p99_seconds{service="ingest",instance="ingest:1"}': '0.11x30' }, at: '20m' },
    },
    {
      name: 'EverchartRequestsFail',
      severity: 'ticket',
      expression:
        'sum by (service) (rate(everchart_http_requests_total{code=~"5.."}[10m]))\n> 0.05 * sum by (service) (rate(everchart_http_requests_total[10m]))',
      for: '10m',
      summary: 'One answer in twenty of {{ $labels.service }} is a fault of the suite.',
      means: 'Of ingest and patient-timeline the objectives say more. Of integration and retention: engineers and auditors do not get on.',
      actions: [
        'Dashboard of the service, "Answers by code": which operation, which release, which organisation? The log\'s `request.failed`.',
      ],
      fires: {
        series: {
          'everchart_http_requests_total{service="retention",operation="A_b",org="home",release="1.0.0",code="500"}': '0+10x60',
          'everchart_http_requests_total{service="retention",operation="A_b",org="home",release="1.0.0",code="200"}': '0+50x60',
        },
        at: '30m',
        labels: { service: 'retention' },
      },
      quiet: {
        series: {
          'everchart_http_requests_total{service="retention",operation="A_b",org="home",release="1.0.0",code="500"}': '0+1x60',
          'everchart_http_requests_total{service="retention",operation="A_b",org="home",release="1.0.0",code="200"}': '0+50x60',
        },
        at: '30m',
      },
    },
    {
      name: 'EverchartTwoReleasesAnswer',
      severity: 'ticket',
      expression:
        'count by (service, org) (sum by (service, org, release) (rate(everchart_http_requests_total{org!="",code!="421"}[5m])) > 0) > 1',
      for: '1h',
      summary: 'Two releases of {{ $labels.service }} have answered for {{ $labels.org }} for an hour.',
      means:
        'Users of one organisation do not see the same. Normal for minutes while an organisation without an assignment is upgraded, or while a tester has another release.',
      actions: [
        'Assign the organisation to one release, or end the roll-out. A user who tests: remove the override when the test is over.',
      ],
      fires: {
        series: { [requests('1.0.0')]: '0+10x100', [requests('1.1.0')]: '0+10x100' },
        at: '80m',
        labels: { service: 'ingest', org: 'home' },
      },
      quiet: { series: { [requests('1.0.0')]: '0+10x20 200x80', [requests('1.1.0')]: '0x15 0+10x85' }, at: '80m' },
    },
  ],
};
