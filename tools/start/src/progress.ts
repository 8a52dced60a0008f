import { Presets, SingleBar } from 'cli-progress';

export interface ProgressState {
  done: number;
  total: number;
  /** What is being done, for a person. */
  label: string;
}

export interface Progress {
  update(progress: ProgressState): void;
  end(): void;
}

/**
 * A bar on a terminal; elsewhere a plain line for every tenth of the way.
 * @param unit what is counted, such as `entries`
 */
export function createProgress(output: NodeJS.WriteStream, unit = 'entries'): Progress {
  return output.isTTY ? bar(output, unit) : plainLines(output, unit);
}

function bar(stream: NodeJS.WriteStream, unit: string): Progress {
  const single = new SingleBar(
    { format: `  {bar} {percentage}%  {value}/{total} ${unit}  {label}`, stream, clearOnComplete: false, hideCursor: true },
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

function plainLines(output: NodeJS.WriteStream, unit: string): Progress {
  let tenth = 0;
  return {
    update: ({ done, total, label }) => {
      const reached = Math.floor((done * 10) / total);
      if (reached === tenth) return;
      tenth = reached;
      output.write(`  ${String(reached * 10).padStart(3)} %  ${done}/${total} ${unit}  ${label}\n`);
    },
    end: () => undefined,
  };
}
