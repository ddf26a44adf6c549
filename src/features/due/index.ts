import type { FeatureFactory } from '../../programme/feature.ts'
import { rebuildDue } from './rebuild.command.ts'
import { rebuildTask } from './rebuild.task.ts'

/** When records come due: reckoned anew after the workdays have changed. */
export const createDue: FeatureFactory = (tools) => ({
  name: 'due',
  commands: [rebuildDue()],
  tasks: [rebuildTask(tools)],
})
