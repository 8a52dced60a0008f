import { instantMs } from '@everchart/primitives';
import { Injectable } from '@nestjs/common';
import { doseLookbackMs, dosesOf, marginMs, type DosesQuery, type PatientDoses } from '../domain/doses/doses.js';
import { DosesStore, type MedicationRow } from '../infrastructure/doses.store.js';
import { DirectoryReader } from './directory.reader.js';

/** Undefined: more entries decide it than one answer is made of. */
export type DosesRow = Omit<MedicationRow, 'entries' | 'bytes' | 'tooMany'> & { doses: PatientDoses | undefined };

/** What is due for a patient, from what is projected. */
@Injectable()
export class DosesReader {
  constructor(
    private readonly store: DosesStore,
    private readonly directories: DirectoryReader,
  ) {}

  async read(org: string, patient: string, query: Omit<DosesQuery, 'directory'>): Promise<DosesRow> {
    const [at, from, to] = [query.at, query.from, query.to].map(instantMs) as [number, number, number];
    const since = Math.min(at, from);
    const until = Math.max(at, to) + marginMs;
    const directory = await this.directories.read(org);
    let lookbackMs = marginMs;
    for (;;) {
      const { entries, bytes: _, tooMany, ...standing } = await this.store.medication(org, patient, since - lookbackMs, until);
      if (tooMany) return { ...standing, doses: undefined };
      const neededMs = doseLookbackMs(entries);
      if (neededMs <= lookbackMs) return { ...standing, doses: dosesOf(entries, { ...query, directory }) };
      // Few schedules count doses of longer ago. All is read again, so that it is of one moment.
      lookbackMs = neededMs;
    }
  }
}
