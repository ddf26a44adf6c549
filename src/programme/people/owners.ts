import { UserError } from '../../core/errors.ts'
import { quoted } from '../../core/fields/outcome.ts'
import { notice } from '../../core/i18n.ts'
import type { Transaction } from '../../db/database.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Side } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../context.ts'
import { isUnit, type Owners } from '../fields/owner.ts'
import type { Pair, Registry } from '../places/registry.ts'

/** The active officers who work for a pair, on both sides; those of the pair above it too. */
export const officersOfPair = ({ id, parentId }: Pair): Prisma.OfficerWhereInput => ({
  active: true,
  scope: 'pair',
  pairId: { in: parentId === undefined ? [id] : [id, parentId] },
})

const isOfficer = async (
  transaction: Transaction,
  pair: Pair,
  side: Side,
  name: string,
): Promise<boolean> => {
  const where = { OR: [officersOfPair(pair), { active: true, scope: 'programme' as const }] }
  return (
    (await transaction.officer.count({ where: { AND: [where, { name, OR: [{ side }, { side: null }] }] } })) >
    0
  )
}

interface Owned extends Owners {
  readonly pairId: number
}

/**
 * Who answers for something is a unit, or an officer of that side whom the program knows: nobody else can be told. Looks at
 * what differs from `before`; throws a `UserError` that names the field, `assisting` or `recipient`.
 */
export const requireOwners = async (
  { transaction }: ProgrammeContext,
  registry: Registry,
  owned: Owned,
  before: Owned | undefined,
): Promise<void> => {
  const pair = registry.pair(owned.pairId)
  for (const side of ['assisting', 'recipient'] as const) {
    const name = owned[`${side}Owner`]
    const isKnown = before?.pairId === owned.pairId && before[`${side}Owner`] === name
    if (isKnown || name === null || isUnit(name) || (await isOfficer(transaction, pair, side, name))) continue
    throw new UserError(notice('programme.owner.unknown', { name: quoted(name), side }), side)
  }
}
