import { organisationEventTypes, organisationTimes, validateOrganisationData } from '@everchart/contracts-organisation';
import type { z } from 'zod';
import { eventEnvelope } from '../event.envelope.js';
import { futureFaults, type TimeLimits } from '../occurred-at.js';
import { readCommand, type CommandReading } from '../record.command.js';

/** What an event of the organisation is sent with: it is of no patient, and of no facility. */
export const directoryEnvelope = eventEnvelope.omit({ patientId: true, facility: true }).extend({
  type: eventEnvelope.shape.type.meta({ enum: [...new Set(organisationEventTypes.map(({ type }) => type))] }),
});

type DirectoryEnvelope = z.output<typeof directoryEnvelope>;

const types = Map.groupBy<string, (typeof organisationEventTypes)[number]>(organisationEventTypes, ({ type }) => type);

/** @param stream of the organisation */
export function readDirectoryCommand(stream: string, body: unknown, limits: TimeLimits): CommandReading {
  return readCommand<DirectoryEnvelope>(body, limits, {
    envelope: directoryEnvelope,
    types,
    patientOf: () => stream,
    faultsOf: (type, version, data) => {
      const faults = validateOrganisationData(type, version, data);
      return faults.length > 0 ? faults : futureFaults(organisationTimes(type, version, data), limits);
    },
  });
}
