export { buildImages, contextOf, planOf, sbomOf, stageImage, type ImagePlan } from './build.js';
export { Engine, EngineError } from './engine.js';
export { defaultBase, images, imageUser, type ImageDefinition } from './images.js';
