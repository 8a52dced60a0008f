import { shownOf, type Permission } from '@everchart/access-log';
import { openAccess } from '@everchart/contracts-organisation';
import type { Directory } from '@everchart/organisation-directory';
import { ProblemError, type RequestContext } from '@everchart/platform';
import { isUnavailable, type Lane } from '@everchart/postgres';
import type { FastifyRequest } from 'fastify';
import { v7 as newId } from 'uuid';
import { markOf, type KeptEmergencies } from '../application/kept.emergencies.js';
import type { LiveRule } from '../application/live.hub.js';
import type { RecentDirectories } from '../application/recent.directories.js';
import { CareMoment, mayFollow, relationOf, sojournsOf, type CarePlaces } from '../domain/care-relation.js';
import type { EntryInForce } from '../domain/doses/course.js';
import type { UnitName } from '../domain/places.js';
import type { CareStore, Emergency, Opening } from '../infrastructure/care.store.js';
import { problems } from './problems.js';
import { orUnavailable } from './record.answer.js';
import { laneOf } from './shedding.js';

/** Why one patient may be seen; undefined: they may not. */
type Verdict = { emergency?: Emergency } | undefined;

/** Roles that the organisation's rule is for. Others have their own purpose, and see all of their organisation. */
const caringRoles: ReadonlySet<string> = new Set(['carer', 'nurse']);
const emergencyMinutes = 60;
const reasonMax = 500;
export const breakGlassHeader = 'everchart-break-glass';

/** Who may see whom: the one place that decides it, for every route and every subscription. */
export class CareRelations implements Permission, LiveRule {
  readonly #verdicts = new WeakMap<FastifyRequest, Map<string, Verdict>>();

  constructor(
    private readonly directories: RecentDirectories,
    private readonly stores: Readonly<Record<Lane, CareStore>>,
    /** Without it an emergency cannot be opened while the primary is away. */
    private readonly kept?: KeptEmergencies,
  ) {}

