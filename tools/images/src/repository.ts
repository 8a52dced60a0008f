import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the files come from. */
export interface Revision {
  /** The commit; with `-dirty` when files differ from it; `unknown` outside of git. */
  commit: string;
  /** ISO 8601: when the commit was made. */
  created: string;
}

export async function revisionOf(root: string): Promise<Revision> {
  const git = async (...args: string[]): Promise<string> => (await run('git', args, { cwd: root })).stdout.trim();
  try {
    const [commit, created, changes] = [
      await git('rev-parse', 'HEAD'),
      await git('log', '-1', '--format=%cI'),
      await git('status', '--porcelain'),
    ];
    return { commit: changes === '' ? commit : `${commit}-dirty`, created: new Date(created).toISOString() };
  } catch {
    return { commit: 'unknown', created: new Date(0).toISOString() };
  }
}
