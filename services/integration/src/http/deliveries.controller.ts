import { Accesses, WhatIsShown, type Shown, type ShownState } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { servedState } from '../domain/served-state.js';
import { DeliveryRepository, type Decision, type DeliveryView } from '../infrastructure/delivery.repository.js';
import { discardDelivery, encodeCursor, listDeliveries, retryDelivery } from './deliveries.operations.js';
import { problems } from './problems.js';

@Controller('v1/orgs/:org')
@Roles('integration-engineer', 'operator', 'system')
export class DeliveriesController {
  constructor(@Inject(DeliveryRepository) private readonly deliveries: DeliveryRepository) {}

  @Described(listDeliveries)
  @Accesses('deliveries.read')
  @Get('deliveries')
  async list(@Context() context: RequestContext, @Input() { query }: InputOf<typeof listDeliveries>, @WhatIsShown() whatIsShown: Shown) {
    const { cursor: after, ...wanted } = query;
    const found = await this.deliveries.page(context, { ...wanted, after });
    const page = found.slice(0, query.limit);
    const next = found.length > query.limit ? encodeCursor(page.at(-1)!.sequence) : null;
    whatIsShown.noteEach(patientsOf(context.org, page));
    return { deliveries: page.map(shown), next };
  }

  @Described(retryDelivery)
  @Accesses('delivery.retried')
  @Post('destinations/:destination/deliveries/:controlId/retry')
  @HttpCode(200)
  retry(@Context() context: RequestContext, @Input() { params }: InputOf<typeof retryDelivery>, @WhatIsShown() whatIsShown: Shown) {
    return this.decide(context, { ...params, decision: 'retry' }, whatIsShown);
  }

  @Described(discardDelivery)
  @Accesses('delivery.discarded')
  @Post('destinations/:destination/deliveries/:controlId/discard')
  @HttpCode(200)
  discard(@Context() context: RequestContext, @Input() { params }: InputOf<typeof discardDelivery>, @WhatIsShown() whatIsShown: Shown) {
    return this.decide(context, { ...params, decision: 'discard' }, whatIsShown);
  }

  private async decide(context: RequestContext, asked: { destination: string; controlId: string; decision: Decision }, whatIsShown: Shown) {
    const { destination, controlId } = asked;
    whatIsShown.note({ detail: { destination, controlId } });
    const outcome = await this.deliveries.decide(context, asked);
    if (!outcome) throw new ProblemError(problems['delivery-unknown']);
    const { done, state, patient } = outcome;
    whatIsShown.note({ patient, patientKnown: true, ...servedState(context.org, outcome) });
    if (!done) throw new ProblemError({ ...problems['delivery-not-waiting'], extensions: { state } });
    return { destination, controlId, state };
  }
}

/** The sequence is ours: pages are walked by the cursor; so is the place in the source. */
function shown({ sequence, patient, storeId, epoch, shard, position, streamVersion, ...delivery }: DeliveryView) {
  return { ...delivery, patientId: patient };
}

/** One access for each patient of a page, with the newest state of which it shows something. */
function patientsOf(org: string, page: readonly DeliveryView[]): ShownState[] {
  return [...Map.groupBy(page, ({ patient }) => patient)].map(([patient, own]) => {
    const newest = own.reduce((one, other) => (other.streamVersion > one.streamVersion ? other : one));
    return { patient, patientKnown: true, ...servedState(org, newest), detail: { deliveries: own.length } };
  });
}
