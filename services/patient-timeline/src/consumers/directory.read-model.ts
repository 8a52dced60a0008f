import {
  directoriesAppliedFrom,
  directoryMigrations,
  keptText,
  saveDirectories,
  type DirectoryEvent,
} from '@everchart/organisation-directory';
import type { PatientRun, ReadModel } from './read-model.js';

/** What each organisation states of itself: its events, in the order of its stream. */
export const directory: ReadModel<undefined, readonly DirectoryEvent[]> = {
  name: 'directory',
  version: 1,
  of: 'organisation',
  migrations: { ...directoryMigrations, roles: { reader: 'timeline_api', projector: 'timeline_worker' } },
  tables: ['events', 'organisations'],
  heads: 'organisations',

  load: () => Promise.resolve(undefined),

  fold: (runs) => runs.flatMap(rowsOf),

  save: saveDirectories,

  appliedFrom: directoriesAppliedFrom,
};

function rowsOf({ org, patient, opened }: PatientRun): DirectoryEvent[] {
  return opened.map(({ header, event: { eventId: id, type, occurredAt, recordedAt, data, unreadable } }) => ({
    org,
    subject: patient,
    header,
    event: unreadable ? null : keptText({ id, type, occurredAt, recordedAt, data }, header),
  }));
}
