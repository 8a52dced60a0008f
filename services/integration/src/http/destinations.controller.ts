import { Context, Roles, type RequestContext } from '@everchart/platform';
import { Body, Controller, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DestinationRepository, type DestinationSettings, type DestinationView } from '../infrastructure/destination.repository.js';
import { DescribeDestinations, DescribeListDestinations, DescribePutDestination } from './destinations.openapi.js';
import { destinationOf } from './requests.js';

@DescribeDestinations()
@Controller('v1/orgs/:org/destinations')
@Roles('integration-engineer', 'operator', 'system')
export class DestinationsController {
  constructor(@Inject(DestinationRepository) private readonly destinations: DestinationRepository) {}

  @DescribePutDestination()
  @Post()
  async put(
    @Context() context: RequestContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DestinationSettings> {
    const destination = destinationOf(body);
    const outcome = await this.destinations.put(context, destination);
    reply.status(outcome === 'created' ? 201 : 200);
    return destination;
  }

  @DescribeListDestinations()
  @Get()
  async list(@Context() context: RequestContext): Promise<{ destinations: DestinationView[] }> {
    return { destinations: await this.destinations.list(context) };
  }
}
