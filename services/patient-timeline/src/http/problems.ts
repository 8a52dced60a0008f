import { problemTable, sharedProblems } from '@everchart/platform';

/** Refusals of this service, in addition to those of every service. */
export const problems = problemTable({
  'patient-unknown': sharedProblems['patient-unknown'],
  'record-destroyed': {
    status: 410,
    title: 'The record was destroyed',
    detail:
      'Its keys were destroyed, and what was made of it here was deleted. "destroyedBy" names the destruction; "certificateId", once it was issued, the certificate, which the service retention shows (GET /v1/orgs/{org}/certificates/{certificateId}).',
  },
  'position-malformed': { status: 400, title: 'Everchart-At-Least, or Last-Event-ID, is no position' },
  'position-of-other-organisation': { status: 400, title: 'Everchart-At-Least, or Last-Event-ID, belongs to another organisation' },
  'position-unknown': {
    status: 400,
    title: 'Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here',
    detail: 'It comes from another installation. Drop it and read without.',
  },
  'position-from-before-restore': {
    status: 409,
    title: 'Everchart-At-Least, or Last-Event-ID, is from before the store was restored',
    detail:
      'The store was restored from a backup since: what was recorded at that position may be gone. Drop the position, read again, and check what you recorded.',
  },
  'position-contradicted': {
    status: 409,
    title: 'Another event stands at the position of Everchart-At-Least, or Last-Event-ID',
    detail:
      'What was acknowledged or shown then is not what the store says now. Keep the position: it is evidence. An operator has to look.',
  },
  'not-yet-fresh': {
    status: 503,
    title: 'The record has not yet reached the requested position',
    detail: 'Ask again after Retry-After, or send "Everchart-Allow-Stale: true" to get the state as it is, marked as stale.',
  },
  overloaded: sharedProblems.overloaded,
  'past-busy': {
    status: 503,
    title: 'Too many reads of the past of this organisation wait already',
    detail: 'Ask again after Retry-After. Reads of the record as it is go on.',
  },
  'version-unknown': {
    status: 400,
    title: 'The record has not come to that version',
    detail:
      'The record shown here ends before "atVersion". To wait for it, send the position that was served with it as Everchart-At-Least.',
  },
  'record-stopped': {
    status: 503,
    title: 'The record waits: its first events cannot be shown',
    detail: 'The projection of this patient stopped. The events are safe; an operator has to look.',
  },
  'stream-lost': {
    status: 503,
    title: 'Whether there is such a patient is not known',
    detail: 'The stream lost records before they came here. Nothing recorded is lost; an operator has to publish it again.',
  },
  'doses-too-many': {
    status: 400,
    title: 'The window has more doses than one answer is made of',
    detail: 'Request a shorter one: from and to. What is due is not worked out from a part of what is on record.',
  },
  'series-too-large': {
    status: 422,
    title: 'The time has more values than buckets are made of',
    detail: 'Buckets are made of 20,000 observations at most. Request a shorter time: from and to.',
  },
  'unit-too-large': {
    status: 400,
    title: 'The unit has more residents, or more of them on record, than one answer shows',
    detail: 'An answer shows 500 residents, in 16 MiB. Name a unit of the facility, or a shorter time.',
  },
  'search-busy': {
    status: 503,
    title: 'Too many searches of this organisation wait already',
    detail: 'Search again after Retry-After. Reads of records go on.',
  },
  'resume-too-old': {
    status: 410,
    title: 'What came behind Last-Event-ID is more than 24 hours old, and is not sent again',
    detail:
      'Entries are sent again for 24 hours. Read the record or the board, and follow from the position of that answer (Last-Event-ID): nothing lies between.',
  },
  'live-streams-too-many': {
    status: 429,
    title: 'Too many live streams are open: of this caller, of the organisation, or of the process',
    detail: 'Close some, or come back after Retry-After.',
  },
  'live-draining': { status: 503, title: 'This process ends: another one opens the stream' },
  'care-relation-missing': {
    status: 403,
    title: 'You do not care for this patient',
    detail:
      'The organisation shows a record to those of the facility or unit where the patient is, or was some days ago. In an emergency send "Everchart-Break-Glass: <why>": the record opens at once, for an hour. It is on record, and somebody looks at it afterwards.',
  },
  'emergency-unknown': { status: 404, title: 'There is no such emergency' },
  'emergency-own': { status: 403, title: 'An emergency is judged by somebody else than the one who opened it' },
  'access-unknown': {
    status: 404,
    title: 'There is no such access to this record',
    detail:
      '"asServed" is the id of an access (GET accesses), or the receipt of an answer of this service, that showed a state of this patient\'s record.',
  },
  'as-served-forbidden': { status: 403, title: 'What was served to a person is shown to auditors' },
  'accesses-unavailable': {
    status: 503,
    title: 'Accesses cannot be opened right now',
    detail: 'The service of the keys does not answer. They are safe on record.',
  },
  'export-unknown': {
    status: 404,
    title: 'No copy of this record may be made under this id',
    detail: 'Retention says which: a decision of a moment ago may be on its way. Ask again after Retry-After.',
  },
  'export-closed': {
    status: 409,
    title: 'No copy may be made for the request any more',
    detail: 'The request was answered or withdrawn, or the time has passed for which the copy was approved.',
  },
  'export-busy': {
    status: 503,
    title: 'Another copy is being made',
    detail: 'A process makes one at a time. Ask again after Retry-After.',
  },
  'export-too-large': { status: 422, title: 'More than 50 records were merged: they are not exported together' },
  'record-unavailable': { status: 503, title: 'The record cannot be read right now' },
});
