import type { Job } from '../core/job.ts'
import { daysBefore } from '../core/time/clock.ts'
import type { Transaction } from '../db/database.ts'

/** Days that a card is known to stand which nothing has changed: after that it has long been talked out of sight. */
const standingDays = 365
/**
 * Days that messages are kept once they are sent or given up, for whoever looks for what was said. Their keys are what keeps
 * a message from being sent twice, so they must outlive whatever could send it again: a job makes up for what it missed by
 * `catchUpHours`, which are days at most, and a request is answered again as long as it is kept (the same sixty days).
 */
export const outboxDays = 60

/** Forgets messages that are settled, and cards that nothing has changed for long: they stay as they are. */
export const deliveryHousekeeping: Job<Transaction> = {
  name: 'delivery.housekeeping',
  cron: '40 3 * * *',
  catchUpHours: 24,
  run: async ({ transaction, clock }) => {
    const now = clock.now()
    await transaction.posted.deleteMany({ where: { asOf: { lt: daysBefore(now, standingDays) } } })
    const settledBefore = daysBefore(now, outboxDays)
    await transaction.outboxMessage.deleteMany({
      where: {
        OR: [
          { state: 'sent', sentAt: { lt: settledBefore } },
          // Its time is that of the last attempt.
          { state: { in: ['failed', 'dropped', 'replaced'] }, dueAt: { lt: settledBefore } },
        ],
      },
    })
  },
}
