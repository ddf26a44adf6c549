import { notice, type Translator } from '../../core/i18n.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Importable, NotImported } from '../../programme/importable.ts'

export type Features = Pick<FeatureTools, 'features'>

/** All that features offer to be imported. */
export const importablesOf = ({ features }: Features): readonly Importable[] =>
  features().flatMap(({ imports }) => imports ?? [])

/** What features know by its headings, and do not import. */
export const notImportedOf = ({ features }: Features): readonly NotImported[] =>
  features().flatMap(({ notImported }) => notImported ?? [])

/** Why a sheet was not read that is known for something else, what to do in its place, and how to have it read all the same. */
export const otherNotice = (
  importables: readonly Importable[],
  sheet: string,
  { noun, instead }: NotImported,
  translate: Translator,
) =>
  notice('imports.sheet.other', {
    sheet,
    noun: translate(noun),
    instead: translate(instead),
    nouns: importables.map((one) => translate(one.noun)).join(' / '),
    example: translate('imports.check.example3'),
  })
