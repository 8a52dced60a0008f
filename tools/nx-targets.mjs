/**
 * Every project has the targets build, test and lint, without naming them: what they do stands in `targetDefaults` of
 * nx.json. A project.json may still change one for its project.
 */
import { dirname } from 'node:path';

const targets = ['build', 'test', 'lint'];

export const name = 'everchart-targets';

export const createNodes = [
  '{libs,services,tools}/*/project.json',
  (files) =>
    files.map((file) => [file, { projects: { [dirname(file)]: { targets: Object.fromEntries(targets.map((target) => [target, {}])) } } }]),
];
