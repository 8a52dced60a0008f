import { StreamsController } from '@everchart/stream-operations';
import { Module } from '@nestjs/common';
import { DirectoryReader } from './application/directory.reader.js';
import { DosesReader } from './application/doses.reader.js';
import { HandoverReaders } from './application/handover.readers.js';
import { FreshnessGate } from './application/freshness.gate.js';
import { LiveHub } from './application/live.hub.js';
import { RecordReader } from './application/record.reader.js';
import { SearchReader } from './application/search.reader.js';
import { SeriesReader } from './application/series.reader.js';
import { UnitsReader } from './application/units.reader.js';
import { CareController } from './http/care.controller.js';
import { DirectoryController } from './http/directory.controller.js';
import { DosesController } from './http/doses.controller.js';
import { ExportsController } from './http/exports.controller.js';
import { LiveController } from './http/live.controller.js';
import { PatientsController } from './http/patients.controller.js';
import { ReleaseController } from './http/release.controller.js';
import { SearchController } from './http/search.controller.js';
import { SeriesController } from './http/series.controller.js';
import { UnitsController } from './http/units.controller.js';
import { DosesStore } from './infrastructure/doses.store.js';
import { PastUnits } from './infrastructure/past.units.js';
import { PersonsStore } from './infrastructure/persons.store.js';
import { RecordHistory } from './infrastructure/record.history.js';
import { RecordStore } from './infrastructure/record.store.js';
import { StayStore } from './infrastructure/stay.store.js';
import { UnitsStore } from './infrastructure/units.store.js';

@Module({
  controllers: [
    PatientsController,
    DosesController,
    SeriesController,
    SearchController,
    CareController,
    ExportsController,
    DirectoryController,
    UnitsController,
    LiveController,
    ReleaseController,
    StreamsController,
  ],
  providers: [
    RecordStore,
    RecordHistory,
    StayStore,
    DirectoryReader,
    DosesStore,
    DosesReader,
    UnitsStore,
    PastUnits,
    UnitsReader,
    HandoverReaders,
    SeriesReader,
    PersonsStore,
    SearchReader,
    FreshnessGate,
    RecordReader,
    LiveHub,
  ],
})
export class PatientsModule {}
