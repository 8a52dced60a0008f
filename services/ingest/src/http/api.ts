import { packageVersion, type ApiDefinition } from '@everchart/platform';
import { RecordingModule } from '../recording.module.js';

/** The API of this service for care apps. */
export const api: ApiDefinition = {
  name: 'ingest',
  version: packageVersion(new URL('../../package.json', import.meta.url)),
  description: 'Records what happened: durable before it is acknowledged, once per id, in order.',
  module: RecordingModule,
};
