import { cancelTaskAction } from '../../core/task.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { cancel, cancelTask } from './cancel.command.ts'
import { listTasks } from './list.command.ts'
import { taskNumber } from './number.ts'

/** Long work that goes on by itself: what is running, and how it is ended. */
export const createTasks: FeatureFactory = (tools) => ({
  name: 'tasks',
  commands: [listTasks(tools), cancelTask(tools)],
  actions: {
    [cancelTaskAction]: (context, { values }) =>
      cancel(tools, context, taskNumber.schema.catch(0).parse(Number(values.id))),
  },
})
