import { projectionOf, type Projection } from './consumers/read-model.js';
import { directory } from './consumers/directory.read-model.js';
import { persons } from './consumers/persons.read-model.js';
import { timeline } from './consumers/timeline.read-model.js';

/** What this release builds and shows. */
export const shownProjection: Projection = projectionOf(timeline, directory, persons);

/** Injects the projection that is shown. */
export const PROJECTION = Symbol('Projection');
