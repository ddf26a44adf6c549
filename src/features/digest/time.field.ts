import { z } from 'zod'
import { chineseWeekday } from '../../core/fields/dates/chinese-words.ts'
import { readEnglishWeekday } from '../../core/fields/dates/english-words.ts'
import { weekdayName } from '../../core/fields/dates/show.ts'
import { findTimes } from '../../core/fields/dates/time.ts'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import { notice, type Translator, translatorOf } from '../../core/i18n.ts'
import { mask, type Piece } from '../../core/line/piece.ts'
import { locales } from '../../core/request.ts'
import { anyOf, fold, standsAlone } from '../../core/text.ts'
import { type DigestTime, house, off, ownTime } from './time.ts'

const settings = [house, off] as const

const chinese = new RegExp(`(?:每个?)?(?:周|星期|礼拜)(?<weekday>[${chineseWeekday}])(?:的)?`, 'gu')
const english =
  /(?<!\p{L})(?:on\s+|every\s+)*(?<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?)(?!\p{L})(?:\s+at)?/giu

/** 改到周五17:00, send on Fridays at 5 pm. */
const fillers = /改[到为成]|发送?|(?<!\p{L})(?:send|to)(?!\p{L})/giu

/** Every weekday in a folded line, 1 for Monday. */
const findWeekdays = (line: string): Array<Piece & { readonly weekday: number }> => {
  const found = [chinese, english].flatMap((pattern) => [...line.matchAll(pattern)])
  return found.map((match) => {
    const typed = match.groups?.weekday ?? ''
    const place = chineseWeekday.indexOf(typed)
    // Sunday has two characters.
    const weekday = place < 0 ? readEnglishWeekday(typed) : Math.min(place + 1, 7)
    return { start: match.index, end: match.index + match[0].length, weekday }
  })
}

const wordsOf = (setting: (typeof settings)[number]): string[] => [
  setting,
  ...locales.flatMap((locale) => translatorOf(locale)(`digest.time.words.${setting}`).split('|')),
]

const findSettings = (line: string): Array<Piece & { readonly setting: string }> =>
  settings.flatMap((setting) =>
    [...line.matchAll(new RegExp(anyOf(wordsOf(setting)), 'giu'))]
      .map((match) => ({ start: match.index, end: match.index + match[0].length, setting }))
      .filter(({ start, end }) => standsAlone(line, start, end)),
  )

/** What the words say, and in which pieces of them. */
const read = (
  line: string,
): { readonly pieces: readonly Piece[]; readonly outcome: Outcome<DigestTime> } | undefined => {
  const named = findSettings(line)
  const [weekdays, times] = [findWeekdays(line), findTimes(line, true)]
  const pieces = [...named, ...weekdays, ...times]
  if (pieces.length === 0) return undefined
  const [[setting], [weekday], [time]] = [named, weekdays, times]
  if (setting && pieces.length === 1) return { pieces, outcome: understood(setting.setting) }
  const isOne = weekdays.length === 1 && times.length === 1 && !setting
  if (isOne && weekday && time?.clock)
    return { pieces, outcome: understood(`${weekday.weekday} ${time.clock}`) }
  return { pieces, outcome: problemOf(notice('digest.time.unclear', { text: quoted(line) })) }
}

const showOwn = (weekday: string, clock: string, translate: Translator): string =>
  translate('digest.time.own', { weekday: weekdayName(Number(weekday), translate.locale), clock })

/** `周五 17:00`, `Fridays at 5 pm`, `default`, `off`. */
export const digestTimeField = (): FieldType<DigestTime> => ({
  name: 'digestTime',
  schema: z.union([z.enum(settings), z.string().regex(ownTime)]),
  recognise: (line) => {
    const found = read(line)
    return (found?.pieces ?? []).map(
      ({ start, end }): Claim<DigestTime> => ({
        start,
        end,
        outcome: found?.outcome ?? { kind: 'choice', values: [] },
      }),
    )
  },
  validate: (typed) => {
    const line = fold(typed).trim()
    if (ownTime.test(line)) return understood(line)
    const found = read(line)
    const isAll = found && !/[\p{L}\p{N}]/u.test(mask(line, found.pieces).replace(fillers, ''))
    return isAll ? found.outcome : problemOf(notice('digest.time.unclear', { text: quoted(typed) }))
  },
  ask: ({ translate }) => ({
    kind: 'text',
    multiline: false,
    offers: [house, '1 09:00', '5 16:00', off].map((value) => ({ label: showTime(value, translate), value })),
  }),
  show: (time, { translate }) => showTime(time, translate),
  write: (time) => time,
})

export const showTime = (time: DigestTime, translate: Translator): string => {
  const { weekday, clock } = ownTime.exec(time)?.groups ?? {}
  if (weekday && clock) return showOwn(weekday, clock, translate)
  return translate(time === off ? 'digest.time.off' : 'digest.time.house')
}
