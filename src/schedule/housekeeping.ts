import type { Job } from '../core/job.ts'
import { daysBefore } from '../core/time/clock.ts'
import type { Transaction } from '../db/database.ts'

/**
 * Days that the runs of jobs are remembered. A run that is forgotten could be made again, so this must be longer than any
 * job's `catchUpHours`: what was due before that is not run any more.
 */
export const runDays = 60
/** Days that ended tasks are kept, for whoever looks for what became of one. */
export const taskDays = 30

/** Forgets runs of jobs and tasks that ended. */
export const scheduleHousekeeping: Job<Transaction> = {
  name: 'schedule.housekeeping',
  cron: '50 3 * * *',
  catchUpHours: 24,
  run: async ({ transaction, clock }) => {
    const now = clock.now()
    await transaction.jobRun.deleteMany({ where: { ranAt: { lt: daysBefore(now, runDays) } } })
    await transaction.task.deleteMany({ where: { endedAt: { lt: daysBefore(now, taskDays) } } })
  },
}
