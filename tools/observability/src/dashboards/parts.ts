import { curve, number, organisation, orNone, quantile, rate, type DashboardDefinition } from './panel.js';

const never = { limits: [1] } as const;
const ofConsumers = ['service', 'consumer'];

export const streamsDashboard: DashboardDefinition = {
  name: 'streams',
  title: 'Streams',
  description: 'From the event stores over the brokers to everything that reads them: how far behind, in events and in seconds.',
  variables: [],
  rows: [
    {
      title: 'Publishing',
      panels: [
        curve('Age of the oldest event that is not published', 's', {
          '{{service}} {{store}} {{cluster}}': 'max by (service, store, cluster) (everchart_relay_oldest_unpublished_seconds)',
        }),
        curve('Events that are not published', 'short', {
          '{{service}} {{store}} {{cluster}}': 'max by (service, store, cluster) (everchart_relay_backlog_events)',
        }),
        curve('From recording to the acknowledgement of the stream, 99 of 100', 's', {
          '{{service}} {{store}}': quantile(0.99, 'everchart_relay_delay_seconds', '', ['service', 'store']),
        }),
        curve('The brokers acknowledge, 99 of 100', 's', {
          '{{service}} {{store}}': quantile(0.99, 'everchart_relay_publish_seconds', '', ['service', 'store']),
        }),
        curve('Published', 'ops', { '{{service}} {{store}}': rate('everchart_relay_published_total', '', ['service', 'store']) }),
        curve('Failures', 'ops', { '{{service}} {{phase}}': orNone(rate('everchart_relay_failures_total', '', ['service', 'phase'])) }),
        curve('Shards that are published', 'short', { '{{service}} {{store}}': 'sum by (service, store) (everchart_relay_held_shards)' }),
      ],
    },
    {
      title: 'Reading',
      panels: [
        curve('Records that are not applied', 'short', { '{{consumer}}': 'sum by (service, consumer) (everchart_consumer_lag_records)' }),
        curve('From recording to the timeline', 's', {
          'half of them': quantile(0.5, 'everchart_timeline_projection_lag_seconds', ''),
          '99 of 100': quantile(0.99, 'everchart_timeline_projection_lag_seconds', ''),
          now: 'max(everchart_timeline_projection_last_lag_seconds)',
        }),
        curve('From recording to the audit log', 's', {
          'half of them': quantile(0.5, 'everchart_retention_sequencing_lag_seconds', ''),
          '99 of 100': quantile(0.99, 'everchart_retention_sequencing_lag_seconds', ''),
        }),
        curve('Events, by outcome', 'ops', {
          '{{consumer}} {{outcome}}': rate('everchart_consumer_events_total', '', ['consumer', 'outcome']),
        }),
        curve('A batch takes, 99 of 100', 's', { '{{consumer}}': quantile(0.99, 'everchart_consumer_batch_seconds', '', ['consumer']) }),
        curve('Batches tried again', 'ops', {
          '{{consumer}} {{reason}}': orNone(rate('everchart_consumer_retries_total', '', ['consumer', 'reason'])),
        }),
        curve('Connected', 'short', { '{{consumer}}': `min by (${ofConsumers.join(', ')}) (everchart_consumer_connected)` }),
      ],
    },
    {
      title: 'Must be 0',
      panels: [
        number('Patients that wait', 'short', 'sum(everchart_consumer_stopped_streams)', never),
        number('Missing positions', 'short', 'sum(everchart_consumer_missing_positions)', never),
        number('Forked shards', 'short', 'sum(everchart_consumer_forked_shards)', never),
        number('Unreadable events', 'short', 'sum(everchart_consumer_unreadable_events)', never),
        number('Forged records', 'short', 'sum(everchart_consumer_forged_records)', never),
        number('Partitions that lost records', 'short', 'sum(everchart_consumer_lost_partitions)', never),
      ],
    },
  ],
};

