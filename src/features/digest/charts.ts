import { type Card, card } from '../../core/card.ts'
import type { Due, DueContext } from '../../core/due.ts'
import { translatorOf } from '../../core/i18n.ts'
import { conversationReference, localeFrom } from '../../core/request.ts'
import { daysOfWeek } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import type { Channel } from '../../generated/prisma/client.ts'
import { chartBlocks } from '../../programme/charts/blocks.ts'
import type { DueTimes, FeatureTools } from '../../programme/feature.ts'
import { rewriteDue } from '../../programme/records/due.ts'
import { pairIn, scopeOf } from '../../programme/scope.ts'

/** What is due here is a channel's: `CHARTS-12`. */
const prefix = 'CHARTS'
const referenceOf = ({ id }: Channel) => `${prefix}-${id}`
const channelIn = (reference: string) => Number(reference.slice(prefix.length + 1))

/** Charts shall follow the summary of a week that goes to a channel. They are drawn once that is on its way. */
export const followWithCharts = (
  transaction: Transaction,
  channel: Channel,
  week: string,
  slot: Date,
): Promise<void> => rewriteDue(transaction, referenceOf(channel), [{ name: week, at: slot }])

/** Draws what there is to show, as of the end of the week. A chart is a message: its words belong beside it. */
export const digestChartTimes = (tools: FeatureTools): DueTimes => {
  const post = async (
    { transaction, clock, send }: DueContext<Transaction>,
    { reference, name: week }: Due,
  ): Promise<void> => {
    const id = channelIn(reference)
    // It may have been unbound, or want none any more.
    const channel = await transaction.channel.findFirst({
      where: { id, unboundAt: null, digestCharts: true },
    })
    const end = daysOfWeek(week)?.end
    if (!channel || !end) return
    const locale = localeFrom(channel.locale)
    const translate = translatorOf(locale)
    const pair = pairIn(scopeOf(tools.registry, channel))
    for (const { name, read } of tools.features().flatMap(({ charts }) => charts ?? [])) {
      const chart = await read(transaction, pair, end, translate)
      if (!chart) continue
      const said: Card = {
        ...card(...(await chartBlocks({ transaction, clock }, chart, end, translate))),
        summary: chart.title,
      }
      const to = conversationReference(channel.conversation)
      await send({ to, card: said, locale, priority: 'bulk', key: `digest:${week}:${id}:${name}` })
    }
  }
  return {
    prefix,
    // Drawing takes tenths of a second: one channel in a transaction, the others in those that follow.
    run: async (context, [first, ...others]) => {
      for (const { reference, name, at } of others)
        await rewriteDue(context.transaction, reference, [{ name, at }])
      if (first) await post(context, first)
    },
    rewrite: async () => undefined,
  }
}
