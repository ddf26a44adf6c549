import { lineAction } from '../../core/card.ts'
import type { FeatureTools, ProgrammeFeature } from '../../programme/feature.ts'
import { nextWords } from './time.command.ts'
import { showTime } from './time.field.ts'
import { fromColumn } from './time.ts'

/** When a channel's weekly summary comes, and whether charts follow it. */
export const digestSettings =
  (tools: FeatureTools): NonNullable<ProgrammeFeature['channelSettings']> =>
  (context, { digestAt, digestCharts }) => {
    const { translate } = context
    const time = fromColumn(digestAt)
    const next = nextWords(time, context, tools)
    const shown = showTime(time, translate)
    return [
      {
        label: 'digest.time.label',
        value: next === undefined ? shown : translate('digest.time.withNext', { time: shown, next }),
        buttons: [lineAction(translate('digest.time.button.change'), '/digest time')],
      },
      {
        label: 'digest.charts.switch',
        value: translate(digestCharts ? 'digest.charts.on' : 'digest.charts.off'),
        buttons: [
          digestCharts
            ? lineAction(translate('digest.charts.turnOff'), '/digest charts off')
            : lineAction(translate('digest.charts.turnOn'), '/digest charts on'),
        ],
      },
    ]
  }
