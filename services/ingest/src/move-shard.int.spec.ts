import { describe, expect, it } from '@jest/globals';
import { MoverProcess } from '../test/mover-process.js';

/** How it is called. What it does: `faults/shard-moved.int.spec.ts`. */
describe('the command that moves a shard', () => {
  // No process listens there.
  const url = 'postgresql://owner:secret@127.0.0.1:1/ingest';
  const environment = {
    DATABASE_OWNER_URL: url,
    DATABASE_CLUSTER_OWNERS: JSON.stringify({ second: url }),
  };
  const run = async (args: string[], given: Record<string, string> = environment) => {
    const mover = new MoverProcess(args, given);
    return { code: await mover.ended, stdout: mover.stdout, stderr: mover.stderr };
  };

  it('says how it is called', async () => {
    expect(await run(['--help'], {})).toEqual({ code: 0, stdout: expect.stringContaining('--org ORGANISATION'), stderr: '' });
  });

  it.each([
    [[], environment, '--org is missing'],
    [['--org', 'home'], environment, '--to is missing'],
    [['--org', 'home', '--to', 'third'], environment, 'there is no cluster third; configured are main, second'],
    [['--org', 'home', '--to', 'second', '--shard', 'x'], environment, '--shard is not a number'],
    [['--org', 'home', '--to', 'second', '--fast'], environment, "'--fast'"],
    [['--org', 'home', '--to', 'second'], {}, 'DATABASE_OWNER_URL'],
  ])('refuses %j', async (args, given, fault) => {
    expect(await run(args, given)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(fault) });
  });

  it('fails when a cluster is away, and says that it may be run again', async () => {
    const { code, stdout, stderr } = await run(['--org', 'home', '--to', 'second']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Run it again');
    expect(stderr).not.toContain('secret');
  });
});
