/** A server of this machine: PostgreSQL, a broker. */
export interface Server {
  /** Missing where it is no process of this machine. */
  pid?: number;
  /** Resolves when the process has ended, for any reason. */
  gone?: Promise<void>;
  /** Where its clients look for it. */
  address: string;
  stop(): Promise<void>;
}

const pauseMs = 500;

/**
 * Keeps a server running: one that ends by itself is started again on its data, at the same address, until it is there.
 */
export class SupervisedServer {
  #restarting: Promise<void> | undefined;
  #stopping = false;

  /** @param start starts it again at the address that it had */
  constructor(
    private readonly name: string,
    private current: Server,
    private readonly start: (address: string) => Promise<Server>,
    private readonly onEvent: (line: string) => void,
  ) {
    this.#watch();
  }

  get pid(): number | undefined {
    return this.current.pid;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#restarting;
    await this.current.stop();
  }

  #watch(): void {
    void this.current.gone?.then(() => {
      if (!this.#stopping) this.#restarting = this.#restart();
    });
  }

  async #restart(): Promise<void> {
    this.onEvent(`${this.name} ended; starting it again`);
    while (!this.#stopping) {
      try {
        const started = await this.start(this.current.address);
        if (started.address === this.current.address) {
          this.current = started;
          this.#watch();
          return;
        }
        await started.stop();
        this.onEvent(`${this.name} could not have its address again: it is in use`);
      } catch (error) {
        this.onEvent(`${this.name} could not be started again: ${(error as Error).message}`);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
