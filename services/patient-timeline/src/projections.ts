import { directory } from './consumers/directory.read-model.js';
import { persons } from './consumers/persons.read-model.js';
import { schemaOf, type Projection, type ReadModel, type ReadModels } from './consumers/read-model.js';
import { timeline } from './consumers/timeline.read-model.js';

const readModels: readonly ReadModel[] = [timeline, directory, persons];

/** Of the consumer of a version, before its number. */
export const consumerPrefix = 'timeline-v';

/**
 * A version of the projection: the tables of all read models in schemas of its own, and a consumer of its own. Several
 * stand side by side; table `projections.versions` says which.
 */
export function projectionVersion(version: number): Projection {
  const models = readModels.map((model) => ({ model, schema: schemaOf({ name: model.name, version }) }));
  return { consumer: `${consumerPrefix}${version}`, models };
}

/** All tables of a version that hold what was recorded; each has the columns `org` and `patient`. */
export function tablesOf({ models }: ReadModels): string[] {
  return models.flatMap(({ model, schema }) => model.tables.map((table) => `${schema}.${table}`));
}

/** The version that the migrations make. */
export const firstProjection = projectionVersion(1);

/**
 * As reads name the tables: views that show of each organisation the version that it reads (`migrations/served`). Whose
 * progress counts for it, `ServedVersions` says.
 */
export const shownProjection: ReadModels = {
  models: readModels.map((model) => ({ model, schema: model.name })),
};

/** Injects {@link shownProjection}. */
export const PROJECTION = Symbol('Projection');
