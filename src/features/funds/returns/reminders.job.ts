import { actions, card, lineAction, text } from '../../../core/card.ts'
import { translatorOf } from '../../../core/i18n.ts'
import type { Job } from '../../../core/job.ts'
import { dayAt } from '../../../core/time/day.ts'
import { showDay } from '../../../core/time/words.ts'
import type { Transaction } from '../../../db/database.ts'
import { officersTold } from '../../../programme/audience.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { officersOfPair } from '../../../programme/people/owners.ts'
import { pairName } from '../../../programme/places/registry.ts'
import { filingCard, filingOf, missingIn } from './list.command.ts'
import { dueOf, lastMonth, showMonth } from './month.ts'
import { sides } from './returns.ts'

/**
 * On the workday before a return is due, and on the one after it, whoever has not filed is reminded; on the latter those who
 * supervise the programme hear who is missing.
 */
export const returnsJob = ({ registry, calendar, defaultLocale }: FeatureTools): Job<Transaction> => ({
  name: 'fund-returns',
  cron: '0 9 * * *',
  catchUpHours: 12,
  run: async ({ transaction, clock, slot, send }) => {
    const today = dayAt(slot, clock.zone)
    const month = lastMonth(today)
    const due = dueOf(month, calendar)
    const isOver = today === calendar.addWorkdays(due, 1)
    if (today !== calendar.addWorkdays(due, -1) && !isOver) return
    const filing = await filingOf(transaction, registry.pairs, month)
    for (const side of sides)
      for (const pair of missingIn(filing, side)) {
        const where = { ...officersOfPair(pair), side, role: 'officer' as const }
        for (const { to, locale } of await officersTold(transaction, where, defaultLocale)) {
          const translate = translatorOf(locale)
          const said = translate('funds.returns.reminder', {
            month: showMonth(month, translate),
            pair: pairName(pair, locale),
            due: showDay(due, translate),
            isOver: isOver ? 'yes' : 'no',
          })
          const button = lineAction(translate('funds.returns.file'), `/fund return ${month}`, 'primary')
          await send({
            to,
            locale,
            card: { ...card(text(said, 'warning'), actions(button)), summary: said },
            priority: 'urgent',
            key: `funds.return:${month}:${pair.id}:${today}:${to}`,
          })
        }
      }
    if (!isOver || sides.every((side) => missingIn(filing, side).length === 0)) return
    const supervisors = { active: true, role: 'supervisor' as const, scope: 'programme' as const }
    for (const { to, locale } of await officersTold(transaction, supervisors, defaultLocale))
      await send({
        to,
        locale,
        card: filingCard(filing, { calendar }, translatorOf(locale)),
        priority: 'urgent',
        key: `funds.returns.missing:${month}:${to}`,
      })
  },
})
