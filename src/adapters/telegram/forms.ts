import type { ForceReply, InlineKeyboardButton } from 'grammy/types'
import { translatorOf } from '../../core/i18n.ts'
import type { Question } from '../../core/ports.ts'
import type { Locale, Press } from '../../core/request.ts'
import { addDays, type Day, isDay, startOfWeek, toDay } from '../../core/time/day.ts'
import { escapePart, fitsButton, internal, unescapePart } from './buttons.ts'
import { limits } from './limits.ts'

/** What a calendar keyboard shows. All of it is in its buttons: nothing is kept between presses. */
export interface Calendar {
  readonly draft: string
  /** The name of the field that it answers. */
  readonly field: string
  readonly locale: Locale
  readonly range: boolean
  /** `2025-03`. */
  readonly month: string
  /** The first day of a range, once chosen. */
  readonly start?: Day
}

/** What a press inside a calendar means. */
export type CalendarStep =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'show'; readonly calendar: Calendar }
  | { readonly kind: 'answer'; readonly press: Press }

/** More buttons than a calendar ever has: title, weekdays, six weeks, two of its own. */
export const calendarButtons = 3 + 7 + 42 + 2

const short = (day: string) => day.replaceAll('-', '')
const long = (digits: string) =>
  digits.replace(/^(\d{4})(\d{2})(\d{2})?$/, (_, year, month, day) =>
    day ? `${year}-${month}-${day}` : `${year}-${month}`,
  )

const blank: InlineKeyboardButton = { text: ' ', callback_data: internal }

const showData = ({ draft, field, locale, range, month, start }: Calendar): string =>
  `${internal}m${range ? 'r' : 's'}${locale === 'en' ? 'e' : 'z'}|${escapePart(draft)}|${escapePart(field)}|${short(month)}|${start ? short(start) : ''}`
const answerData = ({ draft, field }: Calendar, start: Day, end: Day): string =>
  `${internal}a|${escapePart(draft)}|${escapePart(field)}|${short(start)}|${start === end ? '' : short(end)}`

/** Reads button data that begins with the adapter's own sign. */
export const readStep = (data: string): CalendarStep => {
  const [operation = '', draft = '', field = '', first = '', second = ''] = data
    .slice(internal.length)
    .split('|')
  const [from, to] = [long(first), long(second)]
  if (operation === 'a' && isDay(from))
    return {
      kind: 'answer',
      press: {
        action: 'form.answer',
        values: {
          draft: unescapePart(draft),
          field: unescapePart(field),
          value: isDay(to) ? `${from}..${to}` : from,
        },
      },
    }
  if (operation.startsWith('m') && isDay(`${from}-01`))
    return {
      kind: 'show',
      calendar: {
        draft: unescapePart(draft),
        field: unescapePart(field),
        range: operation[1] === 'r',
        locale: operation[2] === 'e' ? 'en' : 'zh-CN',
        month: from,
        ...(isDay(to) && { start: to }),
      },
    }
  return { kind: 'nothing' }
}

/** The calendar that a question begins with; undefined for other questions, or when its draft is too long for buttons. */
export const calendarOf = ({ draft, field }: Question, locale: Locale, today: Day): Calendar | undefined => {
  if (field.control.kind !== 'calendar') return undefined
  const [known = today] = /^\d{4}-\d{2}-\d{2}/.exec(field.value) ?? []
  const month = (isDay(known) ? known : today).slice(0, 7)
  const calendar: Calendar = { draft, field: field.name, locale, range: field.control.range, month }
  return fitsButton(showData({ ...calendar, start: today })) &&
    fitsButton(answerData(calendar, today, addDays(today, 1)))
    ? calendar
    : undefined
}

const labels = (locale: Locale, options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  return (day: Day) => format.format(new Date(`${day}T00:00:00Z`))
}

/** What pressing a day does: answers, or chooses where a range begins. */
const dayData = (calendar: Calendar, day: Day): string => {
  const { range, start } = calendar
  if (!range) return answerData(calendar, day, day)
  return start && day >= start
    ? answerData(calendar, start, day)
    : showData({ ...calendar, month: day.slice(0, 7), start: day })
}

/** The rows of a calendar keyboard: a month, and below it today, or the ways on from a chosen first day. */
export const calendarRows = (calendar: Calendar, today: Day): InlineKeyboardButton[][] => {
  const { locale, month, start } = calendar
  const translate = translatorOf(locale)
  const first = toDay(`${month}-01`)
  const monday = startOfWeek(first)
  const weekday = labels(locale, { weekday: 'narrow' })
  const turn = (text: string, to: Day) => ({
    text,
    callback_data: showData({ ...calendar, month: to.slice(0, 7) }),
  })
  const next = addDays(first, 31)
  const weeks = [0, 1, 2, 3, 4, 5]
    .map((week) => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(monday, week * 7 + day)))
    .filter((days) => days.some((day) => day.startsWith(month)))
  const cell = (day: Day): InlineKeyboardButton =>
    day.startsWith(month)
      ? {
          text: day === start ? `[${Number(day.slice(8))}]` : String(Number(day.slice(8))),
          callback_data: dayData(calendar, day),
        }
      : blank
  const { start: _, ...fresh } = calendar
  return [
    [
      turn('‹', addDays(first, -1)),
      { text: labels(locale, { year: 'numeric', month: 'long' })(first), callback_data: internal },
      turn('›', toDay(`${next.slice(0, 7)}-01`)),
    ],
    [0, 1, 2, 3, 4, 5, 6].map((day) => ({ ...blank, text: weekday(addDays(monday, day)) })),
    ...weeks.map((days) => days.map(cell)),
    start
      ? [
          { text: translate('telegram.oneDay'), callback_data: answerData(calendar, start, start) },
          { text: translate('telegram.otherStart'), callback_data: showData(fresh) },
        ]
      : [{ text: translate('telegram.today'), callback_data: dayData(calendar, today) }],
  ]
}

/** The rows of a shown keyboard that are not the calendar's. */
export const ownRows = (rows: readonly InlineKeyboardButton[][]): InlineKeyboardButton[][] =>
  rows.filter(
    (row) => !row.some((button) => 'callback_data' in button && button.callback_data.startsWith(internal)),
  )

/** Opens the person's input line as a reply to the bot, which reaches it in groups whatever its privacy mode. */
export const replyHint = ({ field }: Question): ForceReply => {
  const hint = [...(field.example || field.label)].slice(0, limits.placeholder).join('')
  return { force_reply: true, selective: true, ...(hint && { input_field_placeholder: hint }) }
}
