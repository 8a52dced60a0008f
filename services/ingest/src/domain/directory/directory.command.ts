import {
  isReleaseType,
  isRoundType,
  organisationEventTypes,
  organisationTimes,
  validateOrganisationData,
} from '@everchart/contracts-organisation';
import type { z } from 'zod';
import { eventEnvelope } from '../event.envelope.js';
import { futureFaults, type TimeLimits } from '../occurred-at.js';
import { readCommand, type CommandReading } from '../record.command.js';

type OrganisationType = (typeof organisationEventTypes)[number];

/** Those of the directory, those of rounds, and those of releases: other persons record them. */
export const directoryTypes = organisationEventTypes.filter(({ type }) => !isRoundType(type) && !isReleaseType(type));
export const roundTypes = organisationEventTypes.filter(({ type }) => isRoundType(type));
export const releaseTypes = organisationEventTypes.filter(({ type }) => isReleaseType(type));

/** What an event of the organisation is sent with: it is of no patient, and of no facility. */
const envelopeOf = (types: readonly OrganisationType[]) =>
  eventEnvelope.omit({ patientId: true, facility: true }).extend({
    type: eventEnvelope.shape.type.meta({ enum: [...new Set(types.map(({ type }) => type))] }),
  });
export const directoryEnvelope = envelopeOf(directoryTypes);
/** What was seen of the directory is nothing that a round depends on. */
export const roundEnvelope = envelopeOf(roundTypes).omit({ ifMatch: true });
/** What was seen is said by the epoch. */
export const releaseEnvelope = envelopeOf(releaseTypes).omit({ ifMatch: true });

/** @returns reads what is recorded in the stream of an organisation */
const readerOf = (envelope: z.ZodType<z.output<typeof directoryEnvelope>>, types: readonly OrganisationType[]) => {
  const byName = Map.groupBy<string, OrganisationType>(types, ({ type }) => type);
  return (stream: string, body: unknown, limits: TimeLimits): CommandReading =>
    readCommand(body, limits, {
      envelope,
      types: byName,
      patientOf: () => stream,
      faultsOf: (type, version, data) => {
        const faults = validateOrganisationData(type, version, data);
        return faults.length > 0 ? faults : futureFaults(organisationTimes(type, version, data), limits);
      },
    });
};

export const readDirectoryCommand = readerOf(directoryEnvelope, directoryTypes);
export const readRoundCommand = readerOf(roundEnvelope, roundTypes);
export const readReleaseCommand = readerOf(releaseEnvelope, releaseTypes);
