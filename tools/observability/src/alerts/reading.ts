import type { AlertGroup } from '../alert.js';

/** Reading: patient-timeline, and the record of accesses of all services. */
export const readingAlerts: AlertGroup = {
  name: 'reading',
  title: 'Reading and accesses',
  alerts: [
    {
      name: 'EverchartAccessNotRecorded',
      severity: 'page',
      never: true,
      expression: 'sum by (service) (increase(everchart_access_log_accesses_total{outcome="failed"}[5m])) > 0',
      summary: '{{ $labels.service }} could not put accesses on record, and so refused the answers.',
      means:
        'No access leaves without its record. So nothing is shown (503 `access-not-recorded`), no conflict of a recording is answered, and no message goes to a hospital, by this service.',
      actions: [
        'The database of this service: `timeline`, `integration`, `retention`, or `ingest_accesses` of ingest. Does it answer? Is its disk full? Does its clock agree (EverchartClockWrong)?',
        'What is granted by ingest is recorded meanwhile. patient-timeline with `ACCESS_SPOOL_DIRECTORY` keeps accesses on its disk while its primary is replaced.',
      ],
      fires: {
        series: { 'everchart_access_log_accesses_total{service="patient-timeline",outcome="failed",key="none"}': '0 0 1 1 1' },
        at: '4m',
        labels: { service: 'patient-timeline' },
      },
      quiet: {
        series: { 'everchart_access_log_accesses_total{service="patient-timeline",outcome="committed",key="subject"}': '0+50x10' },
        at: '8m',
      },
    },
    {
      name: 'EverchartAccessesKeptOnDisk',
      severity: 'page',
      expression: 'max by (service, instance) (everchart_access_log_kept_bytes) > 0',
      for: '10m',
      summary: 'Accesses lie on the disk of {{ $labels.instance }} and are not in its store yet.',
      means:
        'They were kept while the primary was away. As long as they lie there, the loss of that disk is the loss of the record of who looked.',
      actions: [
        '`access-log.store-away` in the log says why the store does not take them. Keep the disk, and the pod on it, until it is 0.',
      ],
      fires: {
        series: { 'everchart_access_log_kept_bytes{service="patient-timeline",instance="t:1"}': '4096x20' },
        at: '15m',
        labels: { service: 'patient-timeline', instance: 't:1' },
      },
      quiet: { series: { 'everchart_access_log_kept_bytes{service="patient-timeline",instance="t:1"}': '4096x5 0x15' }, at: '15m' },
    },
    {
      name: 'EverchartPrimaryAway',
      severity: 'page',
      expression: 'max(everchart_timeline_primary_away) > 0',
      for: '1m',
      labels: { service: 'patient-timeline' },
      summary: 'The primary of the database `timeline` does not answer; a replica answers alone.',
      means: 'Records are shown, and answers say that they may be old. Nothing new is projected.',
      actions: ['Replace the primary: promote the replica, and let the address of `DATABASE_API_URL` lead there.'],
      fires: { series: { 'everchart_timeline_primary_away{service="patient-timeline"}': '1x10' }, at: '5m' },
      quiet: { series: { 'everchart_timeline_primary_away{service="patient-timeline"}': '0x10' }, at: '5m' },
    },
    {
      name: 'EverchartReadsRefused',
      severity: 'page',
      expression: 'sum by (importance) (rate(everchart_timeline_overload_refusals_total[5m])) > 0',
      for: '5m',
      labels: { service: 'patient-timeline' },
      summary: 'Reads of the importance {{ $labels.importance }} are refused so that more important ones are answered.',
      means: 'More is read than the processes answer. Reads for care are refused last.',
      actions: [
        '`care`: add processes or processors now. `analysis` alone: find who reads (access log of the edge), or wait until it ends.',
      ],
      fires: {
        series: { 'everchart_timeline_overload_refusals_total{service="patient-timeline",importance="care"}': '0+5x20' },
        at: '12m',
        labels: { importance: 'care' },
      },
      quiet: {
        series: { 'everchart_timeline_overload_refusals_total{service="patient-timeline",importance="care"}': '0 5 5 5 5 5 5 5 5 5 5 5 5' },
        at: '7m',
      },
    },
    {
      name: 'EverchartScreensBehind',
      severity: 'page',
      expression:
        'max(everchart_timeline_projection_last_lag_seconds) > 30\nand\nmax(everchart_consumer_lag_records{service="patient-timeline"}) > 0',
      for: '2m',
      labels: { service: 'patient-timeline' },
      summary: 'Screens are more than 30 s behind what was recorded.',
      means: 'Colleagues do not see what was recorded. Reads that name a position wait and then say that they are old.',
      actions: [
        'Is the consumer connected, do its retries rise (dashboard "Streams")? `transient`: the database `timeline`, or the keyring.',
        'Else more comes than one process applies: start another one with the role `projector`, up to the number of partitions.',
        'More: [projecting](../operations-patient-timeline.md#projecting).',
      ],
      fires: {
        series: {
          'everchart_timeline_projection_last_lag_seconds{service="patient-timeline"}': '90x20',
          'everchart_consumer_lag_records{service="patient-timeline",consumer="timeline-clinical-v1"}': '300x20',
        },
        at: '10m',
      },
      quiet: {
        series: {
          // The last batch was late, and all of it is applied.
          'everchart_timeline_projection_last_lag_seconds{service="patient-timeline"}': '90x20',
          'everchart_consumer_lag_records{service="patient-timeline",consumer="timeline-clinical-v1"}': '0x20',
        },
        at: '10m',
      },
    },
    {
      name: 'EverchartEntriesOfUnknownType',
      severity: 'ticket',
      expression: 'sum by (type) (increase(everchart_timeline_unread_entries_total[1h])) > 0',
      labels: { service: 'patient-timeline' },
      summary: 'Entries of the type {{ $labels.type }} are not understood by this release of patient-timeline.',
      means: 'They are shown in the timeline, and not in the summary. A newer ingest records them.',
      actions: ['Bring patient-timeline to the release that knows the type, then [rebuild](../operations.md#changing-a-projection).'],
      fires: {
        series: { 'everchart_timeline_unread_entries_total{service="patient-timeline",type="wound.assessed"}': '0 0 1 1 1 1' },
        at: '5m',
        labels: { type: 'wound.assessed' },
      },
      quiet: { series: { 'everchart_timeline_unread_entries_total{service="patient-timeline",type="wound.assessed"}': '1x10' }, at: '9m' },
    },
  ],
};
