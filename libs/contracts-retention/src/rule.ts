import type { JsonSchema } from '@everchart/contracts';
import { retentionEventTypes } from './event-types.js';

const adopted = retentionEventTypes.find(({ type }) => type === 'rule-set.adopted')!.schema as {
  properties: Readonly<Record<string, JsonSchema>>;
  $defs: Readonly<Record<string, JsonSchema>>;
};

/** JSON Schema of a file of rules: what is adopted of it is adopted as it is. */
export const ruleFileSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:everchart:schema:rule-file:1',
  title: 'Rules of retention',
  description: 'No rule is legal advice: a person who knows the law of the place reviews a rule before it is adopted',
  type: 'object',
  required: ['ruleSetId', 'version', 'title', 'rules'],
  properties: {
    $schema: { type: 'string', maxLength: 500 },
    ruleSetId: adopted.properties.ruleSetId,
    version: adopted.properties.version,
    title: adopted.properties.title,
    rules: adopted.properties.rules,
  },
  additionalProperties: false,
  $defs: adopted.$defs,
};
