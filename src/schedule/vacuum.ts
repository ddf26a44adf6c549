import type { Job } from '../core/job.ts'
import type { Logger } from '../core/ports.ts'
import type { Database, Transaction } from '../db/database.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Look } from './scheduler.ts'

/**
 * What a server does by itself and PGlite does not: room of rows that are gone is given back, the planner learns how many there
 * are, and the write-ahead log is cut, which otherwise grows until the program ends.
 */
const tidy = async ({ statements }: Database): Promise<void> => {
  const tables = await statements.$queryRaw<{ name: string }[]>`
    SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' ORDER BY oid`
  // The one session does one after the other: whoever asks for something meanwhile waits for one table, not for all.
  for (const { name } of tables) {
    await statements.$executeRaw(Prisma.raw(`VACUUM ${name}`))
    await statements.$executeRaw(Prisma.raw(`ANALYZE ${name}`))
  }
  await statements.$executeRaw`CHECKPOINT`
}

/** Every night the embedded database is tidied. No transaction can hold that: the job has it done by the look that follows. */
export const createVacuum = (database: Database, logger: Logger): { job: Job<Transaction>; look: Look } => {
  let isDue = false
  return {
    job: {
      name: 'schedule.vacuum',
      cron: '0 4 * * *',
      // An office's machine may be off at night.
      catchUpHours: 24,
      run: async () => {
        isDue = true
      },
    },
    look: {
      name: 'vacuum',
      look: async () => {
        if (!isDue) return
        isDue = false
        await tidy(database)
        logger.info({}, 'the embedded database is tidied')
      },
    },
  }
}
