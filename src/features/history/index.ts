import type { FeatureFactory } from '../../programme/feature.ts'
import { exportAudit } from './export.command.ts'
import { showHistory } from './show.command.ts'
import { undoCommand } from './undo.command.ts'

/** What was done, by whom, and how it is taken back. */
export const createHistory: FeatureFactory = (tools) => ({
  name: 'history',
  commands: [undoCommand(tools), showHistory(tools), exportAudit(tools)],
})
