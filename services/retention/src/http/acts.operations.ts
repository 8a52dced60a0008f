import { uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { decisionBody, decisionProblems } from './decision.operations.js';
import { recordedAnswers } from './due-dates.operations.js';
import { problems } from './problems.js';

const body = decisionBody('act.completed', 'ActToComplete');
const description =
  'Archived, anonymised or handed over, outside of Everchart: `GET due-dates?status=to-do` lists what waits for it. Nothing is destroyed by it. With `copy: to-be-destroyed` the own copy can be listed for destruction, which two people approve.';
const refusals = [...decisionProblems, problems['due-date-unknown'], problems['act-not-due']];

export const completeAct = {
  summary: 'Says that an officer has done with a record that is due what its rule asks for',
  description,
  tag: 'due dates',
  params: z.object({ patientId: uuidText }),
  body,
  answers: recordedAnswers,
  problems: refusals,
} satisfies OperationShape;

export const completeOwnAct = {
  summary: 'The same of a record of the organisation itself',
  description,
  tag: 'due dates',
  body,
  answers: recordedAnswers,
  problems: refusals,
} satisfies OperationShape;
