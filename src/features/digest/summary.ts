import { translatorOf } from '../../core/i18n.ts'
import type { OutgoingMessage } from '../../core/outgoing.ts'
import { conversationReference, localeFrom } from '../../core/request.ts'
import { addDays, type Day, dayAt, daysOfWeek, weekOf } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import type { Channel } from '../../generated/prisma/client.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { scopeOf } from '../../programme/scope.ts'
import { pairDigestCard, programmeDigestCard } from './cards.ts'
import { followWithCharts } from './charts.ts'
import { type Collected, collect } from './collect.ts'

type Send = (message: OutgoingMessage) => Promise<boolean>

/** The summary of the week before a day, read once for every channel that gets it. */
export interface Summary {
  readonly collected: Collected
  /** When it was due. */
  readonly slot: Date
  readonly late: boolean
}

/** About the whole week, Monday to Sunday, before the day on which it is due. */
export const summaryAt = async (
  tools: FeatureTools,
  transaction: Transaction,
  { slot, late, zone }: { readonly slot: Date; readonly late: boolean; readonly zone: string },
): Promise<Summary> => {
  const today: Day = dayAt(slot, zone)
  const week = weekOf(addDays(today, -7))
  const period = daysOfWeek(week)
  if (!period) throw new RangeError(`not a week: ${week}`)
  const collected = await collect(tools.features(), transaction, { week, period, today, asOf: today })
  return { collected, slot, late }
}

/** Has it sent to a channel, once for each week whatever asks for it; its charts follow where they are wanted. */
export const sendSummary = async (
  { registry, calendar }: Pick<FeatureTools, 'registry' | 'calendar'>,
  transaction: Transaction,
  send: Send,
  { collected, slot, late }: Summary,
  channel: Channel,
): Promise<void> => {
  const { week, today } = collected
  const locale = localeFrom(channel.locale)
  const translate = translatorOf(locale)
  const scope = scopeOf(registry, channel)
  const circumstances = { calendar, ...(late && { dueOn: today }) }
  const card =
    scope.kind === 'programme'
      ? programmeDigestCard(collected, registry.pairs, circumstances, translate)
      : pairDigestCard(collected, scope.pair, circumstances, translate)
  const isNew = await send({
    to: conversationReference(channel.conversation),
    card,
    locale,
    priority: 'bulk',
    key: `digest:${week}:${channel.id}`,
  })
  if (isNew && channel.digestCharts) await followWithCharts(transaction, channel, week, slot)
}
