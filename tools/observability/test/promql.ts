import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

export interface Matcher {
  label: string;
  operator: string;
  value: string;
}

export interface Selector {
  metric: string;
  matchers: Matcher[];
}

export interface Grouping {
  /** Metrics of which one at least must have all of {@link labels}. */
  metrics: string[];
  labels: string[];
}

export interface ReadExpression {
  selectors: Selector[];
  groupings: Grouping[];
}

/** Reads an expression by the grammar of Prometheus. @throws Error where it is none */
export function readExpression(text: string): ReadExpression {
  const read: ReadExpression = { selectors: [], groupings: [] };
  const textOf = ({ from, to }: SyntaxNode): string => text.slice(from, to);
  const selectorOf = (node: SyntaxNode): Selector => ({
    metric: textOf(node.getChild('Identifier')!),
    matchers: (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map((matcher) => ({
      label: textOf(matcher.getChild('LabelName')!),
      operator: textOf(matcher.getChild('MatchOp')!),
      value: JSON.parse(textOf(matcher.getChild('StringLiteral')!)) as string,
    })),
  });
  const selectorsIn = (node: SyntaxNode): Selector[] => {
    const found: Selector[] = [];
    node.cursor().iterate((at) => {
      if (at.name === 'VectorSelector') found.push(selectorOf(at.node));
    });
    return found;
  };
  parser.parse(text).iterate({
    enter: ({ type, node }) => {
      if (type.isError) throw new Error(`no PromQL at ${node.from}: ${text}`);
      if (type.name === 'VectorSelector') read.selectors.push(selectorOf(node));
      if (type.name !== 'AggregateExpr') return;
      const labels = node.getChild('AggregateModifier')?.getChild('GroupingLabels')?.getChildren('LabelName').map(textOf) ?? [];
      read.groupings.push({ labels, metrics: selectorsIn(node).map(({ metric }) => metric) });
    },
  });
  return read;
}
