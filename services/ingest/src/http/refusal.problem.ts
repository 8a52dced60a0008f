import type { ProblemOptions } from '@everchart/platform';
import type { PlaceRefusal, PlaceRefusalCode, ReleaseRefusal, ReleaseRefusalCode } from '../domain/directory/index.js';
import type { Refusal, RefusalCode } from '../domain/rules/index.js';

interface RefusalProblem {
  status: 404 | 409 | 422;
  title: string;
  /** What to do about it. */
  detail: string;
  /** Said of the member that is to blame, where there is one. */
  fault?: string;
}

const knowingly = 'If it did happen, send it with data.override, which says why.';

/**
 * What the rules of recording refuse, as apps see it. 409: the record stands against it, and may change; 422: it is
 * wrong with every later state of the record; 404: there is no such record.
 */
export const refusalProblems: Readonly<Record<RefusalCode, RefusalProblem>> = {
  'patient-unknown': {
    status: 404,
    title: 'There is no such patient in this organisation',
    detail: 'The first event of a record is patient.registered.',
    fault: 'is not a patient of this organisation',
  },
  'patient-merged': {
    status: 409,
    title: 'The record was replaced by another one of the same person',
    detail: 'Record it for the patient named in otherPatientId. What was recorded here before can still be amended and struck here.',
    fault: 'was replaced by another record: take the one named in otherPatientId',
  },
  'patient-deceased': {
    status: 409,
    title: 'The patient had died by then',
    detail: `Check when it happened. If the death, or its time, was recorded in error, amend or strike the entry named in first. ${knowingly}`,
  },
  'merge-invalid': {
    status: 422,
    title: 'These records cannot be merged, or parted, like this',
    detail:
      'Send patient.merged with the link replaced-by for the record that ends, naming a record that goes on; the other side is written along. Both sides are taken back by striking it there.',
    fault: 'must name another record, which goes on, from the record that ends',
  },
  'merge-death-changed': {
    status: 409,
    title: 'What the record knows of the death changed since',
    detail:
      'The record that goes on takes the death over when it is merged. Of a merge that is being sent: send it again, as it was. Of one that a strike would restore: merge with a new event instead.',
  },
  'death-merged': {
    status: 409,
    title: 'The death counts in the record that replaced this one',
    detail:
      'It would differ from what the record named in otherPatientId took over. Strike the merge named in first, correct the death here, and merge again.',
  },
  'stay-exists': {
    status: 409,
    title: 'There is, or was, a stay with this id',
    detail: 'Each stay has an id of its own, also after its admission was cancelled. Send the admission with a new stayId.',
  },
  'stay-unknown': {
    status: 422,
    title: 'No admission begins this stay',
    detail: 'A stay begins with stay.admitted. Check stayId.',
    fault: "is not a stay in this patient's record",
  },
  'stay-closed': {
    status: 409,
    title: 'The stay had ended by then',
    detail: 'The discharge is named in first. If it was an error, send stay.cancelled for it, or strike it.',
  },
  'stay-cancelled': {
    status: 409,
    title: 'The stay was cancelled',
    detail: 'Its admission never took place, says the entry named in first. If that was an error, strike it.',
  },
  'stay-not-discharged': {
    status: 409,
    title: 'There is no discharge to cancel',
    detail: 'The stay is open: it was not discharged, or its discharge was cancelled or struck already.',
  },
  'stay-not-transferred': {
    status: 409,
    title: 'There is no transfer to cancel',
    detail: 'This stay has no transfer, or the transfers were cancelled or struck already.',
  },
  'stay-order': {
    status: 409,
    title: 'The steps of the stay would be out of order',
    detail: `A stay begins with its admission and ends with its discharge; the step named in first lies on the wrong side of this one. Check both times, and amend the one that is wrong. ${knowingly}`,
  },
  'stay-open': {
    status: 409,
    title: 'The patient is in another stay',
    detail: `The admission named in first began a stay that is open: record its discharge, or strike or cancel what was an error. ${knowingly}`,
  },
  'dose-given': {
    status: 409,
    title: 'This dose has been given',
    detail: `The entry named in first says so: do not give it again before that is cleared up. ${knowingly}`,
  },
  'prescription-stopped': {
    status: 409,
    title: 'The prescription had been stopped by then',
    detail: 'The entry named in first stopped it. Record a new prescription; doses that were given are recorded all the same.',
  },
  'flag-cleared': {
    status: 409,
    title: 'The flag had been cleared by then',
    detail: 'The entry named in first cleared it. Raise a new flag.',
  },
  'flag-unchanged': {
    status: 409,
    title: 'The flag had this colour already',
    detail: 'The entry named in first gave it this colour. There is nothing to change.',
  },
  'flag-acknowledged': {
    status: 409,
    title: 'The flag was acknowledged already',
    detail: 'The entry named in first acknowledged it in this colour. There is nothing to do.',
  },
  'flag-not-acknowledged': {
    status: 409,
    title: 'The flag was not acknowledged in this colour',
    detail: 'A red or orange flag is acknowledged before it is cleared: send flag.acknowledged first.',
  },
  'entry-followed-too-often': {
    status: 409,
    title: 'The entry was changed or amended a thousand times',
    detail: 'No more is recorded on top of it. Clear the flag, or strike the entry, and record it again as a new one.',
  },
  'allergy-refuted': {
    status: 409,
    title: 'The allergy was refuted already',
    detail: 'The entry named in first refuted it. There is nothing to do.',
  },
  'problem-resolved': {
    status: 409,
    title: 'The problem was resolved already',
    detail: 'The entry named in first resolved it. If it came back and was resolved again, record it as a new problem.',
  },
  'preference-withdrawn': {
    status: 409,
    title: 'The preference was withdrawn already',
    detail: 'The entry named in first withdrew it. There is nothing to do.',
  },
  'consent-withdrawn': {
    status: 409,
    title: 'The consent was withdrawn already',
    detail: 'The entry named in first withdrew it. There is nothing to do.',
  },
  'instruction-ended': {
    status: 409,
    title: 'The instruction was revised or ended already',
    detail: 'The entry named in first ended it. If that is a revision, it is the instruction to revise or end now.',
  },
  'entry-type-wrong': {
    status: 422,
    title: 'The event refers to an entry of another kind',
    detail: 'The entry is there, but it is not what this event can speak of. Check the id.',
    fault: 'is not an entry of the kind that is meant here',
  },
  'entry-struck': {
    status: 409,
    title: 'The entry was struck',
    detail: 'It counts no more, since the strike named in first. If that was an error, strike the strike: the entry then counts again.',
    fault: 'is an entry that was struck',
  },
  'strike-final': {
    status: 422,
    title: 'A strike that took back another one cannot be struck',
    detail: 'The entry counts again. If it is wrong after all, strike the entry itself again.',
    fault: 'is a strike of a strike',
  },
  'not-amendable': {
    status: 422,
    title: 'An entry of this kind is not amended',
    detail: 'An amendment is corrected by a further one of the same entry; a strike or a merge by striking it.',
    fault: 'is an entry of a kind that is not amended',
  },
  'amendment-moves-entry': {
    status: 422,
    title: 'The amendment would make another entry of it',
    detail:
      'It changes what the entry belongs to: its stay, the day of a dose, or the entry that it refers to; or it states a death where none was stated. Strike the entry and record it again.',
    fault: 'belongs to another stay, dose or entry than what it amends',
  },
  'move-invalid': {
    status: 422,
    title: 'The entry cannot be moved there',
    detail: 'An entry is moved to another patient. A registration, a merge, a strike and an amendment are not moved, but struck.',
    fault: 'is not a place that the entry can be moved to',
  },
  'move-amended': {
    status: 409,
    title: 'The entry was amended and cannot be moved as it is',
    detail:
      'Its amendment is named in first, and would be lost. Strike the entry without movedTo, and record it anew for the right patient.',
  },
};

