import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka, type KafkaInstance } from '@everchart/dev-servers';

/** A broker of the test's own, which goes away and comes back with its data, where its clients look for it. */
export class OwnKafka {
  readonly brokers: readonly string[];
  #running: KafkaInstance;

  private constructor(
    private readonly directory: string,
    private readonly settings: Readonly<Record<string, string>>,
    running: KafkaInstance,
  ) {
    this.#running = running;
    this.brokers = running.brokers;
  }

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<OwnKafka> {
    const directory = mkdtempSync(join(tmpdir(), 'everchart-own-kafka-'));
    return new OwnKafka(directory, settings, await startKafka({ directory: join(directory, 'kafka'), port: 0, settings }));
  }

  /** Without any warning where it is a process of this machine. */
  async goAway(): Promise<void> {
    if (this.#running.pid !== undefined) process.kill(this.#running.pid, 'SIGKILL');
    await this.#running.gone;
    await this.#running.stop();
  }

  async comeBack(): Promise<void> {
    const port = Number(this.brokers[0]!.split(':')[1]);
    this.#running = await startKafka({ directory: join(this.directory, 'kafka'), port, settings: this.settings });
    if (this.#running.brokers[0] !== this.brokers[0]) throw new Error(`port ${port} was taken while the broker was away`);
  }

  /**
   * What the broker kept of producers in addition to the records. Only while it is away; a container's files are out of
   * reach. @returns how many files
   */
  forgetProducers(): number {
    const log = join(this.directory, 'kafka', 'log');
    const files = readdirSync(log, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.snapshot') && !file.startsWith('__cluster'),
    );
    for (const file of files) rmSync(join(log, file));
    return files.length;
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