export const auditLogDashboard: DashboardDefinition = {
  name: 'audit-log',
  title: 'Audit log',
  description: 'What is proved, and how far behind. What must be 0 is an incident when it is not.',
  variables: [],
  rows: [
    {
      title: 'Must be 0',
      panels: [
        number('Chain faults', 'short', orNone('sum(increase(everchart_retention_chain_faults_total[1d]))'), never),
        number('Head faults', 'short', orNone('sum(increase(everchart_retention_head_faults_total[1d]))'), never),
        number('Sources in trouble', 'short', 'sum(everchart_retention_sources)', never),
        number('Logs that are not signed', 'short', 'sum(everchart_retention_refused_logs)', never),
        number(
          'Accesses not put on record',
          'short',
          orNone('sum(increase(everchart_access_log_accesses_total{outcome="failed"}[1d]))'),
          never,
        ),
        number('Keys not served, or damaged', 'short', 'sum(increase(everchart_keyring_not_served_total[1d])) + sum(increase(everchart_keyring_damaged_keys_total[1d]))', never), // prettier-ignore
        number('Destroyed keys that came back', 'short', 'sum(increase(everchart_retention_revived_keys_total[1d]))', never),
        number('Holders that did not confirm', 'short', orNone('sum(everchart_retention_unconfirmed_holders)'), never),
      ],
    },
    {
      title: 'Entries',
      panels: [
        curve('Entries, by their source', 'ops', { '{{service}}': rate('everchart_retention_entries_total', '', ['service']) }),
        curve('From recording to the entry', 's', {
          'half of them': quantile(0.5, 'everchart_retention_sequencing_lag_seconds', ''),
          '99 of 100': quantile(0.99, 'everchart_retention_sequencing_lag_seconds', ''),
        }),
        curve('Checkpoints', 'ops', { signed: rate('everchart_retention_checkpoints_total', '') }),
        curve('Sources, by what is wrong', 'short', { '{{trouble}}': 'sum by (trouble) (everchart_retention_sources)' }),
      ],
    },
    {
      title: 'Accesses',
      panels: [
        curve('Put on record, by service', 'ops', {
          '{{service}}': rate('everchart_access_log_accesses_total', 'outcome="committed"', ['service']),
        }),
        curve('Refused', 'ops', { '{{service}}': orNone(rate('everchart_access_log_answers_total', 'outcome="denied"', ['service'])) }),
        curve('Without an identity', 'ops', { '{{service}}': rate('everchart_access_log_unidentified_requests_total', '', ['service']) }),
      ],
    },
  ],
};

const destinations = ['org', 'destination'];

export const deliveriesDashboard: DashboardDefinition = {
  name: 'deliveries',
  title: 'Deliveries',
  description: 'What hospitals get, destination by destination.',
  variables: [organisation],
  rows: [
    {
      title: 'Each destination',
      panels: [
        curve('Oldest message that waits', 's', {
          '{{org}} {{destination}}': orNone('max by (org, destination) (everchart_integration_oldest_unsettled_seconds{org=~"$org"})'),
        }),
        curve('Messages that wait, by state', 'short', {
          '{{org}} {{destination}} {{state}}': orNone(
            'sum by (org, destination, state) (everchart_integration_unsettled_deliveries{org=~"$org"})',
          ),
        }),
        curve('Attempts, by outcome', 'ops', {
          '{{org}} {{destination}} {{outcome}}': rate('everchart_integration_attempts_total', 'org=~"$org"', [...destinations, 'outcome']),
        }),
        curve('From the queue to the acknowledgement, 99 of 100', 's', {
          '{{org}} {{destination}}': quantile(0.99, 'everchart_integration_delivery_seconds', 'org=~"$org"', destinations),
        }),
        curve('One exchange, 99 of 100', 's', {
          '{{org}} {{destination}}': quantile(0.99, 'everchart_integration_exchange_seconds', 'org=~"$org"', destinations),
        }),
        curve('Late answers', 'ops', {
          '{{org}} {{destination}} {{code}}': orNone(
            rate('everchart_integration_late_answers_total', 'org=~"$org"', [...destinations, 'code']),
          ),
        }),
      ],
    },
    {
      title: 'All of them',
      panels: [
        number('A person must decide', 'short', 'sum(everchart_integration_unsettled_deliveries{state=~"held|unmade"}) or vector(0)', {
          limits: [1, 10],
        }),
        number('Destinations that are sent to', 'short', 'sum(everchart_integration_destinations_held)'),
        curve('Put into the queues, by type of message', 'ops', { '{{type}}': rate('everchart_integration_queued_total', '', ['type']) }),
      ],
    },
  ],
};

