import type { Reading } from '../../../core/form/field.ts'
import type { Translator } from '../../../core/i18n.ts'
import { type Day, yearOf } from '../../../core/time/day.ts'
import { showDay, showDayWithYear } from '../../../core/time/words.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { type WorkdayCalendar, waitingSince } from '../../../programme/calendar.ts'
import type { ProjectRules } from '../../../programme/project-rules.ts'
import type { ProjectContent } from '../content.ts'
import { nextStage, type Stage } from '../stages.ts'

/** What of a project tells how long its stage may take. */
export type AtStage = Pick<ProjectContent, 'state' | 'nature' | 'stageOn'>

/** The last day of a stage; the year is told where it is another one. */
export const showLimit = (last: Day, today: Day, translate: Translator): string =>
  yearOf(last) === yearOf(today) ? showDay(last, translate) : showDayWithYear(last, translate)

/** How long stages may take, by the rule that counted when they began. The last stage takes no time. */
export const limitsOf = (
  { stageLimits, reminderWorkdays }: Pick<ProjectRules, 'stageLimits' | 'reminderWorkdays'>,
  calendar: WorkdayCalendar,
) => {
  const isStage = (state: ProjectContent['state']): state is Stage =>
    state !== 'suspended' && state !== 'cancelled'

  /** The last day of the stage; undefined where nothing limits it. */
  const lastDay = ({ state, nature, stageOn }: AtStage): Day | undefined => {
    if (!isStage(state) || nextStage(nature, state) === undefined) return undefined
    const limit = stageLimits.find(
      ({ stage, from, until }) =>
        stage === state && from <= stageOn && (until === undefined || stageOn < until),
    )
    return limit && calendar.addWorkdays(stageOn, limit.workdays)
  }

  /** Workdays by which the stage has taken too long; none when it has not. */
  const overBy = (project: AtStage, today: Day): number => {
    const last = lastDay(project)
    return last === undefined ? 0 : calendar.workdaysBetween(last, today)
  }

  return {
    lastDay,
    overBy,
    /** The first workday on which the stage is over its limit. */
    overOn: (project: AtStage): Day | undefined => {
      const last = lastDay(project)
      return last && calendar.addWorkdays(last, 1)
    },
    /** The day on which somebody is reminded of the limit; undefined where the stage takes no longer than that anyway. */
    remindOn: (project: AtStage, today: Day): Day | undefined => {
      const [last, before] = [lastDay(project), reminderWorkdays(today)]
      const day = last && before !== undefined ? calendar.addWorkdays(last, -before) : undefined
      return day && day > project.stageOn ? day : undefined
    },
    /** Whether a project of the table is over its limit on a day. */
    isOver: (today: Day): Prisma.Sql => {
      const over = stageLimits.map(({ stage, from, until, workdays }) => {
        // 验收 is where what is no works ends.
        const goesOn = stage === 'accepted' ? Prisma.sql`AND nature = 'works'` : Prisma.empty
        const before = until === undefined ? Prisma.empty : Prisma.sql`AND stage_on < ${until}::date`
        const since = waitingSince(calendar, today, workdays + 1)
        return Prisma.sql`(state = ${stage}::"ProjectState" ${goesOn} AND stage_on >= ${from}::date ${before}
          AND stage_on <= ${since}::date)`
      })
      return over.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(over, ' OR ')})`
    },
    /** One line of a project's card. */
    told: (project: AtStage, { today, translate }: Reading): Array<readonly [string, string]> => {
      const last = lastDay(project)
      if (last === undefined) return []
      const over = overBy(project, today)
      const said = { until: showLimit(last, today, translate) }
      return [
        [
          translate('projects.limit.label'),
          over > 0
            ? translate('projects.limit.over', { ...said, workdays: over })
            : translate('projects.limit.until', {
                ...said,
                workdays: calendar.workdaysBetween(today, last),
              }),
        ],
      ]
    },
  }
}

export type StageLimits = ReturnType<typeof limitsOf>
