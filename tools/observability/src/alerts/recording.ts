import type { AlertGroup } from '../alert.js';

/** Recording: ingest and its event store. */
export const recordingAlerts: AlertGroup = {
  name: 'recording',
  title: 'Recording',
  alerts: [
    {
      name: 'EverchartRecordingFails',
      severity: 'page',
      expression: 'sum(rate(everchart_event_store_append_failures_total{service="ingest",store=""}[5m])) > 0',
      for: '2m',
      labels: { service: 'ingest' },
      summary: 'Transactions that record care fail.',
      means:
        'The database did not answer a transaction, or refused it. The callers got an error and send the same entries again: what was recorded is a duplicate then.',
      actions: [
        'Does the database `ingest` answer, from the pods of ingest? Is its disk full (`everchart_ingest_rejected_total{reason="store-full"}`)?',
        'A row that is held: [a held shard](../operations-ingest.md#a-held-shard).',
      ],
      fires: { series: { 'everchart_event_store_append_failures_total{service="ingest"}': '0+1x20' }, at: '10m' },
      quiet: { series: { 'everchart_event_store_append_failures_total{service="ingest"}': '3x20' }, at: '10m' },
    },
    {
      name: 'EverchartClockWrong',
      severity: 'page',
      never: true,
      expression: 'sum by (service) (increase(everchart_event_store_clock_refusals_total[5m])) > 0',
      summary: 'The clocks of {{ $labels.service }} and its database differ by a minute, or one of them has jumped.',
      means:
        'Nothing is recorded (503 `store-clock-wrong`), so that no entry gets a wrong time of recording. Of other services than ingest: accesses cannot be put on record, and nothing is shown.',
      actions: [
        'Compare the clocks: `date -u` on the node of the process, `SELECT clock_timestamp()` in the database. Mend the one that is wrong (NTP).',
        '`/health/ready` names `clock` under `degraded` until it is mended; recording goes on by itself then.',
      ],
      fires: {
        series: { 'everchart_event_store_clock_refusals_total{service="ingest"}': '0 0 0 2 2 2 2' },
        at: '5m',
        labels: { service: 'ingest' },
      },
      quiet: { series: { 'everchart_event_store_clock_refusals_total{service="ingest"}': '2x20' }, at: '10m' },
    },
    {
      name: 'EverchartShardHeld',
      severity: 'page',
      expression:
        'histogram_quantile(0.99, sum by (le) (rate(everchart_event_store_lock_wait_seconds_bucket{service="ingest",store=""}[5m]))) > 0.25\n' +
        'or\n' +
        '(sum(everchart_event_store_queued_items{service="ingest",store=""}) > 0 and sum(rate(everchart_event_store_outcomes_total{service="ingest",store=""}[5m])) == 0)',
      for: '2m',
      labels: { service: 'ingest' },
      summary: 'A transaction keeps others from recording.',
      means:
        'A foreign transaction holds the head row of an organisation: its recording stands, or waits. A session left open in a console, or a migration by hand.',
      actions: ['[A held shard](../operations-ingest.md#a-held-shard) has the query that names it, and says what may be ended.'],
      fires: {
        series: {
          'everchart_event_store_queued_items{service="ingest"}': '5x20',
          'everchart_event_store_outcomes_total{service="ingest",outcome="created"}': '100x20',
        },
        at: '10m',
      },
      quiet: {
        series: {
          'everchart_event_store_queued_items{service="ingest"}': '5x20',
          'everchart_event_store_outcomes_total{service="ingest",outcome="created"}': '0+60x20',
          'everchart_event_store_lock_wait_seconds_bucket{service="ingest",le="0.01"}': '0+60x20',
          'everchart_event_store_lock_wait_seconds_bucket{service="ingest",le="+Inf"}': '0+60x20',
        },
        at: '10m',
      },
    },
    {
      name: 'EverchartAppsTurnedAway',
      severity: 'page',
      expression:
        'sum(rate(everchart_event_store_overloads_total{service="ingest",store=""}[5m])) > 0\n' +
        'or\nsum(rate(everchart_ingest_rejected_total{reason="recording-overloaded"}[5m])) > 0',
      for: '5m',
      labels: { service: 'ingest' },
      summary: 'Apps are refused because more comes than can be recorded.',
      means: 'Nothing is lost: apps keep what was refused and come back by themselves. Carers see that it is not recorded yet.',
      actions: [
        'What is slow: `append_wait_seconds`, `append_seconds`, `lock_wait_seconds` (dashboard of ingest). Find it before `QUEUE_MAX` is raised.',
        'An import that runs beside can be stopped and begun again.',
      ],
      fires: { series: { 'everchart_event_store_overloads_total{service="ingest"}': '0+10x20' }, at: '15m' },
      quiet: { series: { 'everchart_event_store_overloads_total{service="ingest"}': '0 10 10 10 10 10 10 10 10 10 10 10 10' }, at: '8m' },
    },
    {
      name: 'EverchartStoreFull',
      severity: 'page',
      expression: 'sum(increase(everchart_ingest_rejected_total{reason="store-full"}[5m])) > 0',
      labels: { service: 'ingest' },
      summary: 'The database of ingest has no room: nothing is recorded.',
      means: 'PostgreSQL refused to write as its disk is full. Apps keep what they hold.',
      actions: [
        'Give the disk of the database room. An archive of the write-ahead log that does not take its files fills it, too: `SELECT * FROM pg_stat_archiver`, `pg_replication_slots`.',
      ],
      fires: { series: { 'everchart_ingest_rejected_total{service="ingest",reason="store-full"}': '0 0 4 8 8' }, at: '4m' },
      quiet: { series: { 'everchart_ingest_rejected_total{service="ingest",reason="rate-limited"}': '0+9x10' }, at: '8m' },
    },
    {
      name: 'EverchartAppHasFault',
      severity: 'ticket',
      expression:
        'sum by (reason) (rate(everchart_ingest_rejected_total{reason=~"event-invalid|id-conflict|resource-unmappable"}[15m])) > 0.1',
      for: '15m',
      labels: { service: 'ingest' },
      summary: 'An app sends entries that cannot be recorded ({{ $labels.reason }}).',
      means: 'What it holds is not recorded, and will not be while it sends the same. Its users believe that it waits.',
      actions: [
        'Find the app: the access log of the edge has the client of each request with its status. Inform its maker; the answers name each fault.',
      ],
      fires: {
        series: { 'everchart_ingest_rejected_total{service="ingest",reason="event-invalid"}': '0+30x60' },
        at: '40m',
        labels: { reason: 'event-invalid' },
      },
      quiet: { series: { 'everchart_ingest_rejected_total{service="ingest",reason="event-invalid"}': '0+2x60' }, at: '40m' },
    },
    {
      name: 'EverchartAnswersGetLost',
      severity: 'ticket',
      expression:
        'sum(rate(everchart_event_store_outcomes_total{service="ingest",store="",outcome="duplicate"}[15m]))\n' +
        '> 0.1 * sum(rate(everchart_event_store_outcomes_total{service="ingest",store="",outcome="created"}[15m]))',
      for: '15m',
      labels: { service: 'ingest' },
      summary: 'One entry in ten is sent again after it was recorded.',
      means: 'Answers are lost on their way, or an app does not keep them. Harmless to the record: each entry has one effect.',
      actions: ['The network between apps and ingest: resets and timeouts at the edge. One app only: inform its maker.'],
      fires: {
        series: {
          'everchart_event_store_outcomes_total{service="ingest",outcome="duplicate"}': '0+20x60',
          'everchart_event_store_outcomes_total{service="ingest",outcome="created"}': '0+100x60',
        },
        at: '40m',
      },
      quiet: {
        series: {
          'everchart_event_store_outcomes_total{service="ingest",outcome="duplicate"}': '0+2x60',
          'everchart_event_store_outcomes_total{service="ingest",outcome="created"}': '0+100x60',
        },
        at: '40m',
      },
    },
    {
      name: 'EverchartTokensRefused',
      severity: 'ticket',
      expression:
        'sum by (service) (rate(everchart_http_requests_total{code=~"401|403"}[10m]))\n' +
        '> 0.2 * sum by (service) (rate(everchart_http_requests_total[10m]))',
      for: '15m',
      summary: 'One request in five to {{ $labels.service }} is refused for its token or role.',
      means:
        'The identity provider, its keys or the clocks; roles that were changed; or attempts to get in. Each refusal with an identity is on record.',
      actions: [
        '`401`: does `JWKS_URL` answer, are the keys new, do the clocks agree?',
        '`403`: whose? `GET /v1/orgs/{org}/accesses` (role `auditor`) lists refusals. A stranger: the edge limits and blocks by address and client.',
      ],
      fires: {
        series: {
          'everchart_http_requests_total{service="ingest",operation="A_b",org="",release="1.0.0",code="401"}': '0+50x60',
          'everchart_http_requests_total{service="ingest",operation="A_b",org="home",release="1.0.0",code="201"}': '0+50x60',
        },
        at: '40m',
        labels: { service: 'ingest' },
      },
      quiet: {
        series: {
          'everchart_http_requests_total{service="ingest",operation="A_b",org="",release="1.0.0",code="401"}': '0+5x60',
          'everchart_http_requests_total{service="ingest",operation="A_b",org="home",release="1.0.0",code="201"}': '0+50x60',
        },
        at: '40m',
      },
    },
  ],
};
