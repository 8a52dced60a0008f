import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { isKindClass, organisationStream } from '@everchart/contracts';
import { validateRetentionData } from '@everchart/contracts-retention';
import { API_POOL } from '@everchart/service-kit';
import {
  Context,
  Described,
  Input,
  ProblemError,
  Roles,
  sharedProblems,
  type Fault,
  type InputOf,
  type RequestContext,
} from '@everchart/platform';
import { withOrganisation, type Pool } from '@everchart/postgres';
import { readRuleFile, repeatedIds, wordsOf, type RuleFile } from '@everchart/retention-rules';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { clinicalClass } from '../application/due-dates.js';
import { Simulation, type SimulatedDate } from '../application/simulation.js';
import { ends } from '../domain/due-date.change.js';
import { dueDateReader, ruleIn, type DueDateRow } from '../infrastructure/due-date.reader.js';
import { encodePlace, explainClass, explainDueDate, listDueDates, simulateDueDates } from './due-dates.operations.js';
import { problems } from './problems.js';

/** When records are due and why, and what would be under other rules. */
@Controller('v1/orgs/:org')
@Roles('retention-officer', 'data-protection-officer')
export class DueDatesController {
  readonly #simulation: Simulation;

  constructor(@Inject(API_POOL) private readonly pool: Pool) {
    this.#simulation = new Simulation(pool);
  }

  @Described(listDueDates)
  @Accesses('due-dates.read')
  @Get('due-dates')
  async list(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listDueDates>, @WhatIsShown() shown: Shown) {
    const { limit, after, ...filter } = query;
    const { page, workingOut } = await withOrganisation(this.pool, org, async (tx) => ({
      page: await dueDateReader.list(tx, org, filter, after, limit),
      workingOut: await dueDateReader.isWorkingOut(tx, org),
    }));
    const { rows, next, isCutShort } = page;
    noteEach(shown, rows, { ...filter, records: rows.length });
    const searchedUpTo = next?.dueOn === 'infinity' ? 'no-day' : next?.dueOn;
    return { workingOut, records: rows.map(listedShown), ...(isCutShort && { searchedUpTo }), next: next ? encodePlace(next) : null };
  }

  @Described(explainDueDate)
  @Accesses('due-date.read')
  @Get('patients/:patientId/due-date')
  async explain(
    @Context() { org }: RequestContext,
    @Input() { params, query }: InputOf<typeof explainDueDate>,
    @WhatIsShown() shown: Shown,
  ) {
    const { patientId } = params;
    shown.note({ patient: patientId });
    const explained = await this.#explained(org, patientId, query.kind ?? clinicalClass);
    shown.note({ patient: patientId, patientKnown: true, detail: { revision: explained.revision } });
    return { patientId, ...explained };
  }

  @Described(explainClass)
  @Accesses('due-date.read')
  @Get('due-dates/:retentionClass')
  async explainClass(@Context() { org }: RequestContext, @Input() { params }: InputOf<typeof explainClass>, @WhatIsShown() shown: Shown) {
    const { retentionClass } = params;
    shown.note({ detail: { retentionClass } });
    return this.#explained(org, organisationStream(org), retentionClass);
  }

