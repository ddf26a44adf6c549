import type { Due, DueContext } from '../../core/due.ts'
import { isLate } from '../../core/job.ts'
import type { Clock } from '../../core/time/clock.ts'
import { dayAt, weekOf } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import type { Channel } from '../../generated/prisma/client.ts'
import type { DueTimes, FeatureTools } from '../../programme/feature.ts'
import { rewriteDue } from '../../programme/records/due.ts'
import { type Summary, sendSummary, summaryAt } from './summary.ts'
import { fromColumn, house, latestTime, nextTime, off } from './time.ts'

/** What is due here is a channel's: `DIGEST-12`. */
const prefix = 'DIGEST'
const referenceOf = ({ id }: Pick<Channel, 'id'>) => `${prefix}-${id}`
const channelIn = (reference: string) => Number(reference.slice(prefix.length + 1))
const name = 'summary'

type Context = { readonly transaction: Transaction; readonly clock: Clock }

const comingFor = ({ digestAt }: Channel, { digestCron }: FeatureTools, { clock }: Context) => {
  const time = fromColumn(digestAt)
  const at = time === house ? undefined : nextTime(time, clock.now(), digestCron, clock.zone)
  return at ? [{ name, at }] : []
}

/**
 * A channel has another time: what comes follows. A week's summary that was still to come, and would not come any more, is sent
 * now.
 */
export const digestTimeChanged = async (
  tools: FeatureTools,
  context: Context,
  before: Channel,
  after: Channel,
): Promise<void> => {
  const { clock } = context
  const [now, week] = [clock.now(), weekOf(clock.today())]
  const comesThisWeek = (channel: Channel): boolean => {
    const next = nextTime(fromColumn(channel.digestAt), now, tools.digestCron, clock.zone)
    return next !== undefined && weekOf(dayAt(next, clock.zone)) === week
  }
  const isLost = after.digestAt !== off && comesThisWeek(before) && !comesThisWeek(after)
  await rewriteDue(
    context.transaction,
    referenceOf(after),
    isLost ? [{ name, at: now }] : comingFor(after, tools, context),
  )
}

/** Summaries of channels that have a time of their own. */
export const ownDigestTimes = (tools: FeatureTools): DueTimes => {
  const run = async (context: DueContext<Transaction>, dues: readonly Due[]): Promise<void> => {
    const { transaction, clock, send } = context
    const now = clock.now()
    const read = new Map<string, Summary>()
    const summaryOf = async (slot: Date, late: boolean): Promise<Summary> => {
      const key = `${dayAt(slot, clock.zone)} ${late}`
      const summary = read.get(key) ?? (await summaryAt(tools, transaction, { slot, late, zone: clock.zone }))
      read.set(key, summary)
      return summary
    }
    for (const { reference, at } of dues) {
      // It may have been unbound, or want none any more.
      const channel = await transaction.channel.findFirst({
        where: { id: channelIn(reference), unboundAt: null },
      })
      if (!channel || channel.digestAt === off) continue
      const time = fromColumn(channel.digestAt)
      // Of several that were missed the latest says it all.
      const latest = latestTime(time, now, tools.digestCron, clock.zone)
      const slot = latest && latest > at ? latest : at
      const summary = await summaryOf(slot, isLate(slot, now))
      await sendSummary(tools, transaction, send, summary, channel)
      await rewriteDue(transaction, reference, comingFor(channel, tools, context))
    }
  }
  return { prefix, run, rewrite: async () => undefined }
}
