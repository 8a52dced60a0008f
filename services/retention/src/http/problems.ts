import { problemTable, sharedProblems } from '@everchart/platform';

/** Refusals of this service, in addition to those of every service. */
export const problems = problemTable({
  'log-empty': { status: 404, title: 'The log has no entry yet' },
  'checkpoint-unknown': { status: 404, title: 'There is no such checkpoint', detail: 'GET checkpoints lists those that are kept.' },
  'tile-unknown': {
    status: 404,
    title: 'There is no such tile',
    detail: "A tile of fewer than 256 is requested with its width: .p/<width>. Which ones there are follows from the checkpoint's size.",
  },
  'event-unknown': {
    status: 404,
    title: 'The event is not in the log',
    detail: 'An event that was recorded a moment ago may still be on its way: ask again, or look at the completeness report.',
  },
  'id-conflict': {
    status: 409,
    title: 'Another event was recorded under this id',
    detail: 'An id names one event permanently. Send this event with an id of its own.',
  },
  'record-destroyed': {
    status: 410,
    title: 'The record was destroyed',
    detail: 'Nothing can be recorded in it any more.',
  },
  'decision-not-recorded': {
    status: 503,
    title: 'The decision cannot be put on record right now',
    detail: 'Whether it was recorded is not known. Send it again, with the same id: it has one effect.',
  },
  'patient-unknown': sharedProblems['patient-unknown'],
  'due-date-unknown': {
    status: 404,
    title: 'There is no date for this record',
    detail: 'No entry of it is known here, or the organisation has adopted no rules.',
  },
  'act-not-due': {
    status: 409,
    title: 'The record is not due for this act',
    detail:
      'It is not due yet, has another date or rule than the one that is named, or its rule asks for something else. Look at its date again.',
  },
  'rule-set-unknown': { status: 404, title: 'There is no such set of rules' },
  'fact-unknown': { status: 404, title: 'No such fact is stated of the record' },
  'hold-unknown': { status: 404, title: 'There is no such hold' },
  'hold-lifted': { status: 409, title: 'The hold was lifted before', detail: 'A hold is lifted once. Place another one to hold again.' },
  'hold-awaits-record': {
    status: 503,
    title: 'The hold is in force, and is not on record yet',
    detail: 'It goes on record when the store or the keyring answers again. Send it again, with the same id, to see.',
  },
  'destruction-unknown': { status: 404, title: 'There is no such destruction' },
  'destruction-ended': { status: 409, title: 'The destruction has begun, or is rejected', detail: 'List what is due again.' },
  'nothing-due': { status: 409, title: 'Nothing is due that could be listed' },
  'nothing-free': {
    status: 409,
    title: 'Something stands against each of the 100,000 records that are due longest',
    detail: 'More are not looked at for one list. Name records: GET due-dates has all that are due.',
  },
  'not-to-be-destroyed': {
    status: 409,
    title: 'Some of the records must not be destroyed',
    detail: 'The faults name them, each with what stands against it. Nothing was listed.',
  },
  'list-changed': {
    status: 409,
    title: 'The list is not any more what was shown',
    detail: 'The faults name the records that have changed. List what is due again: it needs other approvals.',
  },
  'digest-differs': {
    status: 409,
    title: 'The digest is that of another list',
    detail: 'Look at the list, and approve the digest that it has.',
  },
  'role-not-needed': { status: 409, title: 'No approval in this role is needed' },
  'approvals-missing': { status: 409, title: 'Approvals are missing' },
  'holds-not-known': {
    status: 503,
    title: 'Whether holds stand against it is not known right now',
    detail: 'Holds that are on record have not come here yet. Nothing is listed, approved or begun until they have.',
  },
  'rejections-not-known': {
    status: 503,
    title: 'Whether the list was rejected is not known right now',
    detail: 'Rejections that are on record have not come here yet. Nothing begins until they have.',
  },
  'certificate-unknown': { status: 404, title: 'There is no such certificate' },
  'certificate-not-signed': {
    status: 503,
    title: 'The certificate is not signed yet',
    detail: 'It is signed a moment after it is issued or completed.',
  },
  'backup-unknown': { status: 404, title: 'There is no such generation of backups' },
  'backup-known': { status: 409, title: 'A generation of this name was declared before, with other times' },
  'backup-expired': { status: 409, title: 'The generation has expired before' },
  'request-unknown': { status: 404, title: 'There is no such request' },
  'request-closed': { status: 409, title: 'The request was answered or withdrawn before' },
  'request-extended': { status: 409, title: 'The request was extended before', detail: 'The answer may take two further months, once.' },
  'request-for-erasure': {
    status: 409,
    title: 'The request asks for no copy',
    detail: 'A copy is made for a request for access or portability.',
  },
  'request-overdue': {
    status: 409,
    title: 'The request is overdue',
    detail: 'That an answer takes longer is said within the month in which it was due (GDPR 12(3)).',
  },
});
