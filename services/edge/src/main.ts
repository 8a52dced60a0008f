import { execve, getuid, stderr } from 'node:process';
import { loadConfig, processEnvironment } from '@everchart/configuration';
import { edgeConfig } from './configuration.js';
import { prepare } from './prepare.js';

/** Writes the configuration of nginx from the environment, and becomes nginx: the same process, so signals reach it. */
try {
  const program = await prepare(loadConfig(edgeConfig), getuid?.() === 0);
  if (execve === undefined) throw new Error('this Node cannot become another program');
  const inherited = Object.fromEntries(Object.entries(processEnvironment()).filter(([name]) => ['PATH', 'TZ', 'HOME'].includes(name)));
  execve(program.file, [program.file, ...program.arguments], { ...(inherited as Record<string, string>), ...program.environment });
} catch (error) {
  stderr.write(`${JSON.stringify({ level: 'fatal', event: 'edge.not-started', reason: (error as Error).message })}\n`);
  process.exitCode = 1;
}
