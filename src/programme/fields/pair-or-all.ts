import { z } from 'zod'
import type { FieldType, Outcome } from '../../core/form/field.ts'
import { fold } from '../../core/text.ts'
import type { Registry } from '../places/registry.ts'
import { pairField } from './pair.ts'

/** A pair by its id, or all of them. */
export type PairOrAll = number | 'programme'

const words = 'all|programme|全部结对|所有结对|全部|所有|全局'
const inLine = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?!(?!的)[\\p{L}\\p{N}])`, 'giu')
const whole = new RegExp(`^(?:${words})$`, 'iu')

/** One of the pairs at the top of the tree, or the whole programme. */
export const pairOrAllField = (registry: Registry): FieldType<PairOrAll> => {
  const pair = pairField(registry)
  return {
    name: 'pair or all',
    schema: z.union([z.int().positive(), z.literal('programme')]),
    recognise: (line, reading) => [
      ...pair.recognise(line, reading),
      ...[...line.matchAll(inLine)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: { kind: 'value', value: 'programme' } as const,
      })),
    ],
    validate: (text, reading): Outcome<PairOrAll> => {
      const typed = fold(text).trim()
      return whole.test(typed) || typed.toLowerCase() === reading.translate('programme.channel.whole')
        ? { kind: 'value', value: 'programme' }
        : pair.validate(text, reading)
    },
    words: () => pair.words?.() ?? [],
    ask: (reading) => {
      const control = pair.ask(reading)
      const options = control.kind === 'choice' ? control.options : []
      return {
        kind: 'choice',
        options: [...options, { label: reading.translate('programme.channel.whole'), value: 'all' }],
      }
    },
    show: (value, reading) =>
      value === 'programme' ? reading.translate('programme.channel.whole') : pair.show(value, reading),
    write: (value) => (value === 'programme' ? 'all' : pair.write(value)),
  }
}
