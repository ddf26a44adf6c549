import { understood } from '../../../core/fields/outcome.ts'
import { text } from '../../../core/fields/text.ts'
import type { FieldType } from '../../../core/form/field.ts'

const marks = [/\n/u, /[;；]/u, /[、]/u, /,\s/u] as const
const ordinal =
  /^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．])\s*/u

/** The items of an agenda as it is kept: one a line. */
export const itemsOf = (agenda: string | null): string[] => (agenda === null ? [] : agenda.split('\n'))

/** What is said in one line, by the mark that divides it: lines, else semicolons, else the enumeration comma. */
const divided = (words: string): string[] => {
  const mark = marks.find((candidate) => candidate.test(words))
  return (mark === undefined ? [words] : words.split(mark))
    .map((item) => item.replace(ordinal, '').trim())
    .filter((item) => item !== '')
}

/** Items of an agenda, one a line: 产业协作、劳务协作. */
export const agendaField = (): FieldType<string> => {
  const words = text({ maximum: 1000, multiline: true })
  return {
    ...words,
    validate: (typed, reading) => {
      const outcome = words.validate(typed, reading)
      if (outcome.kind !== 'value') return outcome
      const items = divided(outcome.value)
      return items.length === 0 ? words.validate('', reading) : understood(items.join('\n'))
    },
    show: (agenda, { translate }) => itemsOf(agenda).join(translate('meetings.agendaMark')),
    write: (agenda) => itemsOf(agenda).join('；'),
  }
}
