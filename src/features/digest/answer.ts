import type { Answer } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { daysOfWeek } from '../../core/time/day.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { requireRead, requireReadAll } from '../../programme/people/rights.ts'
import type { Pair } from '../../programme/places/registry.ts'
import { pairDigestCard, programmeDigestCard } from './cards.ts'
import { collect } from './collect.ts'

/** Whose week is meant: the pair named, the channel's, the officer's own; the whole programme for those who serve it. */
const subjectOf = (tools: FeatureTools, context: ProgrammeContext, pairId?: number): Pair | 'programme' => {
  const { scope, caller } = context
  if (pairId !== undefined) return tools.registry.pair(pairId)
  if (scope.kind === 'pair') return scope.pair
  if (scope.kind === 'programme') return 'programme'
  if (caller.officer?.scope.kind === 'pair') return caller.officer.scope.pair
  if (caller.may('supervise')) return 'programme'
  throw new UserError(notice('digest.whichPair'), 'pair')
}

/** The summary of a week that has begun; of the current one, what there is so far. */
export const answerWith = async (
  tools: FeatureTools,
  context: ProgrammeContext,
  week: string,
  pairId: number | undefined,
): Promise<Answer> => {
  const { registry, calendar } = tools
  const subject = subjectOf(tools, context, pairId)
  if (subject === 'programme') requireReadAll(context)
  else requireRead(context, subject)
  const today = context.clock.today()
  const days = daysOfWeek(week)
  if (!days || days.start > today) throw new UserError(notice('digest.future'), 'week')
  const preview = days.end >= today
  const period = preview ? { start: days.start, end: today } : days
  const collected = await collect(tools.features(), context.transaction, { week, period, today })
  const circumstances = { calendar, preview }
  const card =
    subject === 'programme'
      ? programmeDigestCard(collected, registry.pairs, circumstances, context.translate)
      : pairDigestCard(collected, subject, circumstances, context.translate)
  return { card }
}
