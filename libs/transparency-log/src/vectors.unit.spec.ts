import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { verifyConsistency, verifyInclusion } from './index.js';

/** Vectors of transparency-dev/merkle, placed beside the project by the person who runs the tests. */
const folder = join(process.env.EVERCHART_SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url)), 'merkle');

interface Vector {
  desc?: string;
  leafIdx: number;
  treeSize: number;
  root: string | null;
  leafHash: string | null;
  size1: number;
  size2: number;
  root1: string | null;
  root2: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

const bytes = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64');

function vectorsOf(kind: 'inclusion' | 'consistency'): { name: string; vector: Vector }[] {
  return readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: file, vector: JSON.parse(readFileSync(join(folder, kind, file), 'utf8')) as Vector }));
}

if (!existsSync(folder)) {
  process.stderr.write(`SKIPPED: the Merkle proof vectors are not there (${folder}): 95 vectors were not checked\n`);
  describe.skip('the vectors of transparency-dev/merkle', () => it.todo('are not on this machine'));
} else {
  describe('the vectors of transparency-dev/merkle', () => {
    it('are all there', () => {
      expect(vectorsOf('inclusion').length + vectorsOf('consistency').length).toBeGreaterThanOrEqual(95);
    });

    it.each(vectorsOf('inclusion'))('inclusion $name', ({ vector }) => {
      const proven = verifyInclusion(
        (vector.proof ?? []).map(bytes),
        bytes(vector.leafHash),
        vector.leafIdx,
        vector.treeSize,
        bytes(vector.root),
      );
      expect(proven).toBe(!vector.wantErr);
    });

    it.each(vectorsOf('consistency'))('consistency $name', ({ vector }) => {
      const proven = verifyConsistency(
        (vector.proof ?? []).map(bytes),
        vector.size1,
        bytes(vector.root1),
        vector.size2,
        bytes(vector.root2),
      );
      expect(proven).toBe(!vector.wantErr);
    });
  });
}