  /**
   * Of these patients those whom the caller may see. In an emergency that the request states, all of them.
   * @throws ProblemError 503 when the database is away
   */
  async permitted(request: FastifyRequest, patients: readonly string[]): Promise<ReadonlySet<string>> {
    const context = request.everchartContext!;
    if (!caringRoles.has(context.role)) return new Set(patients);
    const directory = await orUnavailable(this.directories.read(context.org));
    // Of nearly every read: nothing is to be judged.
    if (ruleOf(directory).rule === 'open') return new Set(patients);
    const known = this.#verdicts.get(request) ?? new Map<string, Verdict>();
    this.#verdicts.set(request, known);
    const judged = [...new Set(patients)].filter((patient) => !known.has(patient));
    if (judged.length > 0) {
      for (const [patient, verdict] of await orUnavailable(this.#judge(request, judged, directory))) {
        known.set(patient, verdict);
        if (verdict?.emergency) shownOf(request).mark(patient, { breakGlass: markOf(verdict.emergency) });
      }
    }
    return new Set(patients.filter((patient) => known.get(patient) !== undefined));
  }

  /** @throws ProblemError 403 */
  async check(request: FastifyRequest, patients: readonly string[]): Promise<void> {
    const permitted = await this.permitted(request, patients);
    const closed = patients.filter((patient) => !permitted.has(patient));
    if (closed.length === 0) return;
    // A patient without a stay is seen by all: these are known here.
    shownOf(request).noteEach(closed.map((patient) => ({ patient, patientKnown: true })));
    throw new ProblemError(problems['care-relation-missing']);
  }

  /** The emergency in which the caller sees a patient who was checked. */
  emergencyOf(request: FastifyRequest, patient: string): Emergency | undefined {
    return this.#verdicts.get(request)?.get(patient)?.emergency;
  }

  /** Of those who follow a unit: who will come into it is not known yet. @throws ProblemError 403 */
  async checkUnit(context: RequestContext, name: UnitName): Promise<void> {
    const cares = this.caresOf(context);
    if (!cares || mayFollow(cares, name, await orUnavailable(this.directories.read(context.org)))) return;
    throw new ProblemError(problems['care-relation-missing']);
  }

  /** Where the caller cares for patients. Undefined: the rule is not for this role. */
  caresOf({ role, facilities, units }: RequestContext): CarePlaces | undefined {
    return caringRoles.has(role) ? { facilities: new Set(facilities), units: new Set(units) } : undefined;
  }

  /** As all stands now: nothing of it is kept from before. */
  async moment(org: string, patients: readonly string[], emergencies: readonly string[]): Promise<CareMoment> {
    const directory = await this.directories.now(org);
    const isOpen = ruleOf(directory).rule === 'open';
    const [stays, lasting] = await Promise.all([
      isOpen || patients.length === 0 ? new Map<string, EntryInForce[]>() : this.stores.usual.stays(org, patients),
      emergencies.length === 0 ? new Set<string>() : this.stores.usual.stillLasting(org, emergencies),
    ]);
    return new CareMoment(
      directory,
      stays,
      new Map(emergencies.map((id) => [id, lasting.has(id) || this.kept?.lasts(id) === true])),
      Date.now(),
    );
  }

  async #judge(request: FastifyRequest, patients: readonly string[], directory: Directory): Promise<Map<string, Verdict>> {
    const context = request.everchartContext!;
    const store = this.stores[laneOf(request)];
    const { org, actor, facilities, units } = context;
    const rule = ruleOf(directory);
    const cares = { facilities: new Set(facilities), units: new Set(units) };
    const now = Date.now();
    const verdicts = new Map<string, Verdict>();
    for (const [patient, entries] of await store.stays(org, patients))
      verdicts.set(patient, relationOf(cares, sojournsOf(entries, directory), rule, directory, now) && {});
    const closed = patients.filter((patient) => verdicts.get(patient) === undefined);
    if (closed.length === 0) return verdicts;
    const lasting = [...(await store.lasting(org, actor, closed)), ...(this.kept?.lasting(org, actor, closed) ?? [])];
    for (const [patient, emergency] of lasting) verdicts.set(patient, { emergency });
    const reason = reasonIn(request);
    const still = closed.filter((patient) => verdicts.get(patient) === undefined);
    if (still.length === 0 || reason === undefined) return verdicts;
    const { role } = context;
    const patientsToOpen = still.map((patientId) => ({ id: newId(), patientId }));
    const opening = { actor, role, reason: statedReason(reason, directory), minutes: emergencyMinutes, patients: patientsToOpen };
    for (const [patient, emergency] of await this.#open(store, org, opening)) verdicts.set(patient, { emergency });
    return verdicts;
  }

  /** Whether the primary had taken it before it went away makes no difference: it keeps its id. */
  async #open(store: CareStore, org: string, opening: Opening): Promise<Map<string, Emergency>> {
    try {
      return await store.open(org, opening);
    } catch (error) {
      if (!this.kept || !isUnavailable(error)) throw error;
      return this.kept.open(org, opening);
    }
  }
}

function ruleOf({ accessRule = openAccess }: Pick<Directory, 'accessRule'>) {
  return accessRule;
}

/** Any text that is not empty: a person in an emergency is not kept off by its form. */
function reasonIn(request: FastifyRequest): string | undefined {
  const header = request.headers[breakGlassHeader];
  const text = (Array.isArray(header) ? header.join(' ') : header)?.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** `<code>; <text>`: the code counts when it is one of the organisation's list, else all is text. */
function statedReason(stated: string, { lists }: Pick<Directory, 'lists'>): Emergency['reason'] {
  const text = printable(decoded(stated)).slice(0, reasonMax);
  const code = text.split(';', 1)[0]!.trim();
  const isListed = [...(lists.get('break-glass-reasons')?.values() ?? [])].some((item) => item.code === code && !item.retired);
  return { code: isListed ? code : 'other', text };
}

/** Headers hold ASCII: other letters may come percent-encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function printable(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}/gu, ' ');
}
