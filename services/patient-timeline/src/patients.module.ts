import { StreamsController } from '@everchart/stream-operations';
import { Module } from '@nestjs/common';
import { DirectoryReader } from './application/directory.reader.js';
import { DosesReader } from './application/doses.reader.js';
import { FreshnessGate } from './application/freshness.gate.js';
import { RecordReader } from './application/record.reader.js';
import { UnitsReader } from './application/units.reader.js';
import { DirectoryController } from './http/directory.controller.js';
import { PatientsController } from './http/patients.controller.js';
import { UnitsController } from './http/units.controller.js';
import { DosesStore } from './infrastructure/doses.store.js';
import { RecordHistory } from './infrastructure/record.history.js';
import { RecordStore } from './infrastructure/record.store.js';
import { StayStore } from './infrastructure/stay.store.js';
import { UnitsStore } from './infrastructure/units.store.js';

@Module({
  controllers: [PatientsController, DirectoryController, UnitsController, StreamsController],
  providers: [
    RecordStore,
    RecordHistory,
    StayStore,
    DirectoryReader,
    DosesStore,
    DosesReader,
    UnitsStore,
    UnitsReader,
    FreshnessGate,
    RecordReader,
  ],
})
export class PatientsModule {}
