import { fileURLToPath } from 'node:url';
import all from '../../jest.config.mjs';

const here = (file) => fileURLToPath(import.meta.resolve(file));

/** The unit tests as ever, but of one part (run.mjs names its folder and its spec files), and fast. */
const { testRegex: _, moduleNameMapper, ...unit } = all.projects.find(({ displayName }) => displayName === 'unit');
export default {
  ...unit,
  roots: ['<rootDir>'],
  moduleNameMapper: { ...moduleNameMapper, '^fast-check$': here('./fast-check.mjs') },
  testEnvironment: here('./first-failure.environment.cjs'),
  watchman: false,
};
