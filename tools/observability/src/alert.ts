/** How soon a person has to look: at once, day and night; or on the next working day. */
export type Severity = 'page' | 'ticket';

/** Made-up series, by the name and labels of each, in the notation of promtool: one sample a minute. */
export type Series = Readonly<Record<string, string>>;

/** What an alert is tested with. */
export interface RuleCase {
  series: Series;
  /** When it is looked at, counted from the first sample: `10m`. */
  at: string;
}

export interface FiringCase extends RuleCase {
  /** Labels of the alert, beside those that the rule adds itself. */
  labels?: Readonly<Record<string, string>>;
}

/** One alert: the rule, its page for the person who is called, and a case of each kind that it is tested with. */
export interface Alert {
  name: string;
  severity: Severity;
  /** It must not happen once; what it tells of does not mend itself. */
  never?: true;
  expression: string;
  /** How long it must hold. */
  for?: string;
  /** More labels, such as the objective that is missed. */
  labels?: Readonly<Record<string, string>>;
  /** One sentence. `{{ $labels.<name> }}` stands for a label of the alert. */
  summary: string;
  /** What has happened, and what it means for people. Markdown. */
  means: string;
  /** What to do, in this order. Markdown. */
  actions: readonly string[];
  fires: FiringCase;
  /** Near to the limit, and within it. Missing only where it is always there. */
  quiet?: RuleCase;
}

/** Alerts of one part, which share a file of rules and a page of runbooks. */
export interface AlertGroup {
  /** Name of the file. */
  name: string;
  title: string;
  alerts: readonly Alert[];
}
