import { z } from 'zod'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { FieldType } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { mostSlots } from './slots.ts'

const inLine = /(?<![\p{L}\p{N}:.-])(?:第\s?)?(?<number>[1-8])(?:\s?[个号])?(?![\p{N}:.-]|[月日点])/gu

/** Which of the times of a poll: 2, 第2个. */
export const slotNumber = (): FieldType<number> => ({
  name: 'slotNumber',
  schema: z.int().min(1).max(mostSlots),
  recognise: (line) =>
    [...line.matchAll(inLine)].slice(0, 1).map(({ 0: text, index, groups }) => ({
      start: index,
      end: index + text.length,
      outcome: understood(Number(groups?.number)),
    })),
  validate: (typed) => {
    const [, number] = /^(?:第\s?)?([1-8])(?:\s?[个号])?$/u.exec(fold(typed).trim()) ?? []
    return number === undefined
      ? problemOf(notice('polls.slotUnknown', { text: quoted(typed) }))
      : understood(Number(number))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (number) => `${number}`,
  write: (number) => `${number}`,
})
