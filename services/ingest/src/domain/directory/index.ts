export {
  directoryEnvelope,
  directoryTypes,
  readDirectoryCommand,
  readReleaseCommand,
  readRoundCommand,
  releaseEnvelope,
  releaseTypes,
  roundEnvelope,
  roundTypes,
} from './directory.command.js';
export { decidePlace, evolvePlace, placeKeysOf, type PlaceRefusal, type PlaceRefusalCode, type PlaceState } from './place.rules.js';
export {
  decideRelease,
  evolveReleases,
  releaseKey,
  releaseKeysOf,
  type ReleaseRefusal,
  type ReleaseRefusalCode,
  type ReleaseState,
} from './release.rules.js';
