export * from './events-of-bundle.js';
export { FhirError, parseBundle, type Bundle, type BundleEntry, type Resource } from './resource.js';
export type { ResourceState } from './mappings/mapping.js';
export { readableTypeOf, readableTypes, resourceOf, type ReadableData } from './mappings/mappings.js';
export { Identities } from './identities.js';
