import { z } from 'zod'
import { problemOf } from '../../core/fields/outcome.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { showDays } from '../../core/time/words.ts'
import { day } from '../../programme/records/kind.ts'
import { type Clock, type Ladder, rungAfter } from './ladder.ts'

/** How long a problem has waited, and what comes next if nobody takes it on. Nobody types it: it follows from the steps. */
export const clockField = (ladder: Ladder): FieldType<Clock> => ({
  name: 'problemClock',
  schema: z.object({ raisedOn: day, stoppedOn: day.nullable() }),
  recognise: () => [],
  validate: () => problemOf(notice('problems.clock.untyped')),
  ask: () => ({ kind: 'text', multiline: false }),
  show: (clock, { today, translate }) => {
    const { raisedOn, stoppedOn } = clock
    const show = (on: typeof today) => showDays({ start: on, end: on }, translate)
    const workdays = ladder.calendar.workdaysBetween(raisedOn, stoppedOn ?? today)
    const said = { since: show(raisedOn), workdays }
    if (stoppedOn) return translate('problems.clock.stopped', { ...said, on: show(stoppedOn) })
    const next = rungAfter(ladder.rungOf(clock, today))
    return next
      ? translate('problems.clock.running', { ...said, next, on: show(ladder.reachedOn(clock, next)) })
      : translate('problems.clock.top', said)
  },
  write: ({ raisedOn, stoppedOn }) => `${raisedOn}..${stoppedOn ?? ''}`,
})
