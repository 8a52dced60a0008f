import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { bloodPressure } from './events.js';
import type { Figure } from './figures.js';
import { ApiClient, drive, expectStatus, pause } from './load.js';

/** What this machine can do at all, in the same run: a figure is read as a ratio to these. */
export async function measureLimits(postgresUrl: string, durationMs: number): Promise<Figure[]> {
  return [...(await postgresLimits(postgresUrl, durationMs)), await httpLimit(durationMs)];
}

async function postgresLimits(ownerUrl: string, durationMs: number): Promise<Figure[]> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 8 });
  pool.on('error', (error) => console.error(`bench: an idle connection failed: ${error.message}`));
  try {
    await pool.query('DROP TABLE IF EXISTS bench_floor');
    await pool.query(`CREATE TABLE bench_floor (
      org text NOT NULL, position bigserial, stream uuid NOT NULL, version int NOT NULL, id uuid NOT NULL, header text NOT NULL, payload bytea NOT NULL,
      PRIMARY KEY (org, position), UNIQUE (org, id), UNIQUE (org, stream, version))`);
    const header = 'h'.repeat(600);
    const payload = Buffer.alloc(350, 7);
    let version = 0;
    const insert = async (count: number): Promise<number> => {
      version += 1;
      await pool.query(
        `INSERT INTO bench_floor (org, stream, version, id, header, payload)
         SELECT 'bench', gen_random_uuid(), $1, gen_random_uuid(), h, p FROM unnest($2::text[], $3::bytea[]) AS item(h, p)`,
        [version, Array<string>(count).fill(header), Array<Buffer>(count).fill(payload)],
      );
      return count;
    };
    const batches = await drive({ connections: 1, durationMs, warmUpMs: 500, call: () => insert(100) });
    const commits = await drive({ connections: 8, durationMs, warmUpMs: 500, call: () => insert(1) });
    await pool.query('DROP TABLE bench_floor');
    return [
      { id: 'limit.pg.unnest100', unit: 'rows/s', value: batches.rate, p50: batches.p50, p99: batches.p99 },
      { id: 'limit.pg.commit.c8', unit: 'commits/s', value: commits.rate, p50: commits.p50, p99: commits.p99 },
    ];
  } finally {
    await pool.end();
  }
}

async function httpLimit(durationMs: number): Promise<Figure> {
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(new URL('./bare-server.js', import.meta.url)), String(port)], { stdio: 'inherit' });
  const client = new ApiClient('none', 64);
  try {
    const url = `http://127.0.0.1:${port}/echo`;
    const deadline = Date.now() + 60_000;
    while (
      !(await client.post(url, { id: 'x' }).then(
        () => true,
        () => false,
      ))
    ) {
      // prettier-ignore
      if (Date.now() > deadline) throw new Error('the bare server did not start');
      await pause(50);
    }
    const result = await drive({
      connections: 64,
      durationMs,
      warmUpMs: 1000,
      call: async () => {
        expectStatus(await client.post(url, bloodPressure()), 201);
        return 1;
      },
    });
    return { id: 'limit.http.bare', unit: 'requests/s', value: result.rate, p50: result.p50, p99: result.p99 };
  } finally {
    await client.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
