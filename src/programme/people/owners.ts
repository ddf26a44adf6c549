import { UserError } from '../../core/errors.ts'
import { quoted } from '../../core/fields/outcome.ts'
import { notice } from '../../core/i18n.ts'
import type { Transaction } from '../../db/database.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Side } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../context.ts'
import { isUnit } from '../fields/owner.ts'
import type { Pair } from '../places/registry.ts'

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

/**
 * Who answers for something on a side is a unit, or an officer whom the program knows: nobody else can be told. Throws a
 * `UserError` that names the field.
 */
export const requireOwner = async (
  { transaction }: ProgrammeContext,
  pair: Pair,
  side: Side,
  name: string | null,
  field: string,
): Promise<void> => {
  if (name === null || isUnit(name) || (await isOfficer(transaction, pair, side, name))) return
  throw new UserError(notice('programme.owner.unknown', { name: quoted(name), side }), field)
}
