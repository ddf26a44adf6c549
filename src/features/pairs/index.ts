import type { FeatureFactory } from '../../programme/feature.ts'
import { listPairs } from './list.command.ts'
import { showPair } from './show.command.ts'

/** The twinning relationships: who is twinned with whom, under which names, and through whom. */
export const createPairs: FeatureFactory = (tools) => ({
  name: 'pairs',
  commands: [listPairs(tools), showPair(tools)],
  firstSteps: [{ label: 'pairs.button', line: '/pairs', access: 'everyone' }],
})
