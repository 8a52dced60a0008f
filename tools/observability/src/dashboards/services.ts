import { curve, organisation, orNone, quantile, rate, type DashboardDefinition, type PanelDefinition, type Row } from './panel.js';

type Service = 'ingest' | 'patient-timeline' | 'integration' | 'retention';

const requests = (service: Service): Row => ({
  title: 'Requests',
  panels: [
    curve('Answers by code', 'reqps', { '{{code}}': rate('everchart_http_requests_total', `service="${service}",org=~"$org"`, ['code']) }),
    curve('Requests by operation', 'reqps', {
      '{{operation}}': rate('everchart_http_requests_total', `service="${service}",org=~"$org"`, ['operation']),
    }),
    curve('99 of 100 are answered within, by operation', 's', {
      '{{operation}}': quantile(0.99, 'everchart_http_request_duration_seconds', `service="${service}"`, ['operation']),
    }),
  ],
});

const appends = (service: Service): Row => ({
  title: service === 'ingest' ? 'Event store' : 'Event store of accesses',
  panels: [
    curve('Append, 99 of 100', 's', {
      'wait in the queue {{store}}': quantile(0.99, 'everchart_event_store_append_wait_seconds', `service="${service}"`, ['store']),
      'wait for the lock {{store}}': quantile(0.99, 'everchart_event_store_lock_wait_seconds', `service="${service}"`, ['store']),
      'transaction {{store}}': quantile(0.99, 'everchart_event_store_append_seconds', `service="${service}"`, ['store']),
    }),
    curve('Outcomes', 'ops', {
      '{{outcome}} {{store}}': rate('everchart_event_store_outcomes_total', `service="${service}"`, ['outcome', 'store']),
    }),
    curve('Items that wait', 'short', { '{{store}}': `sum by (store) (everchart_event_store_queued_items{service="${service}"})` }),
    curve('Failures, overloads, wrong clocks', 'ops', {
      failures: rate('everchart_event_store_append_failures_total', `service="${service}"`),
      overloads: rate('everchart_event_store_overloads_total', `service="${service}"`),
      'wrong clocks': rate('everchart_event_store_clock_refusals_total', `service="${service}"`),
    }),
  ],
});

const accesses = (service: Service): Row => ({
  title: 'Accesses and keys',
  panels: [
    curve('Accesses put on record', 'ops', {
      '{{outcome}}, key of {{key}}': orNone(rate('everchart_access_log_accesses_total', `service="${service}"`, ['outcome', 'key'])),
    }),
    curve('Answers by outcome', 'ops', {
      '{{outcome}}': orNone(rate('everchart_access_log_answers_total', `service="${service}"`, ['outcome'])),
    }),
    curve('Keys', 'ops', { '{{result}}': rate('everchart_keyring_cache_total', `service="${service}"`, ['result']) }),
  ],
});

const processes = (service: Service): Row => ({
  title: 'Processes',
  panels: [
    curve('Event loop, 99 of 100', 's', { '{{instance}}': `max by (instance) (nodejs_eventloop_lag_p99_seconds{service="${service}"})` }),
    curve('Memory', 'bytes', { '{{instance}}': `max by (instance) (process_resident_memory_bytes{service="${service}"})` }),
    curve('Processors', 'short', { '{{instance}}': rate('process_cpu_seconds_total', `service="${service}"`, ['instance']) }),
    curve('Running for', 's', { '{{instance}}': `max by (instance) (time() - process_start_time_seconds{service="${service}"})` }),
  ],
});

const own: Readonly<Record<Service, readonly PanelDefinition[]>> = {
  ingest: [
    curve('Not recorded, by reason', 'ops', { '{{reason}}': orNone(rate('everchart_ingest_rejected_total', '', ['reason'])) }),
    curve('Had to wait for their share', 'ops', { '{{limit}}': orNone(rate('everchart_ingest_rate_limited_total', '', ['limit'])) }),
    curve('Bodies that are handled', 'bytes', { '{{instance}}': 'max by (instance) (everchart_ingest_body_bytes_in_flight)' }),
    curve('Items of a transaction', 'short', { mean: `${rate('everchart_event_store_append_items_sum', 'service="ingest",store=""')} / ${rate('everchart_event_store_append_items_count', 'service="ingest",store=""')}` }), // prettier-ignore
  ],
  'patient-timeline': [
    curve('Reads that waited for a position', 's', {
      '99 of 100, {{outcome}}': quantile(0.99, 'everchart_timeline_at_least_wait_seconds', '', ['outcome']),
    }),
    curve('Refused for more important reads', 'ops', {
      '{{importance}}': orNone(rate('everchart_timeline_overload_refusals_total', '', ['importance'])),
    }),
    curve('Records in memory', 'bytes', { '{{instance}}': 'max by (instance) (everchart_timeline_kept_bytes)' }),
    curve('Live streams', 'short', { '{{instance}}': 'sum by (instance) (everchart_timeline_live_streams)' }),
    curve('Faults of the directory', 'short', {
      '{{kind}}': 'sum by (kind) (everchart_timeline_directory_faults{org=~"$org"}) or vector(0)',
    }),
  ],
  integration: [
    curve('Messages put into the queues', 'ops', { '{{type}}': rate('everchart_integration_queued_total', '', ['type']) }),
    curve('Attempts', 'ops', { '{{outcome}}': rate('everchart_integration_attempts_total', 'org=~"$org"', ['outcome']) }),
    curve('Destinations that are sent to', 'short', { '{{instance}}': 'sum by (instance) (everchart_integration_destinations_held)' }),
  ],
  retention: [
    curve('Entries, by their source', 'ops', { '{{service}}': rate('everchart_retention_entries_total', '', ['service']) }),
    curve('Checkpoints', 'ops', { signed: rate('everchart_retention_checkpoints_total', '') }),
    curve('Destructions that wait', 'short', {
      '{{waits_for}}': 'sum by (waits_for) (everchart_retention_destruction_items) or vector(0)',
    }),
    curve('Destroyed', 'ops', { records: rate('everchart_retention_destroyed_total', '') }),
  ],
};

/** A page for each service. */
export const serviceDashboards: readonly DashboardDefinition[] = (Object.keys(own) as Service[]).map((service) => ({
  name: `service-${service}`,
  title: `Service: ${service}`,
  description: `Requests, store, accesses and processes of ${service}. What each metric means: docs/operations-${service}.md`,
  variables: [organisation],
  rows: [requests(service), { title: 'Its own', panels: own[service] }, appends(service), accesses(service), processes(service)],
}));
