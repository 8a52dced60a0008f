import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { encodePositionToken } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import { readableTypes, type ReadableData } from '@everchart/fhir';
import { Context, Described, Roles, type RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReadResource, type ReadResult } from '../application/read-resource.handler.js';
import { readVersion } from './fhir.operations.js';
import { fhirContentType, refusalOf, refuse } from './operation-outcome.js';
import { eventProblems, fhirProblems } from './problems.js';
import { entityTag, storeProblemOf } from './result.problem.js';

/** What a create has answered can be read where it was created (ADR 0025). */
@Controller('v1/orgs/:org/fhir/R4')
@Roles('carer', 'nurse', 'system')
export class FhirReadController {
  constructor(
    @Inject(ReadResource) private readonly resources: ReadResource,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  @Described(readVersion)
  @Get(':type/:id/_history/:version')
  @Accesses('resource.read')
  @Header('content-type', fhirContentType)
  async version(
    @Context() { org }: RequestContext,
    @Param() params: { type: string; id: string; version: string },
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<object> {
    if (!isReadable(params.type)) return refuse([refusalOf(notReadable)]);
    const id = readUuid(params.id);
    const version = /^[1-9]\d{0,9}$/.test(params.version) ? Number(params.version) : undefined;
    if (id === undefined || version === undefined) return refuse([refusalOf(fhirProblems['resource-unknown'])]);
    let result: ReadResult;
    try {
      result = await this.resources.version(org, params.type, id, version);
    } catch (error) {
      throw storeProblemOf(error) ?? error;
    }
    if (result.outcome === 'destroyed') return refuse([refusalOf(eventProblems['record-destroyed'])]);
    if (result.outcome === 'unknown') return refuse([refusalOf(fhirProblems['resource-unknown'])]);
    const { resource, recordedAt, shown: entry } = result;
    const { patientId: patient, streamVersion, shard, position, entryId } = entry;
    const served = encodePositionToken({ ...(await this.store.identity()), org, positions: { [shard!]: position! } });
    shown.note({ patient, patientKnown: true, streamVersion, position: served, detail: { entries: [entryId] } });
    void reply.header('etag', entityTag(version)).header('last-modified', new Date(recordedAt).toUTCString());
    return { ...resource, meta: { versionId: String(version), lastUpdated: recordedAt } };
  }
}

function isReadable(type: string): type is keyof ReadableData {
  return Object.hasOwn(readableTypes, type);
}

const notReadable = {
  ...fhirProblems['method-not-supported'],
  detail: `Of what is created here these types can be read: ${Object.keys(readableTypes).join(', ')}. Read the patient in the timeline.`,
};