  @Described(simulateDueDates)
  @Accesses('due-dates.simulated')
  @Post('due-date-simulations')
  @HttpCode(200)
  async simulate(@Context() { org }: RequestContext, @Input() { body }: InputOf<typeof simulateDueDates>, @WhatIsShown() shown: Shown) {
    const { until = '9999-12-31', adopt, offered, withdraw, asOf, list, limit, after } = body;
    const faults = adopt.flatMap((set, at) =>
      setFaults(set).map(({ pointer, message }) => ({ pointer: `/adopt/${at}${pointer}`, message })),
    );
    if (faults.length > 0) throw new ProblemError({ ...sharedProblems['body-invalid'], faults });
    const sets = [...(adopt as unknown as RuleFile[]), ...offered.map((name) => readRuleFile(name))];
    const { dates, records, next } = await this.#simulation.page(org, { adopt: sets, withdraw, asOf }, after, limit);
    const isDue = ({ due }: SimulatedDate): boolean => due.dueOn !== undefined && due.dueOn <= until;
    const due = dates.filter(isDue);
    const changed = dates.filter(
      (each) => each.was === undefined || each.due.status !== each.was.status || each.due.keptThrough !== each.was.keptThrough,
    );
    const listed = list === undefined ? [] : list === 'due' ? due : changed;
    noteEach(shown, listed, { sets: sets.map(({ ruleSetId, version }) => `${ruleSetId}/${version}`), withdraw, examined: dates.length });
    return {
      ...(records === undefined ? {} : { records }),
      examined: dates.length,
      due: due.length,
      byYear: countBy(due, (each) => each.due.dueOn!.slice(0, 4)),
      byStatus: countBy(dates, (each) => each.due.status),
      changed: changed.length,
      earlier: changed.filter(({ due: then, was }) => was && ends(then) < ends(was)).length,
      inConflict: dates.filter((each) => each.due.conflicts.length > 0).length,
      listed: listed.map(({ due: { status, keptThrough, dueOn }, was, ...each }) => ({
        ...recordOf(each),
        status,
        keptThrough,
        dueOn,
        ...(was && { was: { status: was.status, keptThrough: was.keptThrough } }),
      })),
      next: next ?? null,
    };
  }

  async #explained(org: string, subject: string, retentionClass: string) {
    const { found, sets } = await withOrganisation(this.pool, org, async (tx) => ({
      found: await dueDateReader.find(tx, org, subject, retentionClass),
      sets: await dueDateReader.ruleSets(tx, org),
    }));
    if (!found) throw new ProblemError(problems['due-date-unknown']);
    const { due, facilities, revision, completed } = found;
    return {
      retentionClass,
      due,
      words: wordsOf(due, ruleIn(sets.map(({ ruleSet }) => ruleSet))),
      facilities,
      completed: completedShown(completed),
      revision,
    };
  }
}

/** What the contract of a set and its file cannot be without. */
export function setFaults(set: object): Fault[] {
  const faults = validateRetentionData('rule-set.adopted', 1, { reason: 'supposed', ...set });
  return faults.length > 0 ? [...faults] : repeatedIds(set as RuleFile);
}

export function answered(reply: FastifyReply, eventId: string, { isNew, recordedAt }: { isNew: boolean; recordedAt: string }) {
  void reply.status(isNew ? 201 : 200);
  return { eventId, recordedAt };
}

interface OfRecord {
  subject: string;
  retentionClass: string;
}

function recordOf({ subject, retentionClass }: OfRecord) {
  return { ...(isOfPatient(retentionClass) && { patientId: subject }), retentionClass };
}

function isOfPatient(retentionClass: string): boolean {
  return retentionClass === clinicalClass || isKindClass(retentionClass);
}

/** The call is an access, and so is each patient whom its answer names. */
function noteEach(shown: Shown, rows: readonly OfRecord[], detail: Record<string, unknown>): void {
  const patients = rows.filter(({ retentionClass }) => isOfPatient(retentionClass));
  shown.noteEach([{ detail }, ...patients.map(({ subject }) => ({ patient: subject, patientKnown: true }))]);
}

function listedShown({ due, facilities, completed, ...row }: DueDateRow) {
  const { status, keptThrough, dueOn, rule, conflicts, missing, acts } = due;
  return { ...recordOf(row), status, keptThrough, dueOn, rule, facilities, conflicts, missing, acts, completed: completedShown(completed) };
}

function completedShown(completed: DueDateRow['completed']) {
  if (!completed) return null;
  const { act, copy, receiver, reference, reason, actor: by, at, eventId } = completed;
  return { act, copy, receiver, reference, reason, by, at, eventId };
}

function countBy<T>(things: readonly T[], nameOf: (thing: T) => string): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(things, nameOf)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, each.length]),
  );
}
