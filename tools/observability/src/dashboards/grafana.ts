import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { BigValueColorMode, BigValueGraphMode, VizLegendOptionsBuilder, LegendPlacement } from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  VariableRefresh,
  type Threshold,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import type { DashboardDefinition, PanelDefinition, Variable } from './panel.js';

/** Chosen by the reader, or the only one that there is. */
const source: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };
const tag = 'everchart';

function thresholdsOf({ limits = [], lowIsBad }: PanelDefinition): ThresholdsConfigBuilder {
  const colours = lowIsBad ? ['red', 'orange', 'green'] : ['green', 'orange', 'red'];
  const above = limits.length === 1 ? colours.slice(-1) : colours.slice(1);
  const steps: Threshold[] = [
    { value: null, color: limits.length === 0 ? 'text' : colours[0]! },
    ...limits.map((value, at) => ({ value, color: above[at]! })),
  ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

function targetsOf({ queries }: PanelDefinition): DataqueryBuilder[] {
  return queries.map(({ expression, legend = '' }, at) =>
    new DataqueryBuilder()
      .refId(String.fromCharCode(65 + at))
      .expr(expression)
      .legendFormat(legend),
  );
}

function panel(definition: PanelDefinition): StatBuilder | TimeseriesBuilder {
  const { kind, title, description = '', unit } = definition;
  const common = <T extends StatBuilder | TimeseriesBuilder>(builder: T): T => {
    builder.title(title).description(description).unit(unit).datasource(source).thresholds(thresholdsOf(definition)).targets(targetsOf(definition)); // prettier-ignore
    return builder;
  };
  if (kind === 'number')
    return common(new StatBuilder()).span(4).height(5).colorMode(BigValueColorMode.Background).graphMode(BigValueGraphMode.Area);
  const legend = new VizLegendOptionsBuilder().showLegend(true).placement(LegendPlacement.Bottom);
  return common(new TimeseriesBuilder()).span(8).height(8).min(0).legend(legend);
}

function variable({ name, label, from }: Variable): QueryVariableBuilder {
  const query = `label_values(${from}, ${name})`;
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(source)
    .query({ query, refId: name })
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: 'All', value: '$__all' });
}

/** A dashboard as Grafana reads it. */
export function dashboardJson({ name, title, description, variables, rows }: DashboardDefinition): string {
  const builder = new DashboardBuilder(title)
    .uid(`everchart-${name}`)
    .description(description)
    .tags([tag])
    .tooltip(DashboardCursorSync.Crosshair)
    .refresh('30s')
    .time({ from: 'now-3h', to: 'now' })
    .timezone('browser')
    .readonly()
    .link(new DashboardLinkBuilder('Everchart').type(DashboardLinkType.Dashboards).tags([tag]).asDropdown(true).keepTime(true))
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'));
  for (const chosen of variables) builder.withVariable(variable(chosen));
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title));
    for (const definition of row.panels) builder.withPanel(panel(definition));
  }
  return `${JSON.stringify(builder.build(), null, 2)}\n`;
}
