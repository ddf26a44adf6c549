import { z } from 'zod'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice, translatorOf } from '../../core/i18n.ts'
import { locales } from '../../core/request.ts'
import { anyOf, fold, standsAlone } from '../../core/text.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Importable } from '../../programme/importable.ts'
import { importablesOf } from './offers.ts'

const wordsOf = ({ name, noun }: Importable): string[] => [
  name,
  ...locales.map((locale) => translatorOf(locale)(noun).toLowerCase()),
]

/** What a file holds, by its noun. Features are asked when a line is read: they are not all made before. */
export const importableField = (tools: Pick<FeatureTools, 'features'>): FieldType<string> => {
  const named = (words: string) => {
    const plain = fold(words).trim().toLowerCase()
    return importablesOf(tools).find((one) => wordsOf(one).includes(plain))
  }
  return {
    name: 'importable',
    schema: z.string().min(1),
    recognise: (line) => {
      const words = anyOf(importablesOf(tools).flatMap(wordsOf))
      return [...line.matchAll(new RegExp(words, 'giu'))].flatMap((match) => {
        const end = match.index + match[0].length
        const found = named(match[0])
        return found && standsAlone(line, match.index, end)
          ? [{ start: match.index, end, outcome: understood(found.name) }]
          : []
      })
    },
    validate: (typed, { translate }) => {
      const found = named(typed)
      const nouns = importablesOf(tools).map(({ noun }) => translate(noun))
      return found
        ? understood(found.name)
        : problemOf(notice('imports.whatUnknown', { text: quoted(typed), nouns: nouns.join(' / ') }))
    },
    ask: ({ translate }) => ({
      kind: 'choice',
      options: importablesOf(tools).map(({ name, noun }) => ({ label: translate(noun), value: name })),
    }),
    show: (name, { translate }) => {
      const found = importablesOf(tools).find((one) => one.name === name)
      return found ? translate(found.noun) : name
    },
    write: (name) => name,
  }
}
