import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DestinationRepository, type DestinationSettings, type DestinationView } from '../infrastructure/destination.repository.js';
import { listDestinations, putDestination } from './destinations.operations.js';

@Controller('v1/orgs/:org/destinations')
@Roles('integration-engineer', 'operator', 'system')
export class DestinationsController {
  constructor(@Inject(DestinationRepository) private readonly destinations: DestinationRepository) {}

  @Described(putDestination)
  @Accesses('destination.written')
  @Post()
  async put(
    @Context() context: RequestContext,
    @Input() { body: destination }: InputOf<typeof putDestination>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @WhatIsShown() shown: Shown,
  ): Promise<DestinationSettings> {
    shown.note({ detail: { destination: destination.id } });
    await shown.putOnRecord((await this.destinations.exists(context, destination.id)) ? 200 : 201);
    const outcome = await this.destinations.put(context, destination);
    reply.status(outcome === 'created' ? 201 : 200);
    return destination;
  }

  @Described(listDestinations)
  @Accesses('destinations.read')
  @Get()
  async list(@Context() context: RequestContext, @WhatIsShown() shown: Shown): Promise<{ destinations: DestinationView[] }> {
    const destinations = await this.destinations.list(context);
    shown.note({ detail: { destinations: destinations.length } });
    return { destinations };
  }
}
