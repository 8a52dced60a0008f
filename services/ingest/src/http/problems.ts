import { problemTable, sharedProblems, type ProblemKind } from '@everchart/platform';
import { placeProblems, refusalProblems, releaseRefusals } from './refusal.problem.js';

const sendAgain = 'Nothing of this request was recorded. Send it again, with the same ids.';

/** What the store or the keyring failed for, when that passes: the same events may be sent again, with the same ids. */
export const passingProblems = problemTable({
  'rate-limited': { status: 429, title: 'More events than may be sent in this time', detail: sendAgain },
  'recording-overloaded': { status: 503, title: 'Too many events are waiting to be recorded', detail: sendAgain },
  'store-restored': {
    status: 503,
    title: 'The store was restored from a backup while this process was running',
    detail: 'Nothing of this request was recorded. The process is being started again: send the events again, with the same ids.',
  },
  'store-held': {
    status: 503,
    title: 'The store was set back behind what was seen of it',
    detail: 'Nothing of this request counts as recorded. An operator has to look; send the events again afterwards, with the same ids.',
  },
  'store-clock-wrong': {
    status: 503,
    title: 'The clock of the database is wrong',
    detail: 'Nothing of this request was recorded: its time of recording would be wrong for good. Send it again, with the same ids.',
  },
  'store-moving': { status: 503, title: 'The record is being moved to another database', detail: sendAgain },
  'record-contended': {
    status: 503,
    title: 'Others are writing to the same record right now',
    detail: 'Send the events again, with the same ids: each has one effect.',
  },
  'store-full': {
    status: 503,
    title: 'The store has no room for more',
    detail: 'What was refused left nothing behind. Send the events again, with the same ids, when there is room.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The record cannot be written right now',
    detail: 'Whether the events were recorded is not known. Send them again, with the same ids: each has one effect.',
  },
});

/** What the store refuses for the sake of what was sent: the same request fails again. */
export const storeProblems = problemTable({
  'group-across-shards': {
    status: 422,
    title: 'These events cannot be recorded all or none',
    detail:
      'Their records lie in different shards of the organisation, each with an order of its own: a batch or bundle of all or none, or an event that is written in two records. Nothing was recorded. Send the events of each patient in a request of its own, or without all or none.',
  },
  'event-not-storable': {
    status: 422,
    title: 'The store cannot hold the data of an event',
    detail:
      'Nothing of that event was recorded, and of the events sent with it some may have been. Send them again one by one, with the same ids.',
  },
});

/** What one event can be refused for, alone or as an item of a batch. */
export const eventProblems = problemTable({
  ...refusalProblems,
  'patient-unknown': { ...sharedProblems['patient-unknown'], detail: 'The first event of a record is patient.registered.' },
  'event-invalid': { status: 422, title: 'The event has faults' },
  'id-conflict': {
    status: 409,
    title: 'Another event was recorded under this id',
    detail: 'An id names one event permanently. Send this event with an id of its own.',
  },
  'version-conflict': {
    status: 412,
    title: 'The record has changed since it was read',
    detail: 'Read the record again, decide again, and send the event with the new version in If-Match.',
  },
  'patient-already-registered': {
    status: 409,
    title: 'The patient is registered already',
    detail: 'Send patient.details-amended to change details.',
  },
  'reference-missing': { status: 422, title: "The event refers to an entry that is not in this patient's record" },
  'record-destroyed': {
    status: 410,
    title: 'The record was destroyed',
    detail: 'Nothing can be recorded in it any more.',
  },
});

/** What one event of an organisation's directory can be refused for. */
export const roundProblems = problemTable({
  'event-invalid': eventProblems['event-invalid'],
  'id-conflict': eventProblems['id-conflict'],
  'record-destroyed': eventProblems['record-destroyed'],
});

/** What one event of releases can be refused for. */
export const releaseProblems = problemTable({ ...releaseRefusals, ...roundProblems });

export const directoryProblems = problemTable({
  ...placeProblems,
  ...roundProblems,
  'version-conflict': eventProblems['version-conflict'],
});

export const batchProblems = problemTable({
  'batch-invalid': { status: 422, title: 'The batch has faults' },
  'batch-refused': {
    status: 422,
    title: 'The batch was refused as a whole',
    detail: 'All or none was requested, and the events in "problems" were not accepted: nothing was recorded.',
  },
});

export const contractProblems = problemTable({
  'event-type-unknown': { status: 404, title: 'There is no such event type', detail: 'GET /v1/event-types lists them' },
});

/** Of FHIR requests, in addition to those of the events that they become. */
export const fhirProblems = problemTable({
  'bundle-invalid': { status: 400, title: 'The bundle has faults' },
  'bundle-too-large': { status: 422, title: 'The bundle has too many entries, or becomes too many events' },
  'entry-invalid': { status: 400, title: 'The request has faults' },
  'method-not-supported': { status: 405, title: 'This is not supported' },
  'type-not-supported': { status: 404, title: 'Resources of this type are not recorded here' },
  'entry-type-not-supported': { status: 422, title: 'An entry has a type of resource that is not recorded here' },
  'resource-unknown': {
    status: 404,
    title: 'No such version of a resource was created here',
    detail: 'What was recorded otherwise is read in the timeline.',
  },
  'subject-unknown': { status: 422, title: 'The resource refers to a patient who is not known in this organisation' },
  'resource-unmappable': { status: 422, title: 'The resource cannot become an event' },
  'identifier-used': {
    status: 409,
    title: 'Another resource has this identifier',
    detail: 'It is of another patient, or of this bundle. An identifier names one resource permanently.',
  },
  'resource-changed': {
    status: 409,
    title: 'Another version of this resource is on record',
    detail:
      'FHIR updates are not taken here. Record the change as an event: patient.details-amended for a patient, entry.amended for an entry. What is another resource needs an id of its own.',
  },
  'criteria-ambiguous': { status: 412, title: 'The criteria may match several resources', detail: 'Name one identifier.' },
  'criteria-not-supported': {
    status: 422,
    title: 'These criteria are not supported',
    detail: 'Only identifier=system|value is taken.',
  },
});

export const valuesOf = (...tables: Readonly<Record<string, ProblemKind>>[]): ProblemKind[] =>
  tables.flatMap((table) => Object.values(table));