/** The same of an organisation's directory. */
export const placeProblems: Readonly<Record<PlaceRefusalCode, RefusalProblem>> = {
  'place-exists': {
    status: 409,
    title: 'There is, or was, a place with this id',
    detail: 'An id names one place permanently, also after it was closed. Open the place under a new id.',
    fault: 'names another place',
  },
  'place-unknown': {
    status: 422,
    title: 'There is no such place in the directory',
    detail: 'A facility is opened before its units, a unit before its rooms, a room before its beds.',
    fault: 'is not in the directory',
  },
  'place-elsewhere': {
    status: 422,
    title: 'The place is in another one',
    detail: 'A place stays where it was opened, by the event named in first. Close it, and open another one where it is now.',
    fault: 'is not the place that it was opened in',
  },
  'place-closed': {
    status: 409,
    title: 'The place was closed',
    detail: 'The event named in first closed it. A place that was closed is not opened again: open another one under a new id.',
    fault: 'was closed',
  },
  'place-in-use': {
    status: 409,
    title: 'Something is open in the place',
    detail: 'Closing a place closes nothing in it. Close what is in it first, such as that which the event named in first opened.',
    fault: 'holds a place that is open',
  },
  'place-code-used': {
    status: 409,
    title: 'Another place beside it has this code',
    detail: 'The event named in first opened it. Two open places in one have different codes, so that an entry that names one is clear.',
    fault: 'is the code of a place beside it',
  },
  'place-full': {
    status: 409,
    title: 'No more places can be open in this one',
    detail: 'A facility has 1,000 open units at most, a unit as many rooms, a room as many beds.',
    fault: 'holds as many open places as it can',
  },
  'place-order': {
    status: 409,
    title: 'The steps of the place would be out of order',
    detail:
      'A place is opened first and closed last; what is in it is opened after it and closed before it. Check occurredAt against the event named in first, or against what was done in it last.',
  },
};

