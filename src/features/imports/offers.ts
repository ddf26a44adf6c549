import type { FeatureTools } from '../../programme/feature.ts'
import type { Importable } from '../../programme/importable.ts'

export type Features = Pick<FeatureTools, 'features'>

/** All that features offer to be imported. */
export const importablesOf = ({ features }: Features): readonly Importable[] =>
  features().flatMap(({ imports }) => imports ?? [])
