import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface Ended {
  code: number;
  output: string;
  errors: string;
}

/** `npm run everchart`, as built, and as a person runs it: in a process, with no environment but this. */
export function runCommand(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...args], { env: { PATH: process.env.PATH, ...environment } }, (_, output, errors) =>
      resolve({ code: child.exitCode!, output, errors }),
    );
  });
}
