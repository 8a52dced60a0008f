export * from './followed.releases.js';
export * from './migrations.js';
export * from './release.directory.js';
export { releaseDocumentSchema, type ReleaseDocument } from './release.document.js';
export * from './release.fence.js';
export * from './release.standing.js';
export type { ReleaseSource } from './release.source.js';
export * from './release.store.js';
export * from './stored.releases.js';
