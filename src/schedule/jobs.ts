import { isLate, type Job } from '../core/job.ts'
import type { SendingTransact } from '../core/outgoing.ts'
import type { Logger } from '../core/ports.ts'
import type { Clock } from '../core/time/clock.ts'
import { type Timetable, timetable } from '../core/time/cron.ts'
import type { Database, Transaction } from '../db/database.ts'
import type { Look } from './scheduler.ts'

export interface JobsOptions {
  readonly database: Database
  readonly jobs: ReadonlyArray<Job<Transaction>>
  readonly clock: Clock
  readonly logger: Logger
  readonly transact: SendingTransact<Transaction>
}

/** How many of the times that were missed are named in the log. */
const namedSkips = 20

interface ScheduledJob {
  readonly job: Job<Transaction>
  readonly times: Timetable
}

/**
 * Runs jobs at their times, each time once, whatever number of processes share the database.
 * What is due is read from the database, so that times missed while the program was down are found.
 * Fails on a job whose cron expression cannot be read.
 */
export const createJobs = (options: JobsOptions): Look => {
  const { database, clock, logger } = options
  const jobs = options.jobs.map((job): ScheduledJob => ({ job, times: timetable(job.cron, clock.zone) }))

  const lookAgainAfter = (names: readonly string[], checkedUntil: Date) =>
    database.client.jobState.updateMany({ where: { job: { in: [...names] } }, data: { checkedUntil } })

  /** A new database has missed nothing: jobs that it does not know begin now. */
  const knownJobs = async (now: Date): Promise<ReadonlyMap<string, Date>> => {
    const states = await database.client.jobState.findMany()
    const checked = new Map(states.map(({ job, checkedUntil }) => [job, checkedUntil]))
    const unknown = jobs.filter(({ job }) => !checked.has(job.name))
    if (unknown.length > 0)
      await database.client.jobState.createMany({
        data: unknown.map(({ job }) => ({ job: job.name, checkedUntil: now })),
        skipDuplicates: true,
      })
    return checked
  }

  const run = async ({ job }: ScheduledJob, slot: Date, now: Date): Promise<void> => {
    const late = isLate(slot, now)
    const ran = await options.transact(async (transaction, send) => {
      const claimed = await transaction.$executeRaw`
        INSERT INTO job_run (job, slot, late, ran_at) VALUES (${job.name}, ${slot}, ${late}, ${now})
        ON CONFLICT DO NOTHING`
      if (claimed === 0) return false
      await job.run({ transaction, clock, slot, late, send })
      await transaction.$executeRaw`
        UPDATE job_state SET last_run_at = ${now}, checked_until = ${now} WHERE job = ${job.name}`
      return true
    })
    if (!ran) {
      await lookAgainAfter([job.name], now)
      return
    }
    logger.info({ job: job.name, slot, late }, 'job ran')
  }

  /** Of several missed times only the latest is made up for, and only within the job's window. */
  const runLatest = async (scheduled: ScheduledJob, checkedUntil: Date, now: Date): Promise<void> => {
    const { job, times } = scheduled
    const [latest, ...missed] = times.between(checkedUntil, now, 1 + namedSkips)
    if (!latest) return
    const tooLate = now.getTime() - latest.getTime() > job.catchUpHours * 3_600_000
    const skipped = tooLate ? [latest, ...missed] : missed
    if (skipped.length > 0) {
      logger.warn({ job: job.name, skipped }, 'times missed while the program was down are skipped')
      await lookAgainAfter([job.name], tooLate ? now : new Date(latest.getTime() - 1))
    }
    if (!tooLate) await run(scheduled, latest, now)
  }

  const look = async (): Promise<void> => {
    const now = clock.now()
    const checked = await knownJobs(now)
    const quiet: string[] = []
    for (const scheduled of jobs) {
      const { name } = scheduled.job
      const checkedUntil = checked.get(name)
      if (!checkedUntil) continue
      // A clock moved backwards leaves nothing in between: it begins anew from where it stands.
      if (scheduled.times.between(checkedUntil, now, 1).length === 0) quiet.push(name)
      else
        await runLatest(scheduled, checkedUntil, now).catch((error: unknown) =>
          logger.error({ err: error, job: name }, 'job failed, to be tried again'),
        )
    }
    await lookAgainAfter(quiet, now)
  }

  return { name: 'jobs', look }
}

/** When each job last ran, for metrics. */
export const readLastRuns = async ({ client }: Database): Promise<ReadonlyMap<string, Date>> => {
  const states = await client.jobState.findMany({ where: { lastRunAt: { not: null } } })
  return new Map(states.flatMap(({ job, lastRunAt }) => (lastRunAt ? [[job, lastRunAt] as const] : [])))
}
