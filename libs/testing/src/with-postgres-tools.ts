import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';

const programs = ['postgres', 'initdb', 'pg_dump', 'pg_restore', 'pg_basebackup'];

/**
 * Tests that need the programs that come with an installed PostgreSQL (Debian: `postgresql`; Homebrew: `postgresql`).
 * The npm package has the server alone, and the programs refuse a server that is newer than they are. TEST_POSTGRES_BIN
 * names their folder where it is none of the usual ones. Without them the tests are skipped, and a loud line says so.
 * @param tests are given the folder of the programs
 */
export function describeWithPostgresTools(name: string, tests: (folder: string) => void): void {
  const folder = postgresTools();
  if (folder !== undefined) {
    describe(name, () => tests(folder));
    return;
  }
  process.stderr.write(`\n!!! SKIPPED, because no PostgreSQL with ${programs.join(', ')} is installed here: ${name}\n\n`);
  describe.skip(`${name} [needs an installed PostgreSQL]`, () => tests(''));
}

/** The folder of the programs, where there are any. */
export function postgresTools(): string | undefined {
  const given = process.env.TEST_POSTGRES_BIN;
  const candidates = given ? [given] : [...debian(), ...ofPath()];
  return candidates.find((folder) => programs.every((program) => existsSync(join(folder, program))));
}

/** The newest first. */
function debian(): string[] {
  const place = '/usr/lib/postgresql';
  if (!existsSync(place)) return [];
  const versions = readdirSync(place).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(place, version, 'bin'));
}

function ofPath(): string[] {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()];
  } catch {
    return []; // not installed
  }
}
