import { StreamsController } from '@everchart/stream-operations';
import { Module } from '@nestjs/common';
import { DosesReader } from './application/doses.reader.js';
import { FreshnessGate } from './application/freshness.gate.js';
import { RecordReader } from './application/record.reader.js';
import { PatientsController } from './http/patients.controller.js';
import { DosesStore } from './infrastructure/doses.store.js';
import { RecordHistory } from './infrastructure/record.history.js';
import { RecordStore } from './infrastructure/record.store.js';

@Module({
  controllers: [PatientsController, StreamsController],
  providers: [RecordStore, RecordHistory, DosesStore, DosesReader, FreshnessGate, RecordReader],
})
export class PatientsModule {}
