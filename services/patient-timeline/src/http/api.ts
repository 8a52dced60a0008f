import { packageVersion, type ApiDefinition } from '@everchart/platform';
import { PatientsModule } from '../patients.module.js';

/** The API of this service for care apps. */
export const api: ApiDefinition = {
  name: 'patient-timeline',
  version: packageVersion(new URL('../../package.json', import.meta.url)),
  description:
    'Summary, timeline, series and doses of a patient, search for patients, board, round and handover of a unit: as fresh as asked for, and every access on record.',
  module: PatientsModule,
};
