import type { Answer } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { addDays, daysOfWeek } from '../../core/time/day.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { requireReadOf, subjectMeant } from '../../programme/subject.ts'
import { pairDigestCard, programmeDigestCard } from './cards.ts'
import { collect } from './collect.ts'
import { showWeek } from './week.ts'

/** The summary of a week that has begun; of the current one, what there is so far. */
export const answerWith = async (
  tools: FeatureTools,
  context: ProgrammeContext,
  week: string,
  pairId: number | undefined,
): Promise<Answer> => {
  const { registry, calendar } = tools
  const subject = subjectMeant(context, registry, pairId)
  requireReadOf(context, subject)
  const today = context.clock.today()
  const days = daysOfWeek(week)
  if (!days || days.start > today) {
    const earlier = `${Number(week.slice(0, 4)) - 1}${week.slice(4)}`
    throw new UserError(notice('digest.future', { week: showWeek(week, context.translate), earlier }), 'week')
  }
  const preview = days.end >= today
  const period = preview ? { start: days.start, end: today } : days
  const due = addDays(days.end, 1)
  const asOf = due < today ? due : today
  const collected = await collect(tools.features(), context.transaction, { week, period, today, asOf })
  const circumstances = { calendar, preview }
  const card =
    subject.kind === 'programme'
      ? programmeDigestCard(collected, registry.pairs, circumstances, context.translate)
      : pairDigestCard(collected, subject.pair, circumstances, context.translate)
  return { card }
}
