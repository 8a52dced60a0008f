import type { AlertGroup } from '../alert.js';

const edge = (service: string): string =>
  `everchart_edge_requests_total{service="${service}",operation="A_b",org="home",release="1.0.0",code="200",why=""}`;
const counted = (service: string): string =>
  `everchart_http_requests_total{service="${service}",operation="A_b",org="home",release="1.0.0",code="200"}`;
const probe = (result: string): string =>
  `everchart_probe_results_total{service="prober",probe="record",connection="kept",result="${result}"}`;

/** What clients see, and whether all of it is counted: the edge and the prober. */
export const frontAlerts: AlertGroup = {
  name: 'front',
  title: 'Edge, prober and counts',
  alerts: [
    {
      name: 'EverchartProbeFails',
      severity: 'page',
      expression:
        'sum by (probe) (increase(everchart_probe_results_total{result="failed"}[5m]))\n> 0.1 * sum by (probe) (increase(everchart_probe_results_total[5m]))',
      for: '2m',
      summary: 'One in ten tries of the prober to {{ $labels.probe }} fails.',
      means:
        'The prober does what an app does, from outside. What it cannot do, people cannot do, either; it also sees resets and refused connections, which no counter of the suite has.',
      actions: [
        '`everchart_probe_requests_total` by `outcome` and `code`: an answer, a reset, a refused connection, or none in time?',
        'An alert of ingest or patient-timeline beside it says where. None: the edge, its certificate, the network before it.',
      ],
      fires: { series: { [probe('failed')]: '0+2x20', [probe('ok')]: '0+4x20' }, at: '12m', labels: { probe: 'record' } },
      quiet: { series: { [probe('failed')]: '0 1x20', [probe('ok')]: '0+6x20' }, at: '12m' },
    },
    {
      name: 'EverchartConnectionsReset',
      severity: 'ticket',
      expression: 'sum by (connection) (increase(everchart_probe_resets_total[30m])) > 3',
      summary: 'Connections of the prober ({{ $labels.connection }}) break off before there is an answer.',
      means: 'Apps send again what was not answered, so nothing is lost. No log and no counter of the suite shows these.',
      actions: ['At what times? With each roll-out: what is before the pods sends to them for longer than they drain.'],
      fires: {
        series: { 'everchart_probe_resets_total{service="prober",connection="kept"}': '0+1x40' },
        at: '30m',
        labels: { connection: 'kept' },
      },
      quiet: { series: { 'everchart_probe_resets_total{service="prober",connection="kept"}': '0 1 2 2x40' }, at: '30m' },
    },
    {
      name: 'EverchartCountsLost',
      severity: 'page',
      never: true,
      expression:
        'sum by (service) (increase(everchart_request_counts_dropped_total[1h])) > 0\nor\nmax by (service) (everchart_edge_metrics_lost) > 0',
      summary: 'Requests of {{ $labels.service }} are in no count.',
      means:
        'Half hours of requests could not be put on record for two days, or the edge had no room for more series. The access log of the edge still has each request.',
      actions: [
        'Of a service: its database was away; mend that one.',
        'Of the edge: [more organisations and operations than its memory holds](../operations-edge.md).',
      ],
      fires: {
        series: { 'everchart_request_counts_dropped_total{service="ingest"}': '0 0 7 7 7' },
        at: '4m',
        labels: { service: 'ingest' },
      },
      quiet: { series: { 'everchart_request_counts_dropped_total{service="ingest"}': '7x20' }, at: '10m' },
    },
    {
      name: 'EverchartCountsDiffer',
      severity: 'ticket',
      expression:
        'sum by (service) (increase(everchart_edge_requests_total{why="",org!=""}[1h]))\n' +
        '- sum by (service) (increase(everchart_http_requests_total{org!=""}[1h]))\n' +
        '> 0.02 * sum by (service) (increase(everchart_edge_requests_total{why="",org!=""}[1h])) + 50',
      for: '30m',
      summary: 'The edge passed on more answers of {{ $labels.service }} than that one has counted.',
      means:
        'One in fifty requests is missing in the counters of the service. A pod that was killed takes the counts since the last look with it; for more than that, a process is not read, or does not count.',
      actions: [
        'Is every pod a target of Prometheus, and up? The access log of the edge is the ledger: compare it with the counters by operation and code.',
      ],
      fires: { series: { [edge('ingest')]: '0+100x200', [counted('ingest')]: '0+60x200' }, at: '150m', labels: { service: 'ingest' } },
      quiet: { series: { [edge('ingest')]: '0+100x200', [counted('ingest')]: '0+100x200' }, at: '150m' },
    },
    {
      name: 'EverchartEdgeDirectoryOld',
      severity: 'ticket',
      expression: 'max by (instance) (everchart_edge_releases_age_seconds) > 300',
      for: '5m',
      summary: 'The edge {{ $labels.instance }} has had no word of ingest about releases for five minutes.',
      means: 'It goes on with what it knew. A switch of a release does not reach it.',
      actions: ['Does ingest answer, and is its address reached from the edge? [The edge](../operations-edge.md).'],
      fires: {
        series: { 'everchart_edge_releases_age_seconds{instance="edge:1"}': '0+60x30' },
        at: '25m',
        labels: { instance: 'edge:1' },
      },
      quiet: { series: { 'everchart_edge_releases_age_seconds{instance="edge:1"}': '25x30' }, at: '25m' },
    },
  ],
};
