import type { Job } from '../../core/job.ts'
import type { Transaction } from '../../db/database.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { sendSummary, summaryAt } from './summary.ts'

/** The weekly summary: one card for every bound channel that has no time of its own. */
export const digestJob = (tools: FeatureTools): Job<Transaction> => ({
  name: 'digest',
  cron: tools.digestCron,
  // Until the next one is due.
  catchUpHours: 7 * 24,
  run: async ({ transaction, clock, slot, late, send }) => {
    const summary = await summaryAt(tools, transaction, { slot, late, zone: clock.zone })
    // A broken channel gets its row too: delivery decides what becomes of it.
    const channels = await transaction.channel.findMany({
      where: { unboundAt: null, digestAt: null },
      orderBy: { id: 'asc' },
    })
    for (const channel of channels) await sendSummary(tools, transaction, send, summary, channel)
  },
})
