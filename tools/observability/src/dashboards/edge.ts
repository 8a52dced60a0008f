import { curve, number, organisation, orNone, quantile, rate, type DashboardDefinition } from './panel.js';

const requests = 'everchart_edge_requests_total';
const never = { limits: [1] } as const;

export const edgeDashboard: DashboardDefinition = {
  name: 'edge',
  title: 'Edge',
  description: 'What reaches the suite from outside, also what no service sees. Each reason: docs/operations-edge.md',
  variables: [organisation],
  rows: [
    {
      title: 'Requests',
      panels: [
        curve('Answers, by code', 'reqps', { '{{code}}': rate(requests, 'org=~"$org"', ['code']) }),
        curve('Passed on, by service', 'reqps', { '{{service}}': rate(requests, 'org=~"$org",why="",service!=""', ['service']) }),
        curve('99 of 100 are answered within, by service', 's', {
          '{{service}}': quantile(0.99, 'everchart_edge_request_duration_seconds', 'service!=""', ['service']),
        }),
        curve('Answered by the edge, by reason', 'reqps', { '{{why}}': orNone(rate(requests, 'org=~"$org",why!=""', ['why'])) }),
        curve('Over a limit, by organisation', 'reqps', {
          '{{org}} {{why}}': orNone(rate(requests, 'org=~"$org",why=~"limit-.+"', ['org', 'why'])),
        }),
        curve('Firewall, by class of attack', 'reqps', {
          '{{why}}': orNone(rate(requests, 'why=~"waf-.+"', ['why'])),
        }),
        curve('Clients that went first, or were too slow', 'reqps', {
          '{{code}}': orNone(rate(requests, 'code=~"408|499"', ['code'])),
        }),
        curve('Services that were away or silent', 'reqps', {
          '{{service}} {{why}}': orNone(rate(requests, 'why=~"upstream-.+|no-address"', ['service', 'why'])),
        }),
      ],
    },
    {
      title: 'Releases',
      panels: [
        curve('Age of the assignments', 's', { '{{instance}}': 'max by (instance) (everchart_edge_releases_age_seconds)' }),
        curve('Revision of the assignments', 'short', { '{{instance}}': 'max by (instance) (everchart_edge_releases_revision)' }),
        curve('Sent on to the right release', 'reqps', { '{{service}}': orNone(rate(requests, 'why="other-release"', ['service'])) }),
        curve('Being taken out', 'short', { '{{instance}}': 'max by (instance) (everchart_edge_draining)' }),
      ],
    },
    {
      title: 'Must be 0',
      panels: [
        number('Counts that had no room', 'short', 'sum(everchart_edge_metrics_lost)', never),
        number('Shown to another organisation', 'short', orNone(`sum(increase(${requests}{why="stranger"}[1d]))`), never),
        number('The firewall did not answer', 'short', orNone(`sum(increase(${requests}{why="waf-failed"}[1d]))`), never),
        number('Faults of the edge', 'short', orNone(`sum(increase(${requests}{why="fault"}[1d]))`), never),
      ],
    },
    {
      title: 'As the prober sees it, from outside',
      panels: [
        curve('Tries that fail', 'percentunit', {
          '{{probe}}': 'sum by (probe) (rate(everchart_probe_results_total{result="failed"}[$__rate_interval])) / sum by (probe) (rate(everchart_probe_results_total[$__rate_interval]))', // prettier-ignore
        }),
        curve('A try takes, 99 of 100', 's', { '{{probe}}': quantile(0.99, 'everchart_probe_duration_seconds', '', ['probe']) }),
        curve('Connections that break off', 'ops', { '{{connection}}': rate('everchart_probe_resets_total', '', ['connection']) }),
      ],
    },
  ],
};
