import { translatorOf } from '../../core/i18n.ts'
import type { Job } from '../../core/job.ts'
import { conversationReference, localeFrom } from '../../core/request.ts'
import { addDays, dayAt, daysOfWeek, weekOf } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { scopeOf } from '../../programme/scope.ts'
import { pairDigestCard, programmeDigestCard } from './cards.ts'
import { followWithCharts } from './charts.ts'
import { collect } from './collect.ts'

/** The weekly summary: one card for every bound channel, about the whole week before the day it is due. */
export const digestJob = (tools: FeatureTools): Job<Transaction> => ({
  name: 'digest',
  cron: tools.digestCron,
  // Until the next one is due.
  catchUpHours: 7 * 24,
  run: async ({ transaction, clock, slot, late, send }) => {
    const today = dayAt(slot, clock.zone)
    const week = weekOf(addDays(today, -7))
    const period = daysOfWeek(week)
    if (!period) throw new RangeError(`not a week: ${week}`)
    const collected = await collect(tools.features(), transaction, { week, period, today, asOf: today })
    const circumstances = { calendar: tools.calendar, ...(late && { dueOn: today }) }
    // A broken channel gets its row too: delivery decides what becomes of it.
    const channels = await transaction.channel.findMany({
      where: { unboundAt: null },
      orderBy: { id: 'asc' },
    })
    for (const channel of channels) {
      const locale = localeFrom(channel.locale)
      const translate = translatorOf(locale)
      const scope = scopeOf(tools.registry, channel)
      const card =
        scope.kind === 'programme'
          ? programmeDigestCard(collected, tools.registry.pairs, circumstances, translate)
          : pairDigestCard(collected, scope.pair, circumstances, translate)
      await send({
        to: conversationReference(channel.conversation),
        card,
        locale,
        priority: 'bulk',
        key: `digest:${week}:${channel.id}`,
      })
      if (channel.digestCharts) await followWithCharts(transaction, channel, week, slot)
    }
  },
})
