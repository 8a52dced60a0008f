import type { RecordingRule } from './burn-rates.js';

/**
 * What capacity is planned by: shifts change on the hour and the half hour, and a mean over a longer time hides what
 * comes then.
 */
export const peaks: readonly RecordingRule[] = [
  {
    record: 'org:everchart_http_requests:rate1m',
    expression: 'sum by (org) (rate(everchart_http_requests_total{org!=""}[1m]))',
  },
  {
    record: 'org:everchart_http_requests:peak30m',
    expression: 'max_over_time(sum by (org) (rate(everchart_http_requests_total{org!=""}[1m]))[30m:1m])',
  },
];
