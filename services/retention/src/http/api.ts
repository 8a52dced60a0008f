import { packageVersion, type ApiDefinition } from '@everchart/platform';
import { LogModule } from '../log.module.js';

/** The API of this service for auditors. */
export const api: ApiDefinition = {
  name: 'retention',
  version: packageVersion(new URL('../../package.json', import.meta.url)),
  description: 'The audit log: every clinical and access event in a Merkle tree per organisation, with proofs that anyone can check.',
  module: LogModule,
};
