import { Module } from '@nestjs/common';
import { RecordResources } from './application/record-resources.handler.js';
import { DirectoryController } from './http/directory.controller.js';
import { ExportController } from './http/export.controller.js';
import { EventTypesController } from './http/event-types.controller.js';
import { FhirController } from './http/fhir.controller.js';
import { FhirReadController } from './http/fhir-read.controller.js';
import { ReleaseDirectoryController } from './http/release-directory.controller.js';
import { ReleasesController } from './http/releases.controller.js';
import { RoundsController } from './http/rounds.controller.js';
import { ShownAccesses } from './http/shown.accesses.js';
import { RecordEventsController } from './http/record-events.controller.js';

@Module({
  controllers: [
    RecordEventsController,
    DirectoryController,
    RoundsController,
    ReleasesController,
    ReleaseDirectoryController,
    EventTypesController,
    ExportController,
    FhirController,
    FhirReadController,
  ],
  providers: [RecordResources, ShownAccesses],
})
export class RecordingModule {}
