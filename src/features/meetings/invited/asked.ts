import type { Reader } from '../../../programme/people/rights.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { entriesOf } from './entries.ts'
import type { Invitation } from './invited.ts'

/**
 * Whether a card offers its reader to answer, as far as the invitation alone tells: whoever may be of a unit that it names
 * is offered it too. Who in truth is asked is looked up when they answer.
 */
export const mayBeAsked = (
  registry: Registry,
  { caller }: Reader,
  { pairId, invited = null }: Invitation,
): boolean => {
  if (caller === undefined) return true
  const { officer } = caller
  if (!officer) return false
  const { scope, role, name } = officer
  const isLiaisonOf = (id: number | null): boolean => {
    if (role !== 'officer' || id === null) return role === 'officer'
    return scope.kind === 'pair' && [id, registry.pair(id).parentId].includes(scope.pair.id)
  }
  if (invited === null) return isLiaisonOf(pairId)
  return entriesOf(invited).some((entry) => {
    if (entry.kind === 'person') return entry.name.toLowerCase() === name.toLowerCase()
    if (entry.kind === 'pair') return isLiaisonOf(entry.id)
    if (entry.kind === 'place')
      return role === 'officer' && (scope.kind === 'programme' || isLiaisonOf(pairId))
    return entry.kind === 'unit' || (entry.kind !== 'others' && isLiaisonOf(pairId))
  })
}