export const peaksDashboard: DashboardDefinition = {
  name: 'peaks',
  title: 'Peaks of the half hours',
  description: 'The highest minute of each half hour: shifts change on the hour and the half hour. Capacity is planned by it.',
  variables: [organisation],
  rows: [
    {
      title: 'By organisation',
      panels: [
        curve('Highest minute of the last half hour', 'reqps', {
          '{{org}}': 'max_over_time(sum by (org) (rate(everchart_http_requests_total{org=~"$org",org!=""}[1m]))[30m:1m])',
        }),
        curve('This minute', 'reqps', { '{{org}}': 'sum by (org) (rate(everchart_http_requests_total{org=~"$org",org!=""}[1m]))' }),
        number('Highest minute of a week', 'reqps', 'max(max_over_time(org:everchart_http_requests:peak30m{org=~"$org"}[7d]))'),
      ],
    },
    {
      title: 'What it does to the suite',
      panels: [
        curve('All services, highest minute', 'reqps', {
          '{{service}}': 'max_over_time(sum by (service) (rate(everchart_http_requests_total[1m]))[30m:1m])',
        }),
        curve('Items that wait, highest of the half hour', 'short', {
          '{{service}}': 'max by (service) (max_over_time(everchart_event_store_queued_items[30m]))',
        }),
        curve('Turned away or made to wait', 'ops', {
          overloads: rate('everchart_event_store_overloads_total', ''),
          'rate limit {{limit}}': orNone(rate('everchart_ingest_rate_limited_total', '', ['limit'])),
        }),
      ],
    },
  ],
};

export const releasesDashboard: DashboardDefinition = {
  name: 'releases',
  title: 'Releases',
  description: 'Which release answers whom, and whether the newer one fails more often.',
  variables: [organisation],
  rows: [
    {
      title: 'Which',
      panels: [
        curve('Answers, by release', 'reqps', {
          '{{service}} {{release}}': rate('everchart_http_requests_total', 'org=~"$org"', ['service', 'release']),
        }),
        number('Organisations with two releases at once', 'short', orNone('count(count by (service, org) (sum by (service, org, release) (rate(everchart_http_requests_total{org!="",code!="421"}[5m])) > 0) > 1)'), never), // prettier-ignore
        curve('Sent on to the right release (421)', 'reqps', {
          '{{service}}': orNone(rate('everchart_http_requests_total', 'code="421"', ['service'])),
        }),
      ],
    },
    {
      title: 'How they fare',
      panels: [
        curve('Faults (5xx), share by release', 'percentunit', {
          '{{service}} {{release}}': `(${rate('everchart_http_requests_total', 'code=~"5.."', ['service', 'release'])} or 0 * ${rate('everchart_http_requests_total', '', ['service', 'release'])}) / ${rate('everchart_http_requests_total', '', ['service', 'release'])}`,
        }),
        curve('99 of 100 are answered within, by release', 's', {
          '{{service}} {{release}}': quantile(0.99, 'everchart_http_request_duration_seconds', '', ['service', 'release']),
        }),
        curve('Processes started within the hour', 'short', { '{{service}}': 'count by (service) (time() - process_start_time_seconds{service=~".+"} < 3600) or vector(0)' }), // prettier-ignore
      ],
    },
  ],
};
