import { readdirSync, readFileSync } from 'node:fs';
import { validateRetentionData, type RetentionEventData } from '@everchart/contracts-retention';

/** A set that is no set of rules: its faults are named by their pointers. */
export class RuleFileError extends Error {
  override readonly name = 'RuleFileError';
  readonly code = 'rule-file-invalid';
}

const folder = new URL('../rules/', import.meta.url);

/** The sets that come with Everchart: no legal advice, and none of them verified. */
export const ruleFileNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();

/** What is adopted of a file: the data of `rule-set.adopted` but its reason. */
export type RuleFile = Omit<RetentionEventData['rule-set.adopted'], 'reason' | 'approvedBy'>;

/**
 * @param file one of `ruleFileNames`, or the URL of a file of the organisation's own
 * @throws RuleFileError
 */
export function readRuleFile(file: string | URL): RuleFile {
  const { $schema: _, ...set } = JSON.parse(
    readFileSync(typeof file === 'string' ? new URL(`${file}.json`, folder) : file, 'utf8'),
  ) as RuleFile & {
    $schema?: string;
  };
  const faults = [...validateRetentionData('rule-set.adopted', 1, { ...set, reason: 'adopted' }), ...repeatedIds(set)];
  if (faults.length > 0) throw new RuleFileError(faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; '));
  return set;
}

/** Faults of a set that its schema cannot name: each rule has an id of its own. */
export function repeatedIds({ rules }: Pick<RuleFile, 'rules'>): { pointer: string; message: string }[] {
  if (!Array.isArray(rules)) return [];
  const ids = rules.map(({ ruleId }) => ruleId);
  return ids.flatMap((id, place) =>
    ids.indexOf(id) < place ? [{ pointer: `/rules/${place}/ruleId`, message: 'is the id of another rule' }] : [],
  );
}
