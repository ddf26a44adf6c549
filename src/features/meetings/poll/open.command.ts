import { z } from 'zod'
import { card, text } from '../../../core/card.ts'
import { type Answer, type Command, defineCommand, inConversationLanguage } from '../../../core/command.ts'
import { date } from '../../../core/fields/date.ts'
import { field } from '../../../core/form/field.ts'
import { readWords } from '../../../core/form/words.ts'
import type { Hearing } from '../../../core/plain/sentence.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import type { Day } from '../../../core/time/day.ts'
import { dayInBeijing, fromBeijing } from '../../../programme/beijing.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord, enterCommand, type Named } from '../../../programme/records/commands.ts'
import { newContent } from '../../../programme/records/content.ts'
import { ask, type EnterForm } from '../../../programme/records/forms.ts'
import { publicView, topicOf, viewFor } from '../../../programme/records/show.ts'
import { clockField } from './clock.ts'
import { endOfDay } from './closing.ts'
import type { PollKind } from './kind.ts'

/** Workdays that people have to answer, where nobody says until when. */
const workdaysToAnswer = 3

/** The usual end: after three workdays, and before the last workday ahead of the first time ends. */
const usualEnd = (calendar: WorkdayCalendar, today: Day, first: string): string => {
  const usual = calendar.addWorkdays(today, workdaysToAnswer)
  const latest = calendar.addWorkdays(dayInBeijing(fromBeijing(first)), -1)
  const day = usual < latest ? usual : latest
  return day > today ? `${day}T${endOfDay}` : first
}

type Values = z.infer<EnterForm<PollKind['fields']>>

/** Opens a poll. In a channel its card is the answer, and lives on there; in private it is said that it stands in the channels. */
const open = async (
  kind: PollKind,
  { registry, calendar }: FeatureTools,
  context: ProgrammeContext,
  values: Values,
): Promise<Answer> => {
  const { translate, clock, scope, request } = context
  const [first = ''] = values.slots.starts
  const closes = values.closes ?? usualEnd(calendar, clock.today(), first)
  const content = newContent(kind, { ...values, closes })
  const { record } = await recordsOf(kind, registry).enter(context, content)
  const { reference } = record
  const said = translate('polls.opened', { reference })
  const told = { record: reference, about: aboutRecord(reference) }
  const cards = cardsOf(kind, registry)
  if (request.private || scope.kind === 'none')
    return { ...told, card: cards.doneCard(viewFor(context), said, record) }
  const view = publicView(clock.today(), inConversationLanguage(context).translate)
  return {
    ...told,
    card: cards.recordCard(view, record),
    topic: topicOf(kind, reference),
    aside: card(text(said, 'success'), text(translate('polls.openedHow'), 'quiet')),
  }
}

/** Opens a poll from a line or a form: 约个时间开联席会议：3月20日下午、21日上午. */
export const openCommand = (kind: PollKind, tools: FeatureTools, named: Named): Command<ProgrammeContext> => {
  const enter = enterCommand(kind, tools.registry, named)
  const finds = wordsOf('polls.plain.find')
  return {
    ...enter,
    hears: (sentence, reading): Hearing[] => {
      const { text: said } = sentence
      if (!finds.isIn(said) || /(?<![a-z])C-?\d{4}/iu.test(said)) return []
      const words = finds.blankedIn(said).trim()
      const { filled } = readWords(enter.form, words, reading)
      const isTimed = filled.slots !== undefined
      if (!isTimed && !filled.type) return []
      const isFirst = finds.lengthAtStart(said) > 0
      const isMeant = isFirst && isTimed && !sentence.doubts
      return [{ words, certainty: isMeant ? 'sure' : 'likely', weight: 5 }]
    },
    run: (context: ProgrammeContext, values: Values) => open(kind, tools, context, values),
  } as Command<ProgrammeContext>
}

const pickedDay = (number: 1 | 2 | 3) =>
  field(date({ prefer: 'future' }), {
    label: `polls.pick.day${number}`,
    example: 'polls.example.day',
    keys: [],
    claims: false,
  })
const pickedClock = (number: 1 | 2 | 3) =>
  field(clockField(), {
    label: `polls.pick.clock${number}`,
    example: 'polls.example.clock',
    keys: [],
    claims: false,
  })

/** The same by picking: days from a calendar, times of day from buttons. More are added on the card. */
export const pickCommand = (kind: PollKind, tools: FeatureTools, named: Named): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    asks: true,
    form: z.object({
      host: ask(kind, 'host'),
      type: ask(kind, 'type'),
      day1: pickedDay(1),
      clock1: pickedClock(1),
      day2: pickedDay(2),
      clock2: pickedClock(2),
      day3: pickedDay(3).optional(),
      clock3: pickedClock(3).optional(),
      closes: ask(kind, 'closes').optional(),
    }),
    hears: () => [],
    run: (context: ProgrammeContext, { host, type, closes, ...picked }) => {
      const starts = [
        `${picked.day1}T${picked.clock1}`,
        `${picked.day2}T${picked.clock2}`,
        ...(picked.day3 ? [`${picked.day3}T${picked.clock3 ?? picked.clock2}`] : []),
      ]
      return open(kind, tools, context, {
        host,
        type,
        slots: { starts: [...new Set(starts)].sort() },
        closes,
        quorum: undefined,
      })
    },
  })
