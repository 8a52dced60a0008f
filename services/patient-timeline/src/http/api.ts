import type { ApiDefinition } from '@everchart/platform';
import { PatientsController } from './patients.controller.js';
import { schemas } from './patients.openapi.js';

/** What care apps can ask of this service. */
export const api: ApiDefinition = {
  name: 'patient-timeline',
  version: '1.0.0',
  description: 'Summary and timeline of a patient: as fresh as asked for, and every access on record.',
  controllers: [PatientsController],
  schemas,
};