/** Of events that say which release serves whom. */
export const releaseRefusals: Readonly<Record<ReleaseRefusalCode, RefusalProblem>> = {
  'release-epoch-passed': {
    status: 409,
    title: 'The epoch is not the next one of the organisation',
    detail:
      'Something was assigned, overridden or ended since, by the event named in first. Look at what holds now (GET …/releases), decide again, and send the event under an id of its own with the epoch behind the one that is named here.',
    fault: 'is not the next epoch of the organisation',
  },
  'release-override-unknown': {
    status: 409,
    title: 'The user has no release of their own',
    detail: 'The user is served by the release of all others. There is nothing to do.',
    fault: 'has no release of their own',
  },
  'release-overrides-full': {
    status: 409,
    title: 'No more users of the organisation can have a release of their own',
    detail: 'A hundred can. End what is not needed any more, or assign the release to the organisation.',
    fault: 'is one user too many',
  },
  'release-behind': {
    status: 409,
    title: 'The release is not as far as another one',
    detail:
      'It lacks the number of events in lag, or what it reads by is not built, or it could not apply something. Wait until it has caught up, or mend what it could not apply (everchart projections list, faults).',
    fault: 'is not as far as another release',
  },
  'release-not-running': {
    status: 409,
    title: 'No process of the release answers',
    detail: 'Start it, or check its name. An organisation is switched to a release that runs.',
    fault: 'is not the name of a release that answers',
  },
};

/**
 * What a refused event is answered with.
 * @param first what may be shown of the conflicting event: from its header, never from its data
 */
export function refusalProblem(refusal: Refusal | PlaceRefusal | ReleaseRefusal, first?: Readonly<{ id: string }>): ProblemOptions {
  const { fault, ...problem } = { ...refusalProblems, ...placeProblems, ...releaseRefusals }[refusal.code];
  const inTheWay = first ?? (refusal.first === undefined ? undefined : { id: refusal.first });
  const extensions = {
    ...(inTheWay ? { first: inTheWay } : {}),
    ...(refusal.otherPatientId === undefined ? {} : { otherPatientId: refusal.otherPatientId }),
    ...('epoch' in refusal ? { epoch: refusal.epoch } : {}),
    ...('lag' in refusal ? { lag: refusal.lag } : {}),
  };
  return {
    code: refusal.code,
    ...problem,
    ...(refusal.pointer === undefined ? {} : { faults: [{ pointer: `/data${refusal.pointer}`, message: fault ?? problem.title }] }),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
}
