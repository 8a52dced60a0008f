import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { DeliveryRepository, type Decision, type DeliveryView } from '../infrastructure/delivery.repository.js';
import { discardDelivery, encodeCursor, listDeliveries, retryDelivery } from './deliveries.operations.js';
import { problems } from './problems.js';

@Controller('v1/orgs/:org')
@Roles('integration-engineer', 'operator', 'system')
export class DeliveriesController {
  constructor(@Inject(DeliveryRepository) private readonly deliveries: DeliveryRepository) {}

  @Described(listDeliveries)
  @Get('deliveries')
  async list(@Context() context: RequestContext, @Input() { query }: InputOf<typeof listDeliveries>) {
    const { cursor: after, ...wanted } = query;
    const found = await this.deliveries.page(context, { ...wanted, after });
    const page = found.slice(0, query.limit);
    const next = found.length > query.limit ? encodeCursor(page.at(-1)!.sequence) : null;
    return { deliveries: page.map(shown), next };
  }

  @Described(retryDelivery)
  @Post('destinations/:destination/deliveries/:controlId/retry')
  @HttpCode(200)
  retry(@Context() context: RequestContext, @Input() { params }: InputOf<typeof retryDelivery>) {
    return this.decide(context, { ...params, decision: 'retry' });
  }

  @Described(discardDelivery)
  @Post('destinations/:destination/deliveries/:controlId/discard')
  @HttpCode(200)
  discard(@Context() context: RequestContext, @Input() { params }: InputOf<typeof discardDelivery>) {
    return this.decide(context, { ...params, decision: 'discard' });
  }

  private async decide(context: RequestContext, asked: { destination: string; controlId: string; decision: Decision }) {
    const outcome = await this.deliveries.decide(context, asked);
    if (!outcome) throw new ProblemError(problems['delivery-unknown']);
    const { done, state } = outcome;
    if (!done) throw new ProblemError({ ...problems['delivery-not-waiting'], extensions: { state } });
    return { destination: asked.destination, controlId: asked.controlId, state };
  }
}

/** The sequence is ours: pages are walked by the cursor. */
function shown({ sequence: _sequence, patient, ...delivery }: DeliveryView) {
  return { ...delivery, patientId: patient };
}
