export {
  directoryEnvelope,
  directoryTypes,
  readDirectoryCommand,
  readRoundCommand,
  roundEnvelope,
  roundTypes,
} from './directory.command.js';
export { decidePlace, evolvePlace, placeKeysOf, type PlaceRefusal, type PlaceRefusalCode, type PlaceState } from './place.rules.js';
