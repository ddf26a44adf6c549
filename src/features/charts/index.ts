import { lineAction } from '../../core/card.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { chartLine, showChart } from './show.command.ts'

/** Pictures of how a pair or the whole programme stands, from what the features can draw. */
export const createCharts: FeatureFactory = (tools) => ({
  name: 'charts',
  commands: [showChart(tools)],
  pairActions: (pair, translate) => [
    lineAction(translate('charts.button'), chartLine(pair ? { kind: 'pair', pair } : { kind: 'programme' })),
  ],
})
