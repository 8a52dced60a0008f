import type { Alert, AlertGroup } from '../alert.js';

const consumer = { service: 'retention', consumer: 'retention-clinical-v1' };
const ofConsumer = (metric: string, more = ''): string =>
  `${metric}{service="${consumer.service}",consumer="${consumer.consumer}"${more && `,${more}`}}`;

const mend = '[What cannot be applied, and streams that wait](../operations.md#what-cannot-be-applied-and-streams-that-wait)';
const republish = '[Publish again](../operations.md#kafka-that-lost-records-or-was-made-again)';

/** A number of faults that must be 0, of each consumer. */
function noneOf(metric: string, matcher: string, alert: Pick<Alert, 'name' | 'summary' | 'means' | 'actions'> & Partial<Alert>): Alert {
  const matchers = matcher && `{${matcher}}`;
  return {
    severity: 'page',
    never: true,
    expression: `max by (service, consumer) (${metric}${matchers}) > 0`,
    fires: { series: { [ofConsumer(metric, matcher)]: '0 0 1x30' }, at: '20m', labels: consumer },
    quiet: { series: { [ofConsumer(metric, matcher)]: '0x30' }, at: '20m' },
    ...alert,
  };
}

/** Streams: relays, brokers and consumers. */
export const streamAlerts: AlertGroup = {
  name: 'streams',
  title: 'Streams',
  alerts: [
    {
      name: 'EverchartRelayBehind',
      severity: 'page',
      expression: 'max by (service, store, cluster) (everchart_relay_oldest_unpublished_seconds) > 30',
      for: '1m',
      summary: 'What {{ $labels.service }} recorded is not published for more than 30 s.',
      means: 'Nothing is lost: the event store has it. Screens, hospitals and the audit log are behind.',
      actions: [
        '`everchart_relay_failures_total` by `phase`: `publish`: the brokers; others: the database. Without failures: its relay stalls, or is too slow.',
        'More: [publishing](../operations-ingest.md#publishing).',
      ],
      fires: {
        series: { 'everchart_relay_oldest_unpublished_seconds{service="ingest"}': '0+20x20' },
        at: '10m',
        labels: { service: 'ingest' },
      },
      quiet: { series: { 'everchart_relay_oldest_unpublished_seconds{service="ingest"}': '20x20' }, at: '10m' },
    },
    {
      name: 'EverchartNoRelay',
      severity: 'page',
      expression:
        'max by (service, store, cluster) (everchart_relay_backlog_events) > 0\nand\nsum by (service, store, cluster) (everchart_relay_held_shards) == 0',
      for: '1m',
      summary: 'No process publishes what {{ $labels.service }} recorded.',
      means: 'Nothing is lost. Nothing that is recorded reaches screens, hospitals and the audit log.',
      actions: ['Start a process of this service with the role `relay`. The lease of one that died runs out within 10 s.'],
      fires: {
        series: { 'everchart_relay_backlog_events{service="ingest"}': '5x20', 'everchart_relay_held_shards{service="ingest"}': '0x20' },
        at: '10m',
        labels: { service: 'ingest' },
      },
      quiet: {
        series: { 'everchart_relay_backlog_events{service="ingest"}': '5x20', 'everchart_relay_held_shards{service="ingest"}': '1x20' },
        at: '10m',
      },
    },
    {
      name: 'EverchartConsumerDisconnected',
      severity: 'page',
      expression: 'max by (service, consumer) (everchart_consumer_connected) == 0',
      for: '5m',
      summary: 'The consumer {{ $labels.consumer }} of {{ $labels.service }} does not reach the stream.',
      means: 'Nothing is lost. What this consumer makes is behind.',
      actions: [
        'The brokers, and the network to them. `consumer.topics-missing` in the log: the service that writes to the topic was never started here. `Not authorized` in the log: [rights](../operations.md#kafka-with-tls-names-and-rights).',
      ],
      fires: { series: { [ofConsumer('everchart_consumer_connected')]: '0x20' }, at: '10m', labels: consumer },
      quiet: { series: { [ofConsumer('everchart_consumer_connected')]: '0 0 1x20' }, at: '10m' },
    },
    {
      name: 'EverchartConsumerBehind',
      severity: 'ticket',
      expression: 'sum by (service, consumer) (everchart_consumer_lag_records) > 5000',
      for: '10m',
      summary: 'The consumer {{ $labels.consumer }} of {{ $labels.service }} is more than 5,000 records behind.',
      means: 'It takes less than comes, or it stands. Nothing is lost.',
      actions: ['Do its retries rise? Else start another process with its role, up to the number of partitions.'],
      fires: { series: { [ofConsumer('everchart_consumer_lag_records')]: '9000x30' }, at: '20m', labels: consumer },
      quiet: { series: { [ofConsumer('everchart_consumer_lag_records')]: '900x30' }, at: '20m' },
    },
    noneOf('everchart_consumer_missing_positions', '', {
      name: 'EverchartEventsMissing',
      for: '5m',
      summary: 'Events before ones that have come are missing for {{ $labels.consumer }} of {{ $labels.service }} (a gap).',
      means: 'The patients concerned wait, all others go on. The relay lost its place, or the topic lost records.',
      actions: [
        `${republish} from the store that has them.`,
        `When no store has them: ${mend}.`,
        'The audit log says which positions: `GET /v1/orgs/{org}/completeness`.',
      ],
    }),
    noneOf('everchart_consumer_forked_shards', '', {
      name: 'EverchartHistoryForked',
      summary: 'Two histories of one epoch have come to {{ $labels.consumer }} of {{ $labels.service }}.',
      means:
        'A store was restored, or failed over to a replica that lacked commits, without raising its epoch. Nothing more of that epoch is taken, and nothing is dropped.',
      actions: ['Stop the service of that store and raise its epoch: [restore](../operations.md#restore).', `Then ${mend}.`],
    }),
    noneOf('everchart_consumer_stopped_streams', 'reason="fork"', {
      name: 'EverchartPatientsForked',
      summary: 'Patients stand at {{ $labels.consumer }} of {{ $labels.service }}, because the store was restored behind what was applied.',
      means: 'What is shown of exactly these patients may lack what was recorded since, and is marked as such.',
      actions: [
        'Build a new version of the projection and take it into use: [changing a projection](../operations.md#changing-a-projection).',
      ],
    }),
    noneOf('everchart_consumer_stopped_streams', 'reason="poison"', {
      name: 'EverchartPatientsStopped',
      for: '1m',
      summary: 'Patients stand at {{ $labels.consumer }} of {{ $labels.service }}: a record can neither be applied nor be noted.',
      means: 'What was recorded of them afterwards is not applied. Others go on.',
      actions: [`\`event.refused\` in the log has its place. ${mend}.`],
    }),
    noneOf('everchart_consumer_unreadable_events', '', {
      name: 'EverchartEventsUnreadable',
      summary: 'Events could not be applied by {{ $labels.consumer }} of {{ $labels.service }}.',
      means:
        'What follows was applied. The record is marked as incomplete, a message to a hospital is `unmade`, or the completeness report names them. A key that is missing is among the reasons (`key-missing`).',
      actions: [
        `\`event.unreadable\` in the log has the id and a code; \`npm run everchart -- streams list\` lists all. By code: ${mend}.`,
      ],
    }),
    noneOf('everchart_consumer_lost_partitions', '', {
      name: 'EverchartStreamLostRecords',
      summary: 'The topic that {{ $labels.consumer }} of {{ $labels.service }} reads lost records, or was made again.',
      means: 'The event stores have everything. Answers say that something may be missing until everything was published again.',
      actions: ['Mend the brokers first.', `${republish} with \`--whole\`.`],
    }),
    noneOf('everchart_consumer_forged_records', '', {
      name: 'EverchartRecordsForged',
      summary: '{{ $labels.consumer }} of {{ $labels.service }} dropped records that no writer of the stream has signed.',
      means: 'The stream has a writer that it must not have, or this service lacks a key. Nothing that is shown comes of these records.',
      actions: ['[Keys of the stream](../operations.md#keys-of-the-stream): what each reason means, and what to do.'],
    }),
    {
      name: 'EverchartConsumerRetries',
      severity: 'ticket',
      expression: 'sum by (service, consumer, reason) (rate(everchart_consumer_retries_total{reason!="revised"}[5m])) > 0.05',
      for: '10m',
      summary: 'The consumer {{ $labels.consumer }} of {{ $labels.service }} tries batches again and again ({{ $labels.reason }}).',
      means:
        '`transient`: its database or the keyring is away. `fenced`: two processes take partitions from each other. `poison`: an event fails again and again.',
      actions: ['`consumer.*` lines in the log name the error.'],
      fires: {
        series: { [ofConsumer('everchart_consumer_retries_total', 'reason="transient"')]: '0+10x30' },
        at: '20m',
        labels: { ...consumer, reason: 'transient' },
      },
      quiet: { series: { [ofConsumer('everchart_consumer_retries_total', 'reason="fenced"')]: '0 3x30' }, at: '20m' },
    },
  ],
};
