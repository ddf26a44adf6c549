import type { SendingTransact } from '../core/outgoing.ts'
import type { Logger } from '../core/ports.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { deliveryHousekeeping } from '../delivery/housekeeping.ts'
import { housekeeping } from '../intake/housekeeping.ts'
import { sealAudit } from '../programme/audit/seal.ts'
import type { ProgrammeFeature } from '../programme/feature.ts'
import { dueHandlers } from '../programme/records/due.ts'
import { createDueTimes } from '../schedule/due-times.ts'
import { scheduleHousekeeping } from '../schedule/housekeeping.ts'
import { createJobs } from '../schedule/jobs.ts'
import { createScheduler } from '../schedule/scheduler.ts'
import { createTaskRunner } from '../schedule/tasks.ts'
import { createVacuum } from '../schedule/vacuum.ts'

export interface WorkOptions {
  readonly database: Database
  readonly clock: Clock
  readonly logger: Logger
  readonly transact: SendingTransact<Transaction>
}

/** What is done beside answering: jobs and times of records every minute, and tasks step by step. */
export const createWork = (options: WorkOptions, features: readonly ProgrammeFeature[]) => {
  const { database, logger } = options
  const vacuums = database.kind === 'embedded' ? [createVacuum(database, logger)] : []
  const jobs = [
    ...features.flatMap((feature) => feature.jobs ?? []),
    housekeeping,
    deliveryHousekeeping,
    scheduleHousekeeping,
    ...vacuums.map(({ job }) => job),
  ]
  const tasks = features.flatMap((feature) => feature.tasks ?? [])
  return {
    scheduler: createScheduler(
      [
        createJobs({ ...options, jobs }),
        createDueTimes({ ...options, handlers: dueHandlers(features) }),
        { name: 'audit', look: () => sealAudit(database, logger) },
        ...vacuums.map(({ look }) => look),
      ],
      logger,
    ),
    runner: createTaskRunner({ ...options, tasks }),
  }
}
