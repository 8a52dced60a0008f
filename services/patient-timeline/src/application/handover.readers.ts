import { Injectable } from '@nestjs/common';
import { covers, wantedUnit, type UnitName } from '../domain/places.js';
import { AccessesReader } from './accesses.reader.js';
import { DirectoryReader } from './directory.reader.js';

/** Who has read a handover, when, and from when on. */
export interface HandoverReading {
  by: string;
  role: string;
  at: string;
  /** What was recorded after it was in the handover that they read. */
  since: string;
}

export const handoverOperation = 'handover.read';

/** Who has read the handover of a unit, by the accesses on record: of each person the last time. */
@Injectable()
export class HandoverReaders {
  constructor(
    private readonly accesses: AccessesReader,
    private readonly directories: DirectoryReader,
  ) {}

  /** The last one first. @param until undefined: up to now @throws KeyringUnavailableError */
  async since(org: string, name: UnitName, since: string, until?: string): Promise<HandoverReading[]> {
    const directory = await this.directories.read(org);
    const wanted = wantedUnit(name, directory);
    const readings = new Map<string, HandoverReading>();
    for (const { actor: by, role, at, operation, outcome, status, detail } of await this.accesses.ofOrganisation(org, since, until)) {
      if (operation !== handoverOperation || outcome !== 'granted' || status !== 200 || readings.has(by)) continue;
      const read = detail as unknown as UnitName & { since: string; knownAt?: string; happenedBy?: string };
      const isOfPast = read.knownAt !== undefined || read.happenedBy !== undefined;
      if (!isOfPast && covers(read, wanted, directory)) readings.set(by, { by, role, at, since: read.since });
    }
    return [...readings.values()];
  }
}
