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

export const asOfficer = (command: Command): Command =>
  command
    .option('--retention <url>', 'address of retention; else that of the suite that runs here')
    .option('--token-file <file>', 'token of an officer (environment: EVERCHART_TOKEN); else that of the suite that runs here')
    .option('--role <name>', `whose token of the suite that runs here: ${officers.join(', ')}`, officers[0])
    .option('--json', 'as JSON', false);

export const deciding = (command: Command): Command =>
  asOfficer(command)
    .option('--id <uuid>', 'of the decision: sent again under the same id it has one effect; else a new one')
    .option('--decided-at <instant>', 'when it was decided; else now');

/** The retention service, as an officer: every call is on record there. */
export class RetentionApi {
  constructor(
    private readonly url: string,
    private readonly org: string,
    private readonly token: string,
  ) {}

  async get<Answer>(path: string): Promise<Answer> {
    return JSON.parse(await this.text(path)) as Answer;
  }

  text(path: string): Promise<string> {
    return this.#call('GET', path);
  }

  async post<Answer>(path: string, body: object): Promise<Answer> {
    return JSON.parse(await this.#call('POST', path, body)) as Answer;
  }

  /** What is left undefined is not sent. */
  decide<Answer>(path: string, { id = randomUUID(), decidedAt }: DecisionOptions, body: object): Promise<Answer> {
    return this.post(path, { id, occurredAt: decidedAt ?? new Date().toISOString(), ...body });
  }

  /** @throws RefusedError */
  async #call(method: string, path: string, body?: object): Promise<string> {
    const headers = { authorization: `Bearer ${this.token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const address = `${this.url.replace(/\/$/, '')}/v1/orgs/${encodeURIComponent(this.org)}/${path}`;
    const response = await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }).catch((cause: unknown) => {
      throw new Error(`retention cannot be reached at ${new URL(address).origin}`, { cause });
    });
    const text = await response.text();
    if (response.ok) return text;
    throw new RefusedError(`retention answered ${response.status}: ${reasonIn(text)}`);
  }
}

/** @param program has the options that all commands share */
export function retentionApi(program: Command, { retention, tokenFile, role }: OfficerOptions): RetentionApi {
  const given = program.opts<{ runFile: string; org?: string }>();
  const run = readRunFile(given.runFile);
  const org = given.org ?? run?.org;
  if (org === undefined) throw new CommandError('of which organisation? Name it with --org');
  const url = retention ?? run?.urls?.retention;
  if (url === undefined) throw new CommandError('no suite runs here: name the address of retention with --retention');
  const file = tokenFile ?? (process.env.EVERCHART_TOKEN === undefined ? run?.tokenFiles?.[role] : undefined);
  const token = file === undefined ? process.env.EVERCHART_TOKEN : readText(file).trim();
  if (token === undefined) throw new CommandError('as whom? Name a token of an officer with --token-file or EVERCHART_TOKEN');
  return new RetentionApi(url, org, token);
}
