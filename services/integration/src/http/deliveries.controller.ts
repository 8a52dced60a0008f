import { Accesses, WhatIsShown, type Shown, type ShownState } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { StreamDesk } from '@everchart/stream-operations';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { exportConsumer } from '../consumers/clinical.exporter.js';
import { servedState } from '../domain/served-state.js';
import { decidableStates, DeliveryRepository, type Decision, type DeliveryView } from '../infrastructure/delivery.repository.js';
import { DestinationRepository } from '../infrastructure/destination.repository.js';
import {
  discardDelivery,
  encodeCursor,
  holdDelivery,
  listDeliveries,
  retryDelivery,
  retryHeldDeliveries,
} from './deliveries.operations.js';
import { problems } from './problems.js';

@Controller('v1/orgs/:org')
@Roles('integration-engineer', 'operator', 'system')
export class DeliveriesController {
  constructor(
    @Inject(DeliveryRepository) private readonly deliveries: DeliveryRepository,
    @Inject(StreamDesk) private readonly desk: StreamDesk,
    @Inject(DestinationRepository) private readonly destinations: DestinationRepository,
  ) {}

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

  @Described(holdDelivery)
  @Accesses('delivery.held')
  @Post('destinations/:destination/deliveries/:controlId/hold')
  @HttpCode(200)
  hold(@Context() context: RequestContext, @Input() { params }: InputOf<typeof holdDelivery>, @WhatIsShown() whatIsShown: Shown) {
    return this.decide(context, { ...params, decision: 'hold' }, whatIsShown);
  }

  @Described(retryHeldDeliveries)
  @Accesses('delivery.retried')
  @Post('destinations/:destination/retry-held')
  @HttpCode(200)
  async retryHeld(
    @Context() context: RequestContext,
    @Input() { params: { destination }, query: { reason, limit } }: InputOf<typeof retryHeldDeliveries>,
    @WhatIsShown() whatIsShown: Shown,
  ) {
    whatIsShown.note({ detail: { destination } });
    if (!(await this.destinations.find(context, destination))) throw new ProblemError(problems['destination-unknown']);
    const found = await this.deliveries.held(context, destination, reason, limit + 1);
    const wanted = found.slice(0, limit);
    const patients = patientsOf(context.org, wanted);
    whatIsShown.noteEach(patients.map((each) => ({ ...each, detail: { ...each.detail, destination } })));
    await whatIsShown.putOnRecord();
    const controlIds = wanted.map(({ controlId }) => controlId);
    return { retried: await this.deliveries.retryAll(context, destination, controlIds), more: found.length > limit };
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

  /** On record before it is done. */
  private async decide(context: RequestContext, asked: { destination: string; controlId: string; decision: Decision }, whatIsShown: Shown) {
    const { destination, controlId, decision } = asked;
    whatIsShown.note({ detail: { destination, controlId } });
    const before = await this.deliveries.find(context, asked);
    // Nothing is sent to a destination that was removed.
    if (before && decision === 'retry' && !(await this.destinations.find(context, destination)))
      throw new ProblemError(problems['destination-unknown']);
    if (!before) throw new ProblemError(problems['delivery-unknown']);
    whatIsShown.note({ patient: before.patient, patientKnown: true, ...servedState(context.org, before) });
    if (!decidableStates[decision].some((each) => each === before.state)) throw notWaiting(before.state);
    await whatIsShown.putOnRecord();
    const after = await this.deliveries.decide(context, asked);
    // It was delivered, or another engineer decided, since it was looked at.
    if (!after?.done) throw notWaiting(after?.state ?? before.state);
    if (decision !== 'retry' || after.state !== 'unmade') return { destination, controlId, state: after.state };
    // The message is made of the event again, by the consumer.
    await this.desk.retry(exportConsumer, { org: context.org, stream: before.patient, eventId: before.eventId }, context.actor);
    const made = await this.deliveries.find(context, asked);
    return { destination, controlId, state: made?.state ?? after.state };
  }
}

function notWaiting(state: string): ProblemError {
  return new ProblemError({ ...problems['delivery-not-waiting'], extensions: { state } });
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
