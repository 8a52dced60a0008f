/** What people may count on, as a share of all requests or events over 30 days. */
export interface Objective {
  name: string;
  /** What is promised, in a sentence without its subject: "A request to record is answered". */
  promise: string;
  /** Share that is good: 0.999. */
  target: number;
  /** Label of the alerts. */
  service: string;
  /** Share that was not good within a window (`5m`), by {@link by}. */
  errorRatio(window: string): string;
  /** Labels that the objective holds for one by one. */
  by: readonly string[];
  /** Series of a test: of `perMinute` a minute, this share is not good. */
  series(errorShare: number): Readonly<Record<string, string>>;
  labels?: Readonly<Record<string, string>>;
  means: string;
  actions: readonly string[];
}

const count = (perMinute: number): string => `0+${perMinute}x420`;
const perMinute = 100_000;

/** Of Prometheus 2 and 3: the later one writes whole numbers with a decimal. */
const limitOf = (seconds: number): string => (Number.isInteger(seconds) ? `le=~"${seconds}(\\\\.0)?"` : `le="${seconds}"`);

interface Timed {
  histogram: string;
  matchers: string;
  seconds: number;
  by?: readonly string[];
}

/** Share of observations above a limit, which must be one of the buckets. */
function above({ histogram, matchers, seconds, by = [] }: Timed, window: string): string {
  const sum = by.length === 0 ? 'sum' : `sum by (${by.join(', ')}) `;
  const within = `${sum}(rate(${histogram}_bucket{${[matchers, limitOf(seconds)].filter(Boolean).join(',')}}[${window}]))`;
  const all = `${sum}(rate(${histogram}_count{${matchers}}[${window}]))`;
  return `1 - ${within} / ${all}`;
}

function timedSeries(histogram: string, labels: string, seconds: number, errorShare: number): Record<string, string> {
  const within = [labels, `le="${seconds}"`].filter(Boolean).join(',');
  return {
    [`${histogram}_bucket{${within}}`]: count(perMinute * (1 - errorShare)),
    [`${histogram}_count{${labels}}`]: count(perMinute),
  };
}

/** Operations of ingest by which care is recorded: the class and method of each route. */
export const recordOperations = 'RecordEventsController_.+|FhirController_(recordBundle|create)|RoundsController_recordOne';

/**
 * Operations of patient-timeline that carers wait for. Live streams and copies of whole records take their time; what
 * Kubernetes and Prometheus read is not counted either.
 */
export const readOperations = '(Patients|Care|Doses|Series|Units|Directory|Search)Controller_.+';

const recording = `service="ingest",operation=~"${recordOperations}"`;
const reading = `service="patient-timeline",operation=~"${readOperations}"`;

function failed(matchers: string, window: string): string {
  const failures = `sum(rate(everchart_http_requests_total{${matchers},code=~"5.."}[${window}]))`;
  return `(${failures} or vector(0)) / sum(rate(everchart_http_requests_total{${matchers}}[${window}]))`;
}

function requestSeries(service: string, operation: string, errorShare: number): Record<string, string> {
  const of = (code: number): string =>
    `everchart_http_requests_total{service="${service}",operation="${operation}",org="home",release="1.0.0",code="${code}"}`;
  return { [of(201)]: count(perMinute * (1 - errorShare)), [of(503)]: count(perMinute * errorShare) };
}

const slowRequests = (matchers: string, seconds: number): Timed => ({
  histogram: 'everchart_http_request_duration_seconds',
  matchers,
  seconds,
});

