import type { FeatureFactory } from '../../programme/feature.ts'
import { undoCommand } from './undo.command.ts'

/** What was done, and how it is taken back. */
export const createHistory: FeatureFactory = (tools) => ({
  name: 'history',
  commands: [undoCommand(tools)],
})
