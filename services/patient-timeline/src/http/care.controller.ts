import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { accessInWords } from '../domain/access-words.js';
import { AccessesReader, type DestroyedYear } from '../application/accesses.reader.js';
import { CareStore } from '../infrastructure/care.store.js';
import { listEmergencies, readAccesses, reviewEmergency } from './care.operations.js';
import { problems } from './problems.js';
import { openable, orUnavailable } from './record.answer.js';
import { Reads } from './shedding.js';

const covers = [
  'Here are the accesses that the services for reading, for messages to other systems and for the audit log have put on record, and refusals of the service for recording.',
  'What a person recorded stands in the timeline, with their name.',
  'Accesses that were put on record while the service of the keys was away are in the audit log, and not here.',
];

/** Accesses answer for themselves: who looked, and what was opened in an emergency. */
@Controller('v1/orgs/:org')
@Roles('auditor', 'data-protection-officer')
export class CareController {
  constructor(
    @Inject(AccessesReader) private readonly reader: AccessesReader,
    @Inject(CareStore) private readonly store: CareStore,
  ) {}

  @Described(readAccesses)
  @Get('patients/:patientId/accesses')
  @Accesses('accesses.read')
  @Reads('analysis')
  async accesses(
    @Context() { org }: RequestContext,
    @Param('patientId') patientId: string,
    @Input() { query }: InputOf<typeof readAccesses>,
    @WhatIsShown() shown: Shown,
  ) {
    const patient = readUuid(patientId);
    if (patient === undefined) throw new ProblemError(problems['patient-unknown']);
    const { accesses, next, destroyedYears, asOf } = await openable(orUnavailable(this.reader.ofPatient(org, patient, query)));
    shown.note({ patient, patientKnown: accesses.length > 0, detail: { accesses: accesses.length } });
    return {
      patientId: patient,
      asOf: asOf?.toISOString() ?? null,
      accesses: accesses.map(({ id, service, access }) => {
        const { at, actor, role, purpose, operation, outcome, status, served, detail } = access;
        const { breakGlass } = (detail ?? {}) as { breakGlass?: object };
        const words = accessInWords({ service, access });
        return { accessId: id, service, at, words, actor, role, purpose, operation, outcome, status, ...(served && { served }), ...(breakGlass && { emergency: breakGlass }) }; // prettier-ignore
      }),
      destroyedYears: destroyedYears.map(yearShown),
      covers,
      next,
    };
  }

  @Described(listEmergencies)
  @Get('emergencies')
  @Accesses('emergencies.read')
  @Reads('care')
  async emergencies(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listEmergencies>, @WhatIsShown() shown: Shown) {
    const { limit, before, all } = query;
    const found = await orUnavailable(this.store.list(org, { limit: limit + 1, before, open: !all }));
    const page = found.slice(0, limit);
    shown.note({ detail: { emergencies: page.length } });
    shown.noteEach([...new Set(page.map(({ patientId }) => patientId))].map((patient) => ({ patient, patientKnown: true })));
    return {
      emergencies: page.map(({ id, openedAt, until, reviews, ...emergency }) => ({
        emergencyId: id,
        ...emergency,
        openedAt: openedAt.toISOString(),
        until: until.toISOString(),
        reviews: reviews.map(({ at, ...review }) => ({ ...review, at: at.toISOString() })),
      })),
      next: found.length > limit ? page.at(-1)!.id : null,
    };
  }

  @Described(reviewEmergency)
  @Post('emergencies/:emergencyId/reviews')
  @HttpCode(201)
  @Accesses('emergency.reviewed')
  @Reads('care')
  async review(
    @Context() { org, actor }: RequestContext,
    @Param('emergencyId') emergencyId: string,
    @Input() { body }: InputOf<typeof reviewEmergency>,
    @WhatIsShown() shown: Shown,
  ) {
    const id = readUuid(emergencyId);
    const emergency = id && (await orUnavailable(this.store.find(org, id)));
    if (!emergency) throw new ProblemError(problems['emergency-unknown']);
    shown.note({ patient: emergency.patientId, patientKnown: true, detail: { emergency: emergency.id, outcome: body.outcome } });
    if (emergency.actor === actor) throw new ProblemError(problems['emergency-own']);
    await shown.putOnRecord(201);
    await orUnavailable(this.store.review(org, emergency.id, { by: actor, outcome: body.outcome, note: body.note ?? null }));
    return { emergencyId: emergency.id, outcome: body.outcome };
  }
}

function yearShown({ year, tombstone }: DestroyedYear) {
  if (!tombstone) return { year };
  const { destroyedAt, dueOn, rule, eventId: destroyedBy } = tombstone;
  return { year, destroyedAt, ...(rule && { dueOn: dueOn!, rule }), destroyedBy };
}
