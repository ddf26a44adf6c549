import type { Job } from '../core/job.ts'
import { daysBefore } from '../core/time/clock.ts'
import type { Transaction } from '../db/database.ts'
import { clearFiles } from './files.ts'

/** Days that answered requests are kept, so that a redelivered one is recognised and an edited message finds its record. */
const inboxDays = 60
/** Days that a button keeps its meaning. */
const buttonDays = 365

/** Clears away what nobody will ask for again: expired forms, old requests, old buttons, files that belong to nothing. No record is touched. */
export const housekeeping: Job<Transaction> = {
  name: 'intake.housekeeping',
  cron: '30 3 * * *',
  catchUpHours: 24,
  run: async ({ transaction, clock }) => {
    const now = clock.now()
    await transaction.draft.deleteMany({ where: { expiresAt: { lt: now } } })
    await clearFiles(transaction, now)
    await transaction.inbox.deleteMany({
      where: { answeredAt: { not: null }, receivedAt: { lt: daysBefore(now, inboxDays) } },
    })
    await transaction.button.deleteMany({ where: { createdAt: { lt: daysBefore(now, buttonDays) } } })
  },
}
