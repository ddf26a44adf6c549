import type { FeatureFactory } from '../../programme/feature.ts'
import { showStatus } from './show.command.ts'

/** How a pair, a record or the whole programme stands, from what the features say. */
export const createStatus: FeatureFactory = (tools) => ({
  name: 'status',
  commands: [showStatus(tools)],
})
