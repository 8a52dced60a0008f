import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { valueAt } from '@everchart/contracts-organisation';
import { Context, Described, ProblemError, readInput, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { encodePositionToken } from '@everchart/envelope';
import { instantMs, readUuid } from '@everchart/primitives';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessesReader } from '../application/accesses.reader.js';
import type { Directory } from '../application/directory.reader.js';
import { RecentDirectories } from '../application/recent.directories.js';
import { RecordReader, type Currency, type Freshening, type ReadResult } from '../application/record.reader.js';
import { encodeTimelineCursor } from '../application/timeline-cursor.js';
import { RecordHistory, type DifferenceRow, type Past, type PastState, type Viewpoint } from '../infrastructure/record.history.js';
import { RecordStore, type Standing, type SummaryRow, type TimelinePage, type TimelineQuery } from '../infrastructure/record.store.js';
import { readDifference, readSummary, readTimeline } from './patients.operations.js';
import { problems } from './problems.js';
import { fresheningOf, nameOfViewpoint, viewpointOf } from './read-request.js';
import { currencyIn, openable, orUnavailable, recordAnswer, type JsonText, type RecordAnswer, type Rendered } from './record.answer.js';
import { Reads } from './shedding.js';

export const noPatient: RecordAnswer = recordAnswer(
  { outcome: 'patient-unknown', position: undefined, stale: undefined, asOf: undefined },
  () => ({ body: '' }),
);

@Controller('v1/orgs/:org/patients/:patientId')
@Roles('carer', 'nurse', 'auditor', 'system')
export class PatientsController {
  constructor(
    @Inject(RecordStore) private readonly store: RecordStore,
    @Inject(RecordHistory) private readonly history: RecordHistory,
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(AccessesReader) private readonly accesses: AccessesReader,
    @Inject(RecentDirectories) private readonly directories: RecentDirectories,
  ) {}

  @Described(readSummary)
  @Get('summary')
  @Accesses('summary.read')
  @Reads('emergency')
  async summary(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const patient = readUuid(patientId);
    const { headers, query } = readInput(readSummary, request);
    if (patient === undefined) return answered(noPatient, reply, shown);
    const viewpoint = await this.viewpointOf(context, patient, query);
    const freshening = fresheningOf(headers, request, viewpoint?.knownAt);
    const load = (): Promise<MaybePast<SummaryRow>> =>
      viewpoint ? this.history.summary(context.org, patient, viewpoint) : this.store.summary(context.org, patient, freshening.lane);
    const result = await this.read(context, patient, freshening, load);
    // Of what is refused nothing is read.
    const directory = result.outcome === 'shown' ? await orUnavailable(this.directories.read(context.org)) : undefined;
    const answer = recordAnswer(result, (row, position) =>
      rendered(context, viewpoint, row, position, (shown) => ({
        body: summaryBody(patient, row, shown, currencyOf(result), { viewpoint, flagMinutes: directory!.flagMinutes }),
        detail: Object.keys(row.more).length > 0 ? { more: row.more } : {},
      })),
    );
    return answered(answer, reply, shown, patient);
  }

  @Described(readDifference)
  @Get('difference')
  @Accesses('difference.read')
  @Reads('analysis')
  async difference(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const patient = readUuid(patientId);
    const { headers, query } = readInput(readDifference, request);
    if (patient === undefined) return answered(noPatient, reply, shown);
    const { from, to, clock } = query;
    const at = (instant: string | undefined): Viewpoint => (clock === 'recorded' ? { knownAt: instant } : { happenedBy: instant });
    const load = (): Promise<DifferenceRow> => this.history.difference(context.org, patient, at(from), at(to));
    const { knownAt } = at(to ?? (clock === 'recorded' ? from : undefined));
    const result = await this.read(context, patient, fresheningOf(headers, request, knownAt), load);
    const answer = recordAnswer(result, (row) => {
      const position = row.past.place && tokenOf(context.org, row.past.place);
      const streamVersion = row.past.version;
      const body = {
        clock,
        from: { at: from, streamVersion: row.from.version },
        to: { at: to ?? null, streamVersion },
        entries: row.entries,
        summary: row.summary,
      };
      return {
        body: `${frame(patient, row, { position, streamVersion }, currencyOf(result))},${JSON.stringify(body).slice(1)}`,
        detail: { clock, from, to },
        shows: { position, streamVersion },
      };
    });
    return answered(answer, reply, shown, patient);
  }

