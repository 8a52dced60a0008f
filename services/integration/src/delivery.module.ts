import { StreamsController } from '@everchart/stream-operations';
import { Module } from '@nestjs/common';
import { DeliveriesController } from './http/deliveries.controller.js';
import { DestinationsController } from './http/destinations.controller.js';
import { DeliveryRepository } from './infrastructure/delivery.repository.js';
import { DestinationRepository } from './infrastructure/destination.repository.js';

@Module({
  controllers: [DestinationsController, DeliveriesController, StreamsController],
  providers: [DestinationRepository, DeliveryRepository],
})
export class DeliveryModule {}
