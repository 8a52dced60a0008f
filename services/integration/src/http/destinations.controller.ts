import { createHash } from 'node:crypto';
import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowedDestinations } from '../infrastructure/allowed-destinations.js';
import {
  DestinationRepository,
  type DestinationSettings,
  type DestinationView,
  type FoundDestination,
} from '../infrastructure/destination.repository.js';
import { listDestinations, pauseDestination, putDestination, removeDestination, resumeDestination } from './destinations.operations.js';
import { problems } from './problems.js';

/** Where messages go, and whom the connection trusts, as the record of accesses names them. */
function addressOf({
  transport,
  host,
  port,
  trustedCertificates,
}: Pick<FoundDestination, 'transport' | 'host' | 'port' | 'trustedCertificates'>) {
  const trust = trustedCertificates === null ? {} : { trusted: createHash('sha256').update(trustedCertificates).digest('hex') };
  return { transport, host, port, ...trust };
}

@Controller('v1/orgs/:org/destinations')
@Roles('integration-engineer', 'operator', 'system')
export class DestinationsController {
  constructor(
    @Inject(DestinationRepository) private readonly destinations: DestinationRepository,
    @Inject(AllowedDestinations) private readonly allowed: AllowedDestinations,
  ) {}

  @Described(putDestination)
  @Accesses('destination.written')
  @Post()
  async put(
    @Context() context: RequestContext,
    @Input() { body: destination }: InputOf<typeof putDestination>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<DestinationSettings> {
    const before = await this.destinations.find(context, destination.id);
    shown.note({ detail: { destination: destination.id, to: addressOf(destination), ...(before && { from: addressOf(before) }) } });
    if (this.allowed.refuses(destination)) throw new ProblemError(problems['address-not-allowed']);
    await shown.putOnRecord(before ? 200 : 201);
    const outcome = await this.destinations.put(context, destination);
    reply.status(outcome === 'created' ? 201 : 200);
    return destination;
  }

  @Described(pauseDestination)
  @Accesses('destination.paused')
  @Post(':destination/pause')
  @HttpCode(200)
  pause(@Context() context: RequestContext, @Input() { params }: InputOf<typeof pauseDestination>, @WhatIsShown() shown: Shown) {
    return this.setPaused(context, params.destination, true, shown);
  }

  @Described(resumeDestination)
  @Accesses('destination.resumed')
  @Post(':destination/resume')
  @HttpCode(200)
  resume(@Context() context: RequestContext, @Input() { params }: InputOf<typeof resumeDestination>, @WhatIsShown() shown: Shown) {
    return this.setPaused(context, params.destination, false, shown);
  }

  @Described(removeDestination)
  @Accesses('destination.removed')
  @Delete(':destination')
  async remove(
    @Context() context: RequestContext,
    @Input() { params: { destination: id }, query }: InputOf<typeof removeDestination>,
    @WhatIsShown() shown: Shown,
  ) {
    const { waiting } = await this.found(context, id, shown);
    if (waiting > 0 && query.waiting !== 'discard') throw new ProblemError({ ...problems['deliveries-waiting'], extensions: { waiting } });
    await shown.putOnRecord();
    const givenUp = await this.destinations.remove(context, id);
    if (givenUp === undefined) throw new ProblemError(problems['destination-unknown']);
    return { id, givenUp };
  }

  @Described(listDestinations)
  @Accesses('destinations.read')
  @Get()
  async list(@Context() context: RequestContext, @WhatIsShown() shown: Shown): Promise<{ destinations: DestinationView[] }> {
    const destinations = await this.destinations.list(context);
    shown.note({ detail: { destinations: destinations.length } });
    return { destinations };
  }

  /** On record before it is done. */
  private async setPaused(context: RequestContext, id: string, paused: boolean, shown: Shown) {
    const { waiting } = await this.found(context, id, shown);
    await shown.putOnRecord();
    if (!(await this.destinations.pause(context, id, paused))) throw new ProblemError(problems['destination-unknown']);
    return { id, paused, waiting };
  }

  private async found(context: RequestContext, id: string, shown: Shown): Promise<{ waiting: number }> {
    shown.note({ detail: { destination: id } });
    const found = await this.destinations.find(context, id);
    if (!found) throw new ProblemError(problems['destination-unknown']);
    shown.note({ detail: { destination: id, waiting: found.waiting } });
    return found;
  }
}
