import { instantMs } from '@everchart/primitives';
import pg from 'pg';
import { writeUuid } from './binary-array.js';
import type { Transaction } from './pool.js';

/**
 * Rows as `COPY … FROM STDIN (FORMAT binary)` takes them: the cheapest way in for many. Fields are added one by one, in
 * the order of the statement's columns. Source: PostgreSQL, COPY, "Binary Format"; of each type its `…_recv` function.
 */
export class CopyRows {
  readonly #chunks: Buffer[] = [];
  #bytes = Buffer.allocUnsafe(chunkBytes);
  #at: number;

  /** @param fields of each row */
  constructor(private readonly fields: number) {
    this.#at = this.#bytes.write(signature, 'latin1');
    // No flags, and no more of a header.
    this.#at = this.#bytes.writeInt32BE(0, this.#bytes.writeInt32BE(0, this.#at));
  }

  /** The fields of the row follow. */
  row(): this {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(this.fields, this.#at);
    return this;
  }

  /** Text, or JSON text. */
  text(value: string | null): this {
    if (value === null) return this.#null();
    // Three bytes for a UTF-16 unit at most: cheaper than counting the bytes first.
    this.#room(4 + 3 * value.length);
    const size = this.#bytes.write(value, this.#at + 4);
    this.#bytes.writeInt32BE(size, this.#at);
    this.#at += 4 + size;
    return this;
  }

  texts(values: readonly string[]): this {
    const units = values.reduce((sum, value) => sum + value.length, 0);
    this.#room(4 + 20 + 4 * values.length + 3 * units);
    const start = this.#at;
    let at = this.#bytes.writeInt32BE(values.length === 0 ? 0 : 1, start + 4); // dimensions
    at = this.#bytes.writeInt32BE(0, at); // no NULL
    at = this.#bytes.writeInt32BE(textOid, at);
    // Their number, and the index of the first one.
    if (values.length > 0) at = this.#bytes.writeInt32BE(1, this.#bytes.writeInt32BE(values.length, at));
    for (const value of values) {
      const size = this.#bytes.write(value, at + 4);
      this.#bytes.writeInt32BE(size, at);
      at += 4 + size;
    }
    this.#bytes.writeInt32BE(at - start - 4, start);
    this.#at = at;
    return this;
  }

  /** @throws TypeError for a text that is no UUID, with the SQLSTATE that the server has for it */
  uuid(value: string | null): this {
    if (value === null) return this.#null();
    this.#room(20);
    this.#at = writeUuid(this.#bytes, value, this.#bytes.writeInt32BE(16, this.#at));
    return this;
  }

  integer(value: number): this {
    this.#room(8);
    this.#at = this.#bytes.writeInt32BE(value, this.#bytes.writeInt32BE(4, this.#at));
    return this;
  }

  bigint(value: number): this {
    return this.#long(BigInt(value));
  }

  boolean(value: boolean): this {
    this.#room(5);
    this.#at = this.#bytes.writeUInt8(value ? 1 : 0, this.#bytes.writeInt32BE(1, this.#at));
    return this;
  }

  /** A `timestamptz`. @param utc as `utcOf` writes it */
  instant(utc: string): this {
    const us = (instantMs(utc) - epochMs) * 1000 + Number(utc.slice(23, 26));
    // Some 285 years around the year 2000.
    return this.#long(Number.isSafeInteger(us) ? BigInt(us) : BigInt(instantMs(utc) - epochMs) * 1000n + BigInt(utc.slice(23, 26)));
  }

  /** All of it. Nothing may be added afterwards. */
  end(): readonly Buffer[] {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(-1, this.#at);
    return [...this.#chunks, this.#bytes.subarray(0, this.#at)];
  }

  #long(value: bigint): this {
    this.#room(12);
    this.#at = this.#bytes.writeBigInt64BE(value, this.#bytes.writeInt32BE(8, this.#at));
    return this;
  }

  #null(): this {
    this.#room(4);
    this.#at = this.#bytes.writeInt32BE(-1, this.#at);
    return this;
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    this.#chunks.push(this.#bytes.subarray(0, this.#at));
    this.#bytes = Buffer.allocUnsafe(Math.max(chunkBytes, bytes));
    this.#at = 0;
  }
}

const chunkBytes = 64 * 1024;
const signature = 'PGCOPY\n\xff\r\n\0';
/** Object id of `text` (pg_type). */
const textOid = 25;
/** 2000-01-01, from which PostgreSQL counts. */
const epochMs = 946_684_800_000;

/**
 * A statement of COPY whose rows are in memory: the driver has the messages for it and sends them when the server asks
 * for them.
 */
class CopyIn extends pg.Query {
  constructor(
    text: string,
    private readonly copied: CopyRows,
    done: (error: Error | null) => void,
  ) {
    super({ text, callback: done } as pg.QueryConfig);
  }

  /** Called by the driver. */
  handleCopyInResponse(connection: CopyConnection): void {
    const { stream } = connection;
    stream.cork();
    for (const chunk of this.copied.end()) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
    stream.uncork();
  }
}

interface CopyConnection {
  stream: { cork(): void; uncork(): void };
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** @param into `<table> (<columns>)`: no row-level security may stand on it for this role */
export function copyRows(tx: Transaction, into: string, rows: CopyRows): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.query(new CopyIn(`COPY ${into} FROM STDIN (FORMAT binary)`, rows, (error) => (error ? reject(error) : resolve())));
  });
}
