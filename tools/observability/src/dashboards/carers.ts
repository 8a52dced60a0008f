import { objectives, readOperations, recordOperations } from '../slos.js';
import { curve, number, organisation, orNone, quantile, rate, type DashboardDefinition } from './panel.js';

const recording = `service="ingest",operation=~"${recordOperations}"`;
const reading = `service="patient-timeline",operation=~"${readOperations}"`;
const good = (name: string): string => `1 - (${objectives.find((objective) => objective.name === name)!.errorRatio('5m')})`;
const share = { limits: [0.99, 0.999], lowIsBad: true } as const;

/** One look: can people record and read, now? */
export const carersDashboard: DashboardDefinition = {
  name: 'carers',
  title: 'Carers: can people record and read?',
  description: 'What carers feel, now. Green everywhere: they record, they see what they recorded, and hospitals get it.',
  variables: [organisation],
  rows: [
    {
      title: 'Now',
      panels: [
        number('Recorded', 'percentunit', good('record'), {
          ...share,
          description: 'Requests to record that were answered, of the last 5 minutes.',
        }),
        number('Read', 'percentunit', good('read'), {
          ...share,
          description: 'Requests to read that were answered, of the last 5 minutes.',
        }),
        number('Seen in time', 'percentunit', good('visible'), {
          ...share,
          description: 'Entries that were in the timeline within 2.5 s.',
        }),
        number('Alerts', 'short', 'count(ALERTS{alertstate="firing",severity="page"}) or vector(0)', {
          limits: [1],
          description: 'Alerts that call a person.',
        }),
        number('Longest wait for a hospital', 's', 'max(everchart_integration_oldest_unsettled_seconds) or vector(0)', {
          limits: [60, 600],
        }),
        number('Age of what is not published', 's', 'max(everchart_relay_oldest_unpublished_seconds{service="ingest"})', {
          limits: [5, 30],
        }),
      ],
    },
    {
      title: 'How fast',
      panels: [
        curve('Recording', 's', {
          'half of them': quantile(0.5, 'everchart_http_request_duration_seconds', recording),
          '99 of 100': quantile(0.99, 'everchart_http_request_duration_seconds', recording),
        }),
        curve('Reading', 's', {
          'half of them': quantile(0.5, 'everchart_http_request_duration_seconds', reading),
          '99 of 100': quantile(0.99, 'everchart_http_request_duration_seconds', reading),
        }),
        curve('From the acknowledgement to the timeline', 's', {
          'half of them': quantile(0.5, 'everchart_timeline_projection_lag_seconds', ''),
          '99 of 100': quantile(0.99, 'everchart_timeline_projection_lag_seconds', ''),
        }),
      ],
    },
    {
      title: 'How much',
      panels: [
        curve('Recorded, by organisation', 'reqps', {
          '{{org}}': rate('everchart_http_requests_total', `${recording},org=~"$org"`, ['org']),
        }),
        curve('Read, by organisation', 'reqps', { '{{org}}': rate('everchart_http_requests_total', `${reading},org=~"$org"`, ['org']) }),
        curve('Not answered as wished, by code', 'reqps', {
          '{{service}} {{code}}': orNone(rate('everchart_http_requests_total', 'code=~"[45]..",org=~"$org"', ['service', 'code'])),
        }),
        curve('Live streams that are open', 'short', { open: 'sum(everchart_timeline_live_streams)' }),
      ],
    },
  ],
};
