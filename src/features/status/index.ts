import { lineAction } from '../../core/card.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { pairCode } from '../../programme/places/registry.ts'
import { showStatus } from './show.command.ts'

/** How a pair, a record or the whole programme stands, from what the features say. */
export const createStatus: FeatureFactory = (tools) => ({
  name: 'status',
  commands: [showStatus(tools)],
  pairActions: (pair, translate) => [
    lineAction(translate('status.button'), `/status ${pair ? pairCode(pair) : 'all'}`),
  ],
  firstSteps: [{ label: 'status.button', line: '/status', access: 'read' }],
})