  @Described(readTimeline)
  @Get('timeline')
  @Accesses('timeline.read')
  @Reads('care')
  async timeline(
    @Context() context: RequestContext,
    @Param('patientId') patientId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const patient = readUuid(patientId);
    const { query, headers } = readInput(readTimeline, request);
    if (patient === undefined) return answered(noPatient, reply, shown);
    const wanted = wantedOf(query);
    const viewpoint = await this.viewpointOf(context, patient, query);
    const load = (): Promise<MaybePast<TimelinePage>> =>
      viewpoint ? this.history.timeline(context.org, patient, viewpoint, wanted) : this.store.timeline(context.org, patient, wanted);
    const freshening = fresheningOf(headers, request, viewpoint?.knownAt);
    const result = await this.read(context, patient, freshening, load);
    const answer = recordAnswer(result, (row, position) =>
      rendered(context, viewpoint, row, position, (shown) => ({
        body: timelineBody(patient, row, shown, currencyOf(result), { ...viewpoint, limit: query.limit }),
        detail: { entries: row.shown, ...filterOf(query) },
      })),
    );
    return answered(answer, reply, shown, patient);
  }

  /** Of what was served to a person, the state that the access names. @throws ProblemError */
  private async viewpointOf(
    { org, role }: RequestContext,
    patient: string,
    { asServed, ...instants }: Viewpoint & { asServed?: string | undefined },
  ): Promise<Viewpoint | undefined> {
    if (asServed === undefined) return viewpointOf(instants);
    if (role !== 'auditor') throw new ProblemError(problems['as-served-forbidden']);
    const access = await openable(orUnavailable(this.accesses.find(org, patient, asServed)));
    const { streamVersion: atVersion } = access?.served ?? {};
    if (access?.outcome !== 'granted' || atVersion === undefined) throw new ProblemError(problems['access-unknown']);
    const { happenedBy } = (access.detail ?? {}) as { happenedBy?: string };
    return { atVersion, ...(happenedBy === undefined ? {} : { happenedBy }), asServed };
  }

  private async read<Row extends Standing>(
    { org }: RequestContext,
    patient: string,
    freshening: Freshening,
    load: () => Promise<Row>,
  ): Promise<ReadResult<Row>> {
    return orUnavailable(this.reader.read(org, patient, freshening, load), 'past-busy');
  }
}

type MaybePast<Row> = Row & Partial<Pick<Past<Row>, 'past'>>;

/** The state that is in the answer. */
interface StateShown {
  position: string | undefined;
  streamVersion: number;
  past?: object;
}

/** Renders an answer that shows the record as it is, or as it was: then it says so, and so does the access. */
function rendered(
  { org }: RequestContext,
  viewpoint: Viewpoint | undefined,
  { streamVersion, past }: MaybePast<Standing>,
  position: string | undefined,
  render: (shown: StateShown) => Rendered,
): Rendered {
  if (!viewpoint || !past) return render({ position, streamVersion: streamVersion! });
  if ((viewpoint.atVersion ?? 0) > past.recordVersion) throw new ProblemError(problems['version-unknown']);
  const shows = { position: past.place && tokenOf(org, past.place), streamVersion: past.version };
  const { version, recordVersion, recordedUntil } = past;
  const answer = render({ ...shows, past: { ...viewpoint, empty: version === 0, recordVersion, recordedUntil } });
  return { ...answer, detail: { ...answer.detail, ...viewpoint }, shows };
}

export function tokenOf(org: string, { storeId, epoch, shard, position }: NonNullable<PastState['place']>): string {
  return encodePositionToken({ org, storeId, epoch, positions: { [shard]: position } });
}

