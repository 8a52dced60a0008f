import { readFileSync } from 'node:fs';
import { mappedTypes } from '@everchart/fhir';
import { fhirType } from './operation-outcome.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** What this service does of FHIR R4, and no more. */
export const capabilityStatement = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-11-24',
  kind: 'instance',
  software: { name: 'Everchart ingest', version },
  implementation: {
    description:
      'Records what FHIR resources say as events. What was created can be read as it was recorded (vread); nothing is searched, updated or deleted yet.',
  },
  fhirVersion: '4.0.1',
  format: [fhirType],
  rest: [
    {
      mode: 'server',
      documentation:
        'Conditional creates take identifier=system|value only, and recognise what was created conditionally. Entries of bundles may be POST, or PUT of what is new under a UUID.',
      security: { description: 'OAuth 2.0 bearer tokens; the organisation of the token must be that of the base.' },
      resource: mappedTypes.map((type) => ({
        type,
        interaction: [{ code: 'create' }, { code: 'vread' }],
        conditionalCreate: true,
      })),
      interaction: [{ code: 'transaction' }, { code: 'batch' }],
    },
  ],
};
