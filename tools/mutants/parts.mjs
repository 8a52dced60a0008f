const service = (name) => ({ project: `services/${name}`, folder: 'src/domain' });

/**
 * What is mutated, by part: the code that needs nothing but the process. Only the unit tests in the same
 * folder count, because they are fast and stand beside what they hold; tests of other projects see the original.
 */
export const parts = {
  envelope: { project: 'libs/envelope', folder: 'src' },
  'transparency-log': { project: 'libs/transparency-log', folder: 'src' },
  hl7v2: { project: 'libs/hl7v2', folder: 'src' },
  'clinical-facts': { project: 'libs/clinical-facts', folder: 'src' },
  'patient-timeline': service('patient-timeline'),
  integration: service('integration'),
  ingest: service('ingest'),
  retention: service('retention'),
};
