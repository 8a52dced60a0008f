import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { itemsOf, openAccess, placeTree, valueAt, type Facility, type ListItem, type PlaceNode } from '@everchart/contracts-organisation';
import { Context, Described, readInput, Roles, type RequestContext } from '@everchart/platform';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DirectoryReader, type Directory, type FaultPage } from '../application/directory.reader.js';
import { RecordReader, type ReadResult } from '../application/record.reader.js';
import { CareRelations } from './care.relations.js';
import { readDirectory, readDirectoryFaults } from './directory.operations.js';
import { fresheningOf } from './read-request.js';
import { currencyIn, orUnavailable, recordAnswer, type JsonText } from './record.answer.js';
import { Reads } from './shedding.js';

type Headers = Parameters<typeof fresheningOf>[0];

/** What the organisation states of itself. */
@Controller('v1/orgs/:org/directory')
@Roles('carer', 'nurse', 'administrator', 'auditor', 'system')
export class DirectoryController {
  constructor(
    @Inject(DirectoryReader) private readonly directory: DirectoryReader,
    @Inject(RecordReader) private readonly reader: RecordReader,
    @Inject(CareRelations) private readonly relations: CareRelations,
  ) {}

  @Described(readDirectory)
  @Get()
  @Accesses('directory.read')
  @Reads('care')
  async read(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const { query, headers } = readInput(readDirectory, request);
    const result = await this.current(request, headers, () => this.directory.read(context.org));
    const now = Date.now();
    return this.answered(result, reply, shown, ({ places, lists, accessRule = openAccess, flagMinutes }) => {
      const tree = placeTree(places, ({ closed }) => query.includeClosed || closed === undefined);
      const body = {
        facilities: tree.map((node) => facilityBody(node, now)),
        lists: Object.fromEntries([...lists].map(([name, list]) => [name, itemsOf(list, { retired: query.includeClosed })])),
        accessRule,
        flagMinutes: valueAt(flagMinutes, now),
      } satisfies { lists: Record<string, ListItem[]> } & Record<string, unknown>;
      return { body, detail: { facilities: tree.length } };
    });
  }

  @Described(readDirectoryFaults)
  @Get('faults')
  @Roles('nurse', 'administrator', 'auditor', 'system')
  @Accesses('directory-faults.read')
  @Reads('analysis')
  async faults(
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<JsonText> {
    const { query, headers } = readInput(readDirectoryFaults, request);
    const result = await this.current(request, headers, () => this.directory.read(context.org));
    const page = result.outcome === 'shown' && (await orUnavailable(this.directory.faults(context.org, result.row, query)));
    const named = page ? [...page.faults, ...page.reasons].map(({ patientId }) => patientId) : [];
    const permitted = await this.relations.permitted(request, named);
    return this.answered(result, reply, shown, () => {
      const isPermitted = ({ patientId }: { patientId: string }): boolean => permitted.has(patientId);
      const { faults: all, reasons: given, ...counts } = page as FaultPage;
      const [faults, reasons] = [all.filter(isPermitted), given.filter(isPermitted)];
      const patients = [...Map.groupBy([...faults, ...reasons], ({ patientId }) => patientId)];
      shown.noteEach(
        patients.map(([patient, own]) => ({
          patient, patientKnown: true, streamVersion: own[0]!.streamVersion, detail: { faults: own.length },
        })),
      ); // prettier-ignore
      return { body: { ...counts, faults, reasons }, detail: { faults: faults.length + reasons.length } };
    });
  }

  private async current(request: FastifyRequest, headers: Headers, load: () => Promise<Directory>): Promise<ReadResult<Directory>> {
    let row!: Directory;
    const loading = async (): Promise<Directory> => (row = await load());
    const { org } = request.everchartContext!;
    const result = await orUnavailable(this.reader.read(org, organisationStream(org), fresheningOf(headers, request), loading));
    if (result.outcome !== 'patient-unknown') return result;
    // The organisation has stated nothing yet; of what is missing then there may be stays.
    return { ...result, outcome: 'shown', row: { ...row, streamVersion: 0 }, stopped: new Map() };
  }

  private answered(
    result: ReadResult<Directory>,
    reply: FastifyReply,
    shown: Shown,
    render: (row: Directory) => { body: Record<string, unknown>; detail: Record<string, unknown> },
  ): JsonText {
    const answer = recordAnswer(result, (row, position) => {
      const { body, detail } = render(row);
      const currency = result.outcome === 'shown' ? result : { stale: undefined, asOf: undefined };
      return { body: JSON.stringify({ ...currencyIn(row, position, currency), ...body }), detail };
    });
    if ('problem' in answer) throw answer.problem;
    const { position, streamVersion, detail } = answer;
    shown.note({ position, streamVersion, detail });
    reply.headers(answer.headers);
    return answer.body;
  }
}

function facilityBody({ place, holds }: PlaceNode, now: number): Record<string, unknown> {
  const { kindsOfCare, timeZones, jurisdictions } = place as Facility;
  return {
    ...placeBody({ place, holds }),
    kindOfCare: valueAt(kindsOfCare, now),
    timeZone: valueAt(timeZones, now),
    jurisdiction: valueAt(jurisdictions, now),
  };
}

const inner = { facility: 'units', unit: 'rooms', room: 'beds', bed: undefined } as const;

function placeBody({ place, holds }: PlaceNode): Record<string, unknown> {
  const { kind, id, within: _, ...others } = place;
  const name = inner[kind];
  return { [`${kind}Id`]: id, ...others, ...(name === undefined ? {} : { [name]: holds.map(placeBody) }) };
}
