import { Context, ProblemError, Roles, type RequestContext } from '@everchart/platform';
import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { DeliveryRepository, type Decision, type DeliveryView } from '../infrastructure/delivery.repository.js';
import { DescribeDecide, DescribeDeliveries, DescribeListDeliveries } from './deliveries.openapi.js';
import { deliveryQueryOf, encodeCursor, namesDelivery, type DeliveryParameters } from './requests.js';

@DescribeDeliveries()
@Controller('v1/orgs/:org')
@Roles('integration-engineer', 'operator', 'system')
export class DeliveriesController {
  constructor(@Inject(DeliveryRepository) private readonly deliveries: DeliveryRepository) {}

  @DescribeListDeliveries()
  @Get('deliveries')
  async list(@Context() context: RequestContext, @Query() parameters: DeliveryParameters) {
    const query = deliveryQueryOf(parameters);
    const found = await this.deliveries.page(context, query);
    const page = found.slice(0, query.limit);
    const next = found.length > query.limit ? encodeCursor(page.at(-1)!.sequence) : null;
    return { deliveries: page.map(shown), next };
  }

  @DescribeDecide('retry')
  @Post('destinations/:destination/deliveries/:controlId/retry')
  @HttpCode(200)
  retry(@Context() context: RequestContext, @Param('destination') destination: string, @Param('controlId') controlId: string) {
    return this.decide(context, destination, controlId, 'retry');
  }

  @DescribeDecide('discard')
  @Post('destinations/:destination/deliveries/:controlId/discard')
  @HttpCode(200)
  discard(@Context() context: RequestContext, @Param('destination') destination: string, @Param('controlId') controlId: string) {
    return this.decide(context, destination, controlId, 'discard');
  }

  private async decide(context: RequestContext, destination: string, controlId: string, decision: Decision) {
    const outcome = namesDelivery(destination, controlId)
      ? await this.deliveries.decide(context, { destination, controlId, decision })
      : undefined;
    if (!outcome) throw new ProblemError({ code: 'delivery-unknown', status: 404, title: 'There is no such delivery' });
    if (!outcome.done) {
      throw new ProblemError({
        code: 'delivery-not-waiting',
        status: 409,
        title: 'The delivery does not wait for a decision',
        detail: decision === 'retry' ? 'Only a held or dead delivery can be tried again.' : 'Only a held delivery can be discarded.',
        extensions: { state: outcome.state },
      });
    }
    return { destination, controlId, state: outcome.state };
  }
}

/** The sequence is ours: pages are walked by the cursor. */
function shown({ sequence: _sequence, patient, ...delivery }: DeliveryView) {
  return { ...delivery, patientId: patient };
}
