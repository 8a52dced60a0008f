import { instantText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { answerWithoutEtag, fresheningHeaders, freshnessProblems, pastInstant } from './patients.operations.js';
import { problems } from './problems.js';
import { isSpanWithin, spanMs } from './read-request.js';
import { boardSchema, handoverSchema, roundSchema } from './units.schemas.js';

const name = z.string().min(1).max(200);
const unitMessage = 'name the facility, the unit, or both';
export const unit = {
  facility: name.optional().describe('Id, code or name in the directory, or as the stays name it'),
  unit: name.optional().describe('Likewise; without it: the whole facility'),
};
export const isNamed = (query: { facility?: string | undefined; unit?: string | undefined }): boolean =>
  query.facility !== undefined || query.unit !== undefined;
export const named = { path: ['unit'], message: unitMessage };

const viewpoint = {
  knownAt: pastInstant.optional().describe('Show the unit by what was recorded up to then: who was in it, and what was known of them'),
  happenedBy: pastInstant
    .optional()
    .describe('Show what had happened by then, by the times that count in what is known. Without knownAt: by what is known now'),
};

const ofUnit = {
  tag: 'units',
  headers: fresheningHeaders,
  problems: [...freshnessProblems, problems['unit-too-large'], problems['care-relation-missing'], problems['past-busy']],
};

const where = { at: '2026-03-01T19:05:00.000Z', facility: 'Garden Home', unit: 'Garden', places: { facility: { id: 'garden-home', name: 'Garden Home' } }, position: 'WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0', stale: false }; // prettier-ignore
const anna = { patientId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22', name: { family: 'Keller', given: ['Anna'] }, birthDate: '1941-03', location: { facility: 'Garden Home', unit: 'Garden', room: '12' }, places: { facility: { id: 'garden-home', name: 'Garden Home' } } }; // prettier-ignore
const last = { streamVersion: 42, lastRecordedAt: '2026-03-01T18:31:12.004211Z' };

export const readBoard = {
  ...ofUnit,
  summary: 'Board of a facility or a unit',
  description:
    'One line for each resident, in the order of rooms: the worst open flag, doses due and overdue now, the last check. 500 residents at most. The access to each of them is on record before the answer leaves.',
  query: z.strictObject({ ...unit, ...viewpoint, since: instantText.optional().describe("The reader's last look: lines say whether something was recorded after it") }).refine(isNamed, named),
  answers: answerWithoutEtag('The board', boardSchema, { ...where, residents: [{ ...anna, flag: null, flags: 0, unacknowledged: 0, doses: { due: 1, overdue: 0 }, lastCheck: null, ...last }] }),
} satisfies OperationShape; // prettier-ignore

const hourMs = 60 * 60_000;
const longestSlotHours = 24;

export const readRound = {
  ...ofUnit,
  summary: 'Round of a unit in a slot of time',
  description:
    'Medication and observations: what each resident needs in the slot, in the order of rooms, what was done already, by whom, and who took the round over. 500 residents at most. The access to each of them is on record before the answer leaves.',
  query: z
    .strictObject({
      ...unit,
      ...viewpoint,
      from: instantText.optional().describe('Begin of the slot; an hour before now, or three before `to`'),
      to: instantText.optional().describe('End of the slot; two hours after now, or three after `from`'),
    })
    .refine(isNamed, named)
    .refine(({ from, to }) => isSpanWithin(spanMs(from, to), longestSlotHours * hourMs), {
      path: ['to'],
      message: `must be after from, and at most ${longestSlotHours} hours`,
    }),
  answers: answerWithoutEtag('The round', roundSchema, { ...where, from: '2026-03-01T18:05:00.000Z', to: '2026-03-01T21:05:00.000Z', takenOver: [], residents: [{ ...anna, allergies: [], medication: [], counts: { planned: 0, due: 0, overdue: 0, given: 0, 'not-given': 0, skipped: 0 }, observations: { last: [], plan: [], due: [], done: [], more: 0 }, streamVersion: 42 }] }),
} satisfies OperationShape; // prettier-ignore

export const readHandover = {
  ...ofUnit,
  summary: 'Handover of a unit since an instant',
  description:
    'Everything that was recorded in the unit since then, for each resident: important first, residents too; rounds that were taken over since then, and who has read the handover. Entries that happened more than seven days before are not among them; of a resident 100 at most, `more` says how many are missing. The access to each resident is on record before the answer leaves.',
  query: z.strictObject({ ...unit, ...viewpoint, since: instantText.describe('Recorded after') }).refine(isNamed, named),
  answers: answerWithoutEtag('The handover', handoverSchema, { ...where, since: '2026-03-01T06:00:00Z', takenOver: [], readBy: [{ by: 'nurse-benedikt', role: 'nurse', at: '2026-03-01T18:40:12.120Z', since: '2026-03-01T06:00:00Z' }], residents: [{ ...anna, changes: [], more: 0, streamVersion: 42 }] }),
} satisfies OperationShape; // prettier-ignore
