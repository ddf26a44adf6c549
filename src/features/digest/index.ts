import { lineAction } from '../../core/card.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { pairCode } from '../../programme/places/registry.ts'
import { digestCharts } from './charts.command.ts'
import { digestChartTimes } from './charts.ts'
import { digestJob } from './job.ts'
import { ownDigestTimes } from './own-times.ts'
import { previewDigest } from './preview.command.ts'
import { digestSettings } from './settings.ts'
import { showDigest } from './show.command.ts'
import { digestTime } from './time.command.ts'

/** The weekly summary of every pair and of the programme, from what the features say. */
export const createDigest: FeatureFactory = (tools) => ({
  name: 'digest',
  commands: [showDigest(tools), previewDigest(tools), digestTime(tools), digestCharts(tools)],
  jobs: [digestJob(tools)],
  due: [ownDigestTimes(tools), digestChartTimes(tools)],
  channelSettings: digestSettings(tools),
  pairActions: (pair, translate) => [
    lineAction(translate('digest.button'), ['/digest preview', ...(pair ? [pairCode(pair)] : [])].join(' ')),
  ],
})
