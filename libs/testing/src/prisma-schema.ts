import type pg from 'pg';

interface Column {
  name: string;
  type: string;
  nullable: boolean;
  hasDefault: boolean;
}

interface Model {
  name: string;
  schema: string;
  table: string;
  columns: Column[];
  id: string[];
  uniques: string[][];
}

/** What Prisma's types are in PostgreSQL, as `format_type` names them. */
const columnTypes: Readonly<Record<string, string>> = {
  String: 'text',
  'String @db.Uuid': 'uuid',
  Int: 'integer',
  'Int @db.SmallInt': 'smallint',
  BigInt: 'bigint',
  Boolean: 'boolean',
  'DateTime @db.Timestamptz': 'timestamp with time zone',
  'DateTime @db.Date': 'date',
  Json: 'jsonb',
  Bytes: 'bytea',
};

/**
 * Where a Prisma schema and a migrated database say different things: tables, columns, types, nullability, defaults,
 * primary and unique keys. A model may leave columns out; `leftOut` names them, so that a new column is either in the
 * model or left out on purpose.
 * @param text of a `schema.prisma`; lists, enums and relations are not used here and are refused
 * @param leftOut by model: columns that the model has not
 */
export async function schemaDisagreements(
  text: string,
  database: Pick<pg.Pool, 'query'>,
  leftOut: Readonly<Record<string, readonly string[]>> = {},
): Promise<string[]> {
  const faults: string[] = [];
  for (const model of modelsOf(text)) {
    const { columns, id, uniques } = await tableOf(database, model);
    const known = new Map(columns.map((column) => [column.name, column]));
    const say = (what: string): void => void faults.push(`${model.name}: ${what}`);
    if (columns.length === 0) say(`there is no table ${model.schema}.${model.table}`);
    for (const { name, type, nullable, hasDefault } of model.columns) {
      const column = known.get(name);
      if (!column) say(`there is no column ${name}`);
      else {
        if (column.type !== type) say(`${name} is ${column.type}, not ${type}`);
        if (column.nullable !== nullable) say(`${name} is ${column.nullable ? '' : 'not '}nullable`);
        if (hasDefault && !column.hasDefault) say(`${name} has no default`);
      }
      known.delete(name);
    }
    const unnamed = [...known.keys()].filter((name) => !leftOut[model.name]?.includes(name));
    const unknown = (leftOut[model.name] ?? []).filter((name) => !known.has(name));
    if (unnamed.length > 0) say(`the model lacks ${unnamed.join(', ')}`);
    if (unknown.length > 0) say(`nothing is left out by the name of ${unknown.join(', ')}`);
    if (model.id.join() !== id.join()) say(`the primary key is ${id.join(', ')}, not ${model.id.join(', ')}`);
    for (const unique of model.uniques)
      if (!uniques.some((each) => each.join() === unique.join())) say(`${unique.join(', ')} is not unique`);
  }
  return faults;
}

/** The syntax that our schemas use; anything else is a fault of the test, which says so. */
function modelsOf(text: string): Model[] {
  return [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => {
    const lines = body!.split('\n').map((line) => line.replace(/\/\/.*$/, '').trim()).filter((line) => line !== ''); // prettier-ignore
    const attribute = (of: string): string[] => lines.flatMap((line) => new RegExp(`^@@${of}\\((.*)\\)$`).exec(line)?.[1] ?? []);
    const fields = lines.filter((line) => !line.startsWith('@@')).map(fieldOf);
    const columnsOf = (list: string): string[] =>
      list.replace(/[[\]\s]/g, '').split(',').map((field) => fields.find((each) => each.field === field)?.name ?? `no field ${field}`); // prettier-ignore
    const single = (mark: string): string[][] => fields.filter(({ marks }) => marks.includes(mark)).map((field) => [field.name]);
    return {
      name: name!,
      schema: attribute('schema')[0]!.replaceAll('"', ''),
      table: attribute('map')[0]!.replaceAll('"', ''),
      columns: fields,
      id: attribute('id').map(columnsOf)[0] ?? single('@id')[0] ?? [],
      uniques: [...attribute('unique').map(columnsOf), ...single('@unique')],
    };
  });
}

function fieldOf(line: string): Column & { field: string; marks: string[] } {
  const [, field, base, nullable, rest] = /^(\w+)\s+(\w+)(\?)?\s*(.*)$/.exec(line) ?? [];
  const native = /@db\.\w+/.exec(rest ?? '')?.[0];
  const type = columnTypes[native === undefined ? base! : `${base} ${native}`];
  if (field === undefined || type === undefined) throw new Error(`this line of the Prisma schema is not understood: ${line}`);
  return {
    field,
    name: /@map\("(\w+)"\)/.exec(rest!)?.[1] ?? field,
    type,
    nullable: nullable !== undefined,
    hasDefault: rest!.includes('@default('),
    marks: rest!.match(/@(?:id|unique)\b/g) ?? [],
  };
}

async function tableOf(database: Pick<pg.Pool, 'query'>, { schema, table }: Model): Promise<Omit<Model, 'name' | 'schema' | 'table'>> {
  const columns = await database.query<Column>(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable,
            (a.atthasdef OR a.attidentity <> '') AS "hasDefault"
     FROM pg_attribute a WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [`${schema}.${table}`],
  );
  const keys = await database.query<{ primary: boolean; names: string[] }>(
    `SELECT i.indisprimary AS primary, array_agg(a.attname::text ORDER BY k.place) AS names
     FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attribute, place)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attribute
     WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indpred IS NULL GROUP BY i.indexrelid, i.indisprimary`,
    [`${schema}.${table}`],
  );
  return {
    columns: columns.rows,
    id: keys.rows.find(({ primary }) => primary)?.names ?? [],
    uniques: keys.rows.map(({ names }) => names),
  };
}
