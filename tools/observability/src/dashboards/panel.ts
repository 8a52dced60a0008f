/** What a panel shows, apart from how Grafana writes it down. */
export interface PanelDefinition {
  title: string;
  /** What it says, and what is wrong when it looks otherwise. */
  description?: string;
  kind: 'number' | 'curve';
  /** Of Grafana: `s`, `reqps`, `percentunit`, `bytes`, `short`. */
  unit: string;
  queries: readonly Query[];
  /** From here on it is red; with a second one before it, orange from that. */
  limits?: readonly number[];
  /** Less is worse: red below the first limit. */
  lowIsBad?: true;
}

export interface Query {
  expression: string;
  /** `{{org}}` stands for a label. */
  legend?: string;
}

export interface DashboardDefinition {
  /** Name of the file, and uid in Grafana. */
  name: string;
  title: string;
  description: string;
  /** Labels that a reader can choose from. */
  variables: readonly Variable[];
  rows: readonly Row[];
}

export interface Row {
  title: string;
  panels: readonly PanelDefinition[];
}

export interface Variable {
  name: 'org';
  label: string;
  /** Metric and label that the choices come from. */
  from: string;
}

export const organisation: Variable = { name: 'org', label: 'Organisation', from: 'everchart_http_requests_total' };

const query = (expression: string, legend?: string): Query => ({ expression, ...(legend === undefined ? {} : { legend }) });

/** A curve for each series. */
export function curve(
  title: string,
  unit: string,
  queries: Readonly<Record<string, string>>,
  more: Partial<PanelDefinition> = {},
): PanelDefinition {
  return { kind: 'curve', title, unit, queries: Object.entries(queries).map(([legend, expression]) => query(expression, legend)), ...more };
}

/** One number, now. */
export function number(title: string, unit: string, expression: string, more: Partial<PanelDefinition> = {}): PanelDefinition {
  return { kind: 'number', title, unit, queries: [query(expression)], ...more };
}

/** Of a histogram, by labels: what this share of the observations stays below. */
export function quantile(share: number, histogram: string, matchers: string, by: readonly string[] = []): string {
  return `histogram_quantile(${share}, sum by (${['le', ...by].join(', ')}) (rate(${histogram}_bucket{${matchers}}[$__rate_interval])))`;
}

export function rate(counter: string, matchers: string, by: readonly string[] = []): string {
  return `sum${by.length === 0 ? '' : ` by (${by.join(', ')}) `}(rate(${counter}{${matchers}}[$__rate_interval]))`;
}

/** Of a counter that is there only after it was needed once. */
export const orNone = (expression: string): string => `${expression} or vector(0)`;
