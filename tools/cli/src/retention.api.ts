import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { CommandError, readRunFile, readText } from './run-file.js';
import { reasonIn, RefusedError } from './streams.js';

export const officers = ['retention-officer', 'data-protection-officer'] as const;

/** Options of every command. */
export interface OfficerOptions {
  retention?: string;
  tokenFile?: string;
  role: string;
  json: boolean;
}

/** Options of a command that decides something. */
export interface DecisionOptions extends OfficerOptions {
  id?: string;
  decidedAt?: string;
}

/** @param example what follows `retention`, as a person types it */
export const asOfficer = (command: Command, example: string): Command =>
  command
    .option('--retention <url>', 'address of retention; else that of the suite that runs here')
    .option('--token-file <file>', 'token of an officer (environment: EVERCHART_TOKEN); else that of the suite that runs here')
    .option('--role <name>', `whose token of the suite that runs here: ${officers.join(', ')}`, officers[0])
    .option('--json', 'as JSON', false)
    .addHelpText('after', `\nExample:\n  npm run everchart -- retention ${example}`);

export const deciding = (command: Command, example: string): Command =>
  asOfficer(command, example)
    .option('--id <uuid>', 'of the decision: sent again under the same id, with the same --decided-at, it has one effect; else a new one')
    .option('--decided-at <instant>', 'when it was decided; else now');

/** What a person reads, or JSON. */
export function print<Shown>({ json }: OfficerOptions, shown: Shown, lines: (shown: Shown) => readonly string[]): void {
  console.log(json ? JSON.stringify(shown, null, 2) : lines(shown).join('\n'));
}

/** One part of a path. @throws CommandError when it is none: an address without it, or above it, is another one */
export function segment(text: string): string {
  if (/^\.{0,2}$/.test(text)) throw new CommandError(`"${text}" is no id and no name`);
  return encodeURIComponent(text);
}

/** Members that are undefined are not in it. */
export function queryOf(given: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString();
}

/** The retention service, as an officer: every call is on record there. */
export class RetentionApi {
  constructor(
    private readonly url: string,
    private readonly org: string,
    private readonly token: string,
  ) {}

  async get<Answer>(path: string): Promise<Answer> {
    return jsonIn<Answer>(await this.text(path));
  }

  text(path: string): Promise<string> {
    return this.#call('GET', path);
  }

  /** All pages of a list. @param cursor parameter that takes the "next" of the page before */
  async list<Item>(
    path: string,
    name: string,
    cursor: 'after' | 'before',
    query: Readonly<Record<string, string | undefined>> = {},
  ): Promise<Item[]> {
    const items: Item[] = [];
    for (let next: string | null | undefined; next !== null;) {
      const given = queryOf({ ...query, limit: '500', [cursor]: next });
      const page = await this.get<{ next: string | null } & Record<string, unknown>>(`${path}?${given}`);
      items.push(...(page[name] as Item[]));
      ({ next } = page);
    }
    return items;
  }

  async post<Answer>(path: string, body: object): Promise<Answer> {
    return jsonIn<Answer>(await this.#call('POST', path, body));
  }

  /**
   * Members of the data that are undefined are not sent.
   * @throws RefusedError, and Error; they name what to send again when the decision may be on record all the same
   */
  async decide<Answer>(path: string, options: DecisionOptions, data: object): Promise<Answer> {
    const { id = randomUUID(), decidedAt = new Date().toISOString() } = options;
    try {
      return await this.post<Answer>(path, { id, occurredAt: decidedAt, data });
    } catch (cause) {
      const { message } = cause as Error;
      const status = cause instanceof RefusedError ? cause.status : undefined;
      if (status !== undefined && status < 500) throw cause;
      const why = `${message}. Whether it is on record is not known: send it again with --id ${id} --decided-at ${decidedAt}`;
      throw status === undefined ? new Error(why, { cause }) : new RefusedError(why, status);
    }
  }

  /** @throws RefusedError */
  async #call(method: string, path: string, body?: object): Promise<string> {
    const headers = { authorization: `Bearer ${this.token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const address = `${this.url.replace(/\/$/, '')}/v1/orgs/${encodeURIComponent(this.org)}/${path}`;
    try {
      const response = await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      const text = await response.text();
      if (response.ok) return text;
      throw new RefusedError(`retention answered ${response.status}: ${reasonIn(text)}`, response.status);
    } catch (cause) {
      if (cause instanceof RefusedError) throw cause;
      throw new Error(`retention cannot be reached at ${new URL(address).origin}`, { cause });
    }
  }
}

function jsonIn<Answer>(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch (cause) {
    throw new Error('what answers at this address is not retention: it sends no JSON', { cause });
  }
}

/** Where a service is, and who calls it there. */
export interface Caller {
  org: string;
  url: string;
  token: string;
}

/** @param program has the options that all commands share */
export function retentionApi(program: Command, options: OfficerOptions): RetentionApi {
  const { url, org, token } = callerOf(program, 'retention', options.retention, options);
  return new RetentionApi(url, org, token);
}

/** @param address of the service; else that of the suite that runs here */
export function callerOf(
  program: Command,
  service: 'retention' | 'timeline' | 'ingest',
  address: string | undefined,
  { tokenFile, role }: Pick<OfficerOptions, 'tokenFile' | 'role'>,
): Caller {
  const given = program.opts<{ runFile: string; org?: string }>();
  const run = readRunFile(given.runFile);
  const org = given.org ?? run?.org;
  if (org === undefined) throw new CommandError('of which organisation? Name it with --org');
  const url = address ?? run?.urls?.[service];
  if (url === undefined) throw new CommandError(`no suite runs here: name the address of ${service} with --${service}`);
  if (!/^https?:/.test(url) || !URL.canParse(url)) throw new CommandError(`--${service} is an address: http://host:port`);
  const file = tokenFile ?? (process.env.EVERCHART_TOKEN === undefined ? run?.tokenFiles?.[role] : undefined);
  const token = file === undefined ? process.env.EVERCHART_TOKEN : readText(file).trim();
  if (token === undefined) throw new CommandError(`as whom? Name a token of ${officers.some((name) => name === role) ? 'an officer' : `an ${role}`} with --token-file or EVERCHART_TOKEN`); // prettier-ignore
  // What a header field cannot hold would be named as if the service were away.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new CommandError('the token is not one line of letters, digits and signs');
  return { url: url.replace(/\/$/, ''), org, token };
}
