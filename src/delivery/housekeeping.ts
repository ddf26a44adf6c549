import type { Job } from '../core/job.ts'
import type { Transaction } from '../db/database.ts'

/** Days that a card is known to stand which nothing has changed: after that it has long been talked out of sight. */
const standingDays = 365

/** Forgets cards that nothing has changed for long: they stay as they are. */
export const deliveryHousekeeping: Job<Transaction> = {
  name: 'delivery.housekeeping',
  cron: '40 3 * * *',
  catchUpHours: 24,
  run: async ({ transaction, clock }) => {
    const before = new Date(clock.now().getTime() - standingDays * 86_400_000)
    await transaction.posted.deleteMany({ where: { asOf: { lt: before } } })
  },
}
