import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  heading,
  lineAction,
  text,
} from '../../core/card.ts'
import { type Translator, translatorOf } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { type Day, yearOf } from '../../core/time/day.ts'
import type { WorkdayCalendar } from '../calendar.ts'
import { mostShown } from './firsts.ts'
import type { Content, RecordOf } from './kind.ts'

/** What a kind says when something about its records is overdue. */
export interface ReminderWords<C extends Content> {
  title(translate: Translator): string
  /** Of a single record, and of several before they are listed. */
  one(translate: Translator, record: RecordOf<C>, workdays: number): string
  several(translate: Translator, count: number, workdays: number): string
  item(translate: Translator, record: RecordOf<C>): string
  /** How many there are beside those that are listed. */
  more(translate: Translator, count: number): string
  /** How it is filed without a button. */
  how(translate: Translator): string
  /** What files it; with the reference on it where several stand together. */
  button(translate: Translator, record: RecordOf<C>, stand: 'alone' | 'together'): CardAction
  /** Lists all of them. */
  readonly all: { label(translate: Translator): string; readonly line: string }
}

interface Circumstances<C extends Content> {
  readonly calendar: WorkdayCalendar
  readonly since: (content: C) => Day | undefined
  readonly workdays: number
  readonly today: Day
  readonly locale: Locale
}

/** Without the state's announcement for a year, only weekends are known to be free. */
const calendarWarning = (
  calendar: WorkdayCalendar,
  days: readonly Day[],
  translate: Translator,
): Block | false => {
  const unknown = days.map(yearOf).find((year) => !calendar.knows(year))
  return unknown !== undefined && text(translate('records.unknownYear', { year: `${unknown}` }), 'warning')
}

/** One message however many records are due: whoever enters a year's records at once is not called thirty times. */
export const reminderCard = <C extends Content>(
  words: ReminderWords<C>,
  records: readonly [RecordOf<C>, ...RecordOf<C>[]],
  { calendar, since, workdays, today, locale }: Circumstances<C>,
): Card => {
  const translate = translatorOf(locale)
  const [only] = records
  const isOne = records.length === 1
  const shown = records.slice(0, mostShown)
  const left = records.length - shown.length
  const said = isOne
    ? words.one(translate, only, workdays)
    : words.several(translate, records.length, workdays)
  return {
    ...card(
      heading(words.title(translate)),
      text(said),
      !isOne && { type: 'list', items: shown.map((record) => ({ text: words.item(translate, record) })) },
      left > 0 && text(words.more(translate, left), 'quiet'),
      !isOne && text(words.how(translate), 'quiet'),
      calendarWarning(calendar, [...records.flatMap((record) => since(record) ?? []), today], translate),
      actions(
        ...shown.map((record) => words.button(translate, record, isOne ? 'alone' : 'together')),
        ...(left > 0 ? [lineAction(words.all.label(translate), words.all.line)] : []),
      ),
    ),
    summary: said,
  }
}
