import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { addDays, type Day, toInstant, weekdayOf, yearOf } from '../../../core/time/day.ts'
import { dayInBeijing, fromBeijing, inBeijing } from '../../../programme/beijing.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { newContent } from '../../../programme/records/content.ts'
import type { MeetingContent } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { collisionsOf, sayCollisions } from '../slot.ts'
import { mostMeetings, usualCount } from './end.field.ts'
import type { SeriesValues } from './form.ts'
import { occurrencesOf } from './occurrences.ts'

/** One meeting of a series that is not scheduled yet. */
export interface Planned {
  readonly day: Day
  readonly content: MeetingContent
  /** Nobody works on it. */
  readonly isOff: boolean
  /** The reference of the meeting that takes its slot: it is left out. */
  readonly taken: string | undefined
  /** What is to be known of the day. */
  readonly notes: readonly string[]
}

/** What a day is to people at work: undefined for an ordinary one. */
const dayNote = (
  { calendar }: FeatureTools,
  { translate }: ProgrammeContext,
  day: Day,
): string | undefined => {
  const isWeekend = weekdayOf(day) > 5
  if (calendar.isWorkday(day)) {
    if (isWeekend) return translate('meetings.series.makeUp')
    return calendar.knows(yearOf(day)) ? undefined : translate('meetings.series.unknownYear')
  }
  return translate(isWeekend ? 'meetings.series.weekend' : 'meetings.series.holiday')
}

/** The meetings that a series would have, with what is to be known of each day. Throws a `UserError` for none or too many. */
export const planOf = async (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  context: ProgrammeContext,
  values: SeriesValues,
): Promise<Planned[]> => {
  const { clock } = context
  const { rule, clock: at, end = { count: usualCount }, from, ...rest } = values
  const now = inBeijing(toInstant(clock.now()))
  const today = dayInBeijing(toInstant(clock.now()))
  // Today's is over where its time has passed.
  const possible = `${today}T${at.start}` > now ? today : addDays(today, 1)
  const days = occurrencesOf(rule, at.start, from && from > possible ? from : possible, end)
  if (days.length === 0) throw new UserError(notice('meetings.series.none'), 'end')
  if (days.length > mostMeetings)
    throw new UserError(notice('meetings.series.many', { most: mostMeetings }), 'end')
  const planned: Planned[] = []
  for (const day of days) {
    const start = `${day}T${at.start}`
    const time = { start, ...(at.minutes !== undefined && { minutes: at.minutes }) }
    const content = newContent(kind, { ...rest, time })
    const collisions = await collisionsOf(kind, tools, context, { ...content, startsAt: fromBeijing(start) })
    const note = dayNote(tools, context, day)
    const taken = collisions.taken?.reference
    planned.push({
      day,
      content,
      isOff: !tools.calendar.isWorkday(day),
      taken,
      notes: [
        ...(note === undefined ? [] : [note]),
        ...(taken === undefined ? [] : [context.translate('meetings.series.taken', { reference: taken })]),
        ...sayCollisions(collisions, context),
      ],
    })
  }
  return planned
}
