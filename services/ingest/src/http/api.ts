import { readFileSync } from 'node:fs';
import type { ApiDefinition } from '@everchart/platform';
import { EventTypesController } from './event-types.controller.js';
import { FhirController } from './fhir.controller.js';
import { RecordEventsController } from './record-events.controller.js';
import { schemas } from './schemas.openapi.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** What care apps can ask of this service. */
export const api: ApiDefinition = {
  name: 'ingest',
  version,
  description: 'Records what happened: durable before it is acknowledged, once per id, in order.',
  controllers: [RecordEventsController, EventTypesController, FhirController],
  schemas,
};
