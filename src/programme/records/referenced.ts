import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../context.ts'
import type { FeatureTools } from '../feature.ts'
import { recordsOf } from './changes.ts'

/**
 * A record of another feature that one names: it must be there, and readable by who names it. Asked for by its prefix, since no
 * feature knows another. Throws a `UserError` that names the field.
 */
export const requireReferenced = async (
  context: ProgrammeContext,
  { features }: Pick<FeatureTools, 'features'>,
  reference: string,
  field: string,
): Promise<void> => {
  const prefix = reference.slice(0, reference.indexOf('-'))
  const records = features().find((feature) => feature.records?.prefix === prefix)?.records
  const known = (await records?.references?.(context, reference, 1)) ?? []
  if (!known.includes(reference))
    throw new UserError(notice('records.unknownReferenced', { reference }), field)
}

/**
 * The pair of a record of another feature, which must be there and readable; undefined where none is named, or it is the whole
 * programme's. Throws a `UserError` that names the field.
 */
export const pairOfReferenced = async (
  context: ProgrammeContext,
  tools: Pick<FeatureTools, 'features' | 'registry'>,
  reference: string | undefined,
  field: string,
): Promise<number | undefined> => {
  if (reference === undefined) return undefined
  await requireReferenced(context, tools, reference, field)
  const kind = tools.features().find(({ records }) => reference.startsWith(`${records?.prefix}-`))
    ?.records?.kind
  const record = kind && (await recordsOf(kind, tools.registry).peek(context, reference))
  return record?.pairId ?? undefined
}