/** The objectives of the suite; alerts and panels are made of them. */
export const objectives: readonly Objective[] = [
  {
    name: 'record',
    promise: 'A request to record is answered, and not by a fault of the suite (5xx)',
    target: 0.999,
    service: 'ingest',
    by: [],
    errorRatio: (window) => failed(recording, window),
    series: (share) => requestSeries('ingest', 'RecordEventsController_recordOne', share),
    means: 'Carers cannot record, or have to send again. Apps keep what was not acknowledged and send it again by themselves.',
    actions: [
      'Look at the panel "Answers by code" of the dashboard of ingest: which code, which operation, one organisation or all?',
      "`503`: look for an alert of the event store beside this one (clock, full, held, overload). `500`: the log's `request.failed` under the correlation id.",
      'Does the database `ingest` answer? Did a release begin at that time (dashboard "Releases")? If so, switch back.',
      'More: [ingest](../operations-ingest.md#recording).',
    ],
  },
  {
    name: 'record-speed',
    promise: 'A request to record is answered within 0.5 s',
    target: 0.99,
    service: 'ingest',
    by: [],
    errorRatio: (window) => above(slowRequests(recording, 0.5), window),
    series: (share) =>
      timedSeries('everchart_http_request_duration_seconds', 'service="ingest",operation="RecordEventsController_recordOne"', 0.5, share),
    means: 'Carers wait at the bedside. Nothing is lost.',
    actions: [
      'Find where the time goes: wait in the queue, wait for the lock, or the transaction (dashboard of ingest).',
      'An import that runs beside? It is held by its limits, and can be stopped and begun again.',
      'More: [ingest](../operations-ingest.md#recording), [a held shard](../operations-ingest.md#a-held-shard).',
    ],
  },
  {
    name: 'read',
    promise: 'A request to read a record is answered, and not by a fault of the suite (5xx)',
    target: 0.999,
    service: 'patient-timeline',
    by: [],
    errorRatio: (window) => failed(reading, window),
    series: (share) => requestSeries('patient-timeline', 'PatientsController_summary', share),
    means: 'Carers do not see records. What they record is kept meanwhile.',
    actions: [
      'Look at the panel "Answers by code" of the dashboard of patient-timeline.',
      "`503 access-not-recorded`: see EverchartAccessNotRecorded. `503 overloaded`: see EverchartReadsRefused. `500`: the log's `request.failed` under the correlation id.",
      'Does the database `timeline` answer? Did a release begin at that time? If so, switch back.',
      'More: [patient-timeline](../operations-patient-timeline.md#reading).',
    ],
  },
  {
    name: 'read-speed',
    promise: 'A request to read a record is answered within 1 s (live streams and copies of whole records are not counted)',
    target: 0.99,
    service: 'patient-timeline',
    by: [],
    errorRatio: (window) => above(slowRequests(reading, 1), window),
    series: (share) =>
      timedSeries('everchart_http_request_duration_seconds', 'service="patient-timeline",operation="PatientsController_summary"', 1, share),
    means: 'Screens are slow. Nothing that is shown is wrong.',
    actions: [
      'Which operation (dashboard of patient-timeline)? Board, search and the record as it was cost most.',
      'Reads that wait for a position (`Everchart-At-Least`): see the objective `visible`.',
      'The database `timeline`: processor, memory, a long query. Add processes, or a replica for reads.',
      'More: [patient-timeline](../operations-patient-timeline.md#reading).',
    ],
  },
  {
    name: 'visible',
    promise: 'What was acknowledged is in the timeline within 2.5 s',
    target: 0.995,
    service: 'patient-timeline',
    by: [],
    errorRatio: (window) =>
      above({ histogram: 'everchart_timeline_projection_lag_seconds', matchers: 'service="patient-timeline"', seconds: 2.5 }, window),
    series: (share) => timedSeries('everchart_timeline_projection_lag_seconds', 'service="patient-timeline"', 2.5, share),
    means:
      'Colleagues see entries late. Screens that wait for an entry wait, and say so. A stream that stands altogether shows in EverchartScreensBehind and EverchartRelayBehind, as nothing is observed then.',
    actions: [
      'Where does it wait (dashboard "Streams")? Age of the outbox: the relay of ingest or the brokers. Lag of the consumer: the projector.',
      'Retries of the consumer (`transient`): the database `timeline`, or the keyring.',
      'After an outage the backlog is observed as late until it is applied: the alert ends by itself.',
      'More: [publishing](../operations-ingest.md#publishing), [projecting](../operations-patient-timeline.md#projecting).',
    ],
  },
  {
    name: 'delivered',
    promise: 'A message is acknowledged by its hospital within 60 s, for each destination',
    target: 0.99,
    service: 'integration',
    by: ['org', 'destination'],
    labels: { org: 'home', destination: 'clinic' },
    errorRatio: (window) =>
      above(
        {
          histogram: 'everchart_integration_delivery_seconds',
          matchers: 'service="integration"',
          seconds: 60,
          by: ['org', 'destination'],
        },
        window,
      ),
    series: (share) =>
      timedSeries('everchart_integration_delivery_seconds', 'service="integration",org="home",destination="clinic"', 60, share),
    means:
      'A hospital gets messages late. Nothing is lost, and the order of each patient is kept. A destination that acknowledges nothing at all shows in EverchartHospitalGetsNothing.',
    actions: [
      'Attempts by outcome and the time of an exchange (dashboard "Deliveries"): slow answers are the receiver\'s; attempts that fail have a reason in `GET /v1/orgs/{org}/destinations`.',
      'One message is in flight for each destination: more than one divided by the time of an exchange cannot go through.',
      'More: [sending](../operations-integration.md#sending).',
    ],
  },
  {
    name: 'sequenced',
    promise: 'An event has its entry in the audit log within 10 s',
    target: 0.999,
    service: 'retention',
    by: [],
    errorRatio: (window) =>
      above({ histogram: 'everchart_retention_sequencing_lag_seconds', matchers: 'service="retention"', seconds: 10 }, window),
    series: (share) => timedSeries('everchart_retention_sequencing_lag_seconds', 'service="retention"', 10, share),
    means: 'The audit log is behind: receipts answer `awaited`. Recording and reading go on.',
    actions: [
      'Where does it wait (dashboard "Streams")? Age of the outbox of each service, lag of the consumers of retention.',
      'More: [the log](../operations-retention.md#the-log).',
    ],
  },
];
