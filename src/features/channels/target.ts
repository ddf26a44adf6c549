import { z } from 'zod'
import type { FieldType, Outcome } from '../../core/form/field.ts'
import { fold } from '../../core/text.ts'
import { pairField } from '../../programme/fields/pair.ts'
import type { Registry } from '../../programme/places/registry.ts'

/** What a channel may be bound to: a pair by its id, or the whole programme. */
export type Target = number | 'programme'

const wholeWords = new Set(['all', 'programme', '全部', '全部结对', '全局'])
const whole = /(?<![\p{L}\p{N}])(?:all|programme|全部结对|全部|全局)(?![\p{L}\p{N}])/giu

export const targetField = (registry: Registry): FieldType<Target> => {
  const pair = pairField(registry)
  return {
    name: 'target',
    schema: z.union([z.int().positive(), z.literal('programme')]),
    recognise: (line, reading) => [
      ...pair.recognise(line, reading),
      ...[...line.matchAll(whole)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: { kind: 'value', value: 'programme' } as const,
      })),
    ],
    validate: (text, reading): Outcome<Target> =>
      isWhole(text, reading.translate('programme.channel.whole'))
        ? { kind: 'value', value: 'programme' }
        : pair.validate(text, reading),
    ask: (reading) => {
      const control = pair.ask(reading)
      const options = control.kind === 'choice' ? control.options : []
      return {
        kind: 'choice',
        options: [...options, { label: reading.translate('programme.channel.whole'), value: 'all' }],
      }
    },
    show: (target, reading) =>
      target === 'programme' ? reading.translate('programme.channel.whole') : pair.show(target, reading),
    write: (target) => (target === 'programme' ? 'all' : pair.write(target)),
  }
}

const isWhole = (text: string, label: string): boolean => {
  const typed = fold(text).trim().toLowerCase()
  return wholeWords.has(typed) || typed === label
}
