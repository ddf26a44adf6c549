import { z } from 'zod'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome } from '../../../core/form/field.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { type Rule, ruleOf, ruleText } from './rule.ts'
import { findRules, type SaidRule } from './rule-words.ts'

const dayOf = ({ weekday, nth }: Rule, translate: Translator): string =>
  nth === undefined
    ? translate('meetings.series.weekday', { weekday: `${weekday}` })
    : translate('meetings.series.nthWeekday', { nth: nth < 0 ? 'last' : `n${nth}`, weekday: `${weekday}` })

/** 每季度第二个周四, second Thursday of every quarter. */
export const showRule = (text: string, translate: Translator): string => {
  const rule = ruleOf(text)
  if (!rule) return text
  const { every, interval, month, nth, day } = rule
  if (day !== undefined) return translate('meetings.series.monthDay', { interval, day })
  const values = { interval, day: dayOf(rule, translate) }
  if (every === 'week') return translate('meetings.series.week', values)
  if (every === 'month') return translate('meetings.series.month', values)
  const last = every === 'quarter' ? 3 : 6
  const isPlain = month === (nth === -1 ? last : 1)
  const which = isPlain ? 'none' : month === 1 ? 'first' : month === last ? 'last' : 'second'
  return translate('meetings.series.period', { day: values.day, every, which })
}

const outcomeOf = (said: SaidRule, typed: string): Outcome<string> => {
  if (said.rule) return understood(ruleText(said.rule))
  return problemOf(notice(`meetings.series.${said.wrong ?? 'unclear'}`, { text: quoted(typed) }))
}

/** What a whole text says; undefined where it says something else too. */
const readWhole = (typed: string): Outcome<string> | undefined => {
  const text = fold(typed).replace(/\s+/gu, ' ').trim()
  if (ruleOf(text.toUpperCase())) return understood(text.toUpperCase())
  const [said] = findRules(text)
  const rest = said ? text.slice(0, said.start) + text.slice(said.end) : text
  return said && rest.replace(/[\s,.。]/gu, '') === '' ? outcomeOf(said, typed) : undefined
}

/** How often meetings of a series come, kept in the words of RFC 5545. */
export const ruleField = (): FieldType<string> => ({
  name: 'recurrence',
  schema: z.string().refine((text) => ruleOf(text) !== undefined),
  recognise: (line) =>
    findRules(line).map(
      (said): Claim<string> => ({
        start: said.start,
        end: said.end,
        outcome: outcomeOf(said, line.slice(said.start, said.end)),
      }),
    ),
  fillers: ['定期|例会'],
  validate: (typed, { pending }) => {
    // 每季度, and then 第二个周四.
    const completed = pending === undefined ? undefined : readWhole(`${pending} ${typed}`)
    if (completed?.kind === 'value') return completed
    return readWhole(typed) ?? problemOf(notice('meetings.series.unclear', { text: quoted(typed) }))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (text, { translate }) => showRule(text, translate),
  write: (text) => text,
})
