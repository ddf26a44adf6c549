import { z } from 'zod'
import { readNumeral } from '../../../core/fields/numerals.ts'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { FieldType } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { mostSlots } from './slots.ts'

const source =
  '(?:第\\s?)?(?:(?<number>[1-8]|(?<=第\\s?)[一二三四五六七八])(?:\\s?[个号])?|(?<day>[12]\\d|3[01])(?:\\s?[日号]|st|nd|rd|th))'
const inLine = new RegExp(`(?<![\\p{L}\\p{N}:.-])${source}(?![\\p{N}:.-]|[月日点])`, 'gu')
const whole = new RegExp(`^${source}$`, 'u')

const numberIn = (groups: Readonly<Record<string, string | undefined>> = {}): number =>
  readNumeral(groups.number ?? groups.day ?? '') ?? 0

const write = (number: number): string => (number > mostSlots ? `${number}号` : `${number}`)

/** Which of the times of a poll: 2, 第2个, 第二个; or, beyond their numbers, the day of the month that it is on: 24号. */
export const slotNumber = (): FieldType<number> => ({
  name: 'slotNumber',
  schema: z.union([z.int().min(1).max(mostSlots), z.int().min(10).max(31)]),
  recognise: (line) =>
    [...line.matchAll(inLine)].slice(0, 1).map(({ 0: text, index, groups }) => ({
      start: index,
      end: index + text.length,
      outcome: understood(numberIn(groups)),
    })),
  validate: (typed) => {
    const match = whole.exec(fold(typed).trim())
    return match
      ? understood(numberIn(match.groups))
      : problemOf(notice('polls.slotUnknown', { text: quoted(typed) }))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (number, { translate }) =>
    number > mostSlots ? translate('polls.slotDay', { day: number }) : `${number}`,
  write,
})