export function currencyOf<Row extends Standing>(result: ReadResult<Row>): Currency {
  return result.outcome === 'shown' ? result : { stale: undefined, asOf: undefined };
}

/** @throws ProblemError for an answer that is one */
export function answered(answer: RecordAnswer, reply: FastifyReply, shown: Shown, patient?: string): JsonText {
  if ('problem' in answer) throw answer.problem;
  const { position, streamVersion, detail } = answer;
  shown.note({ patient, patientKnown: true, position, streamVersion, detail });
  reply.headers(answer.headers);
  return answer.body;
}

/** The clock by which a state is looked at: of the past, that of its instant. */
function instantOf(viewpoint: Viewpoint | undefined, recordedAt: string | undefined): number {
  const instant = viewpoint?.happenedBy ?? viewpoint?.knownAt ?? (viewpoint ? recordedAt : undefined);
  return instant === undefined ? Date.now() : instantMs(instant);
}

/** The stored JSON text goes into the body as it is: parsing it to print it again would cost more than the read. */
function summaryBody(
  patient: string,
  row: MaybePast<SummaryRow>,
  shown: StateShown,
  currency: Currency,
  { viewpoint, flagMinutes }: { viewpoint: Viewpoint | undefined; flagMinutes: Directory['flagMinutes'] },
): string {
  const at = instantOf(viewpoint, row.past?.recordedAt);
  const lastRecordedAt = shown.streamVersion === 0 ? 'null' : `"${row.lastRecordedAt}"`;
  const clock = { at: new Date(at).toISOString(), alerts: row.alertsAt(at, valueAt(flagMinutes, at)) };
  return `${frame(patient, row, shown, currency)},"lastRecordedAt":${lastRecordedAt},"clock":${JSON.stringify(clock)},"summary":${row.summary}}`;
}

type TimelineInput = InputOf<typeof readTimeline>['query'];

/** Types are those of the concepts, too, when both are given. */
function wantedOf({ cursor: before, type, concept, flag, include, limit, from, to, ...filter }: TimelineInput): TimelineQuery {
  const { code, actor, facility, recordedFrom, recordedTo, text } = filter;
  const isId = flag !== undefined && readUuid(flag) !== undefined;
  return {
    ...{ limit, from, to, before, code, actor, facility, recordedFrom, recordedTo, text },
    types: type && concept ? type.filter((each) => concept.includes(each)) : (type ?? concept),
    flagId: isId ? flag : undefined,
    flagColour: isId ? undefined : flag,
    struck: include === 'struck',
  };
}

/** What an access says of the filters: their names. */
function filterOf({
  limit: _limit,
  cursor: _cursor,
  knownAt: _knownAt,
  happenedBy: _happenedBy,
  atVersion: _atVersion,
  asServed: _asServed,
  include,
  ...filter
}: TimelineInput) {
  const names = [
    ...Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name])),
    ...(include === 'none' ? ['include'] : []),
  ];
  return names.length === 0 ? {} : { filters: names };
}

/** What was kept is copied into it as it is: as text, a large page would be made again in the heap two times. */
function timelineBody(
  patient: string,
  row: TimelinePage,
  shown: StateShown,
  currency: Currency,
  { limit, ...viewpoint }: Viewpoint & { limit: number },
): Buffer {
  const name = nameOfViewpoint(viewpoint);
  const next = row.next ? `"${encodeTimelineCursor({ ...row.next, ...(name === undefined ? {} : { viewpoint: name }) })}"` : 'null';
  const searchedUpTo = row.next && row.shown < limit ? `,"searchedUpTo":"${row.next.occurredAt}"` : '';
  const before = Buffer.from(`${frame(patient, row, shown, currency)},"entries":`);
  return Buffer.concat([before, row.entries, Buffer.from(`,"next":${next}${searchedUpTo}}`)]);
}

export function frame(patient: string, row: Standing, { position, streamVersion, past }: StateShown, currency: Currency): string {
  const standing = {
    patientId: patient,
    ...currencyIn({ ...row, streamVersion }, position, currency),
    ...(past === undefined ? {} : { past }),
  };
  return JSON.stringify(standing).slice(0, -1);
}
