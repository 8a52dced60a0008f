import { instantMs } from '@everchart/primitives';
import { Injectable } from '@nestjs/common';
import { doseLookbackMs, dosesOf, marginMs, type DosesQuery, type PatientDoses } from '../domain/doses/doses.js';
import { DosesStore, type MedicationRow } from '../infrastructure/doses.store.js';

/** Undefined: more entries decide it than one answer is made of. */
export type DosesRow = Omit<MedicationRow, 'entries' | 'tooMany'> & { doses: PatientDoses | undefined };

/** What is due for a patient, from what is projected. */
@Injectable()
export class DosesReader {
  constructor(private readonly store: DosesStore) {}

  async read(org: string, patient: string, query: DosesQuery): Promise<DosesRow> {
    const [at, from, to] = [query.at, query.from, query.to].map(instantMs) as [number, number, number];
    const since = Math.min(at, from);
    const until = Math.max(at, to) + marginMs;
    let lookbackMs = marginMs;
    for (;;) {
      const { entries, tooMany, ...standing } = await this.store.medication(org, patient, since - lookbackMs, until);
      if (tooMany) return { ...standing, doses: undefined };
      const neededMs = doseLookbackMs(entries, query);
      if (neededMs <= lookbackMs) return { ...standing, doses: dosesOf(entries, query) };
      // Few schedules count doses of longer ago. All is read again, so that it is of one moment.
      lookbackMs = neededMs;
    }
  }
}
