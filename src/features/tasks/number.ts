import { ordinal } from '../../core/fields/ordinal.ts'
import { notice } from '../../core/i18n.ts'

/** The number of a task: `17`, `#17`, `17号`. */
export const taskNumber = ordinal('task number', (text) => notice('tasks.unread', { text }))
