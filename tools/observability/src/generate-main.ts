import { fileURLToPath } from 'node:url';
import { makeFiles } from './files.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const check = process.argv.includes('--check');
const stale = makeFiles(repository, check);
for (const file of stale) console[check ? 'error' : 'log'](check ? `${file} is not fresh: npm run generate` : `wrote ${file}`);
process.exitCode = check && stale.length > 0 ? 1 : 0;
