import { Presets, SingleBar } from 'cli-progress';
import type { ReplayProgress } from '@everchart/care-day';

export interface Progress {
  update(progress: ReplayProgress): void;
  end(): void;
}

/** A bar on a terminal; elsewhere a plain line for every tenth of the way. */
export function createProgress(output: NodeJS.WriteStream): Progress {
  return output.isTTY ? bar(output) : plainLines(output);
}

function bar(stream: NodeJS.WriteStream): Progress {
  const single = new SingleBar(
    { format: '  {bar} {percentage}%  {value}/{total} entries  {label}', stream, clearOnComplete: false, hideCursor: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update: ({ done, total, label }) => {
      if (!started) single.start(total, done, { label });
      else single.update(done, { label });
      started = true;
    },
    end: () => single.stop(),
  };
}

function plainLines(output: NodeJS.WriteStream): Progress {
  let tenth = 0;
  return {
    update: ({ done, total, label }) => {
      const reached = Math.floor((done * 10) / total);
      if (reached === tenth) return;
      tenth = reached;
      output.write(`  ${String(reached * 10).padStart(3)} %  ${done}/${total} entries  ${label}\n`);
    },
    end: () => undefined,
  };
}
