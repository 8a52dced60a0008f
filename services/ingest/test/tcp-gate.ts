import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type Direction = 'requests' | 'replies';

/**
 * The way to a server, which a test shuts at a certain moment: what was sent is then on its way, neither delivered nor
 * lost. So the moment between a commit and its answer lasts as long as the test wants.
 */
export class TcpGate {
  readonly #sockets = new Set<Socket>();
  readonly #waiting: Record<Direction, (() => void)[] | undefined> = { requests: undefined, replies: undefined };
  /** What it shuts at: a request before or behind it, or an answer before it. */
  #shutAt: { marker: string; seenIn: Direction; direction: Direction } | undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  /** @param url of the server, as in a connection string */
  static async open(url: string): Promise<TcpGate> {
    const server = createServer();
    const gate = new TcpGate(server, new URL(url));
    server.on('connection', (client) => gate.#pass(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return gate;
  }

  /** The same connection string, through the gate. */
  get url(): string {
    const through = new URL(this.target.href);
    through.hostname = '127.0.0.1';
    through.port = String((this.server.address() as AddressInfo).port);
    return through.href;
  }

  /** Shuts before the next request that holds the marker: it never reaches the server, nor does any after it. */
  shutBefore(marker: string): void {
    this.#shutAt = { marker, seenIn: 'requests', direction: 'requests' };
  }

  /**
   * Shuts behind the next request that holds the marker: the server gets it, its answer does not come back, nor does
   * any after it.
   */
  shutBehind(marker: string): void {
    this.#shutAt = { marker, seenIn: 'requests', direction: 'replies' };
  }

  /** Shuts before the next answer that holds the marker: neither it nor any after it comes back. */
  shutBeforeAnswer(marker: string): void {
    this.#shutAt = { marker, seenIn: 'replies', direction: 'replies' };
  }

  /** It has shut. */
  get shut(): boolean {
    return this.#waiting.requests !== undefined || this.#waiting.replies !== undefined;
  }

  /** Delivers what waits. */
  open(): void {
    for (const direction of ['requests', 'replies'] as const) {
      const waiting = this.#waiting[direction] ?? [];
      this.#waiting[direction] = undefined;
      for (const deliver of waiting) deliver();
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #pass(client: Socket): void {
    const upstream = connect({ host: this.target.hostname, port: Number(this.target.port) });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined); // the tests kill both ends
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (chunk) => {
      this.#shutIfDue('requests', chunk);
      this.#deliver('requests', () => upstream.write(chunk));
    });
    upstream.on('data', (chunk) => {
      this.#shutIfDue('replies', chunk);
      this.#deliver('replies', () => client.write(chunk));
    });
  }

  #shutIfDue(seenIn: Direction, chunk: Buffer | string): void {
    if (this.#shutAt?.seenIn !== seenIn || !chunk.includes(this.#shutAt.marker)) return;
    this.#waiting[this.#shutAt.direction] ??= [];
    this.#shutAt = undefined;
  }

  #deliver(direction: Direction, deliver: () => void): void {
    const waiting = this.#waiting[direction];
    if (waiting) waiting.push(deliver);
    else deliver();
  }
}
