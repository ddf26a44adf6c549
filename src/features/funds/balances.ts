import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Tier } from '../../programme/fields/tier.ts'
import { nothing, type Sums } from './sums.ts'

/** One tier's cash or goods in kind: no other's pays for it. */
export interface Purse {
  readonly tier: Tier
  readonly inKind: boolean
}

export type Balance = Purse & Sums

const fen = (column: string) => Prisma.raw(`(${column} * 100)::bigint AS ${column}`)
const common = ['planned', 'received', 'committed', 'disbursed', 'paid', 'retention', 'recovered'].map(fen)
const ofAccount = Prisma.join([...common, fen('returned')])
const ofProject = Prisma.join([...common, Prisma.raw('0::bigint AS returned')])

/** By pair: one statement for any number; a pair without an account is not in the answer. */
export const readAccounts = async (
  transaction: Transaction,
  pairIds?: readonly number[],
): Promise<ReadonlyMap<number, readonly Balance[]>> => {
  const only = pairIds ? Prisma.sql`WHERE pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty
  const rows = await transaction.$queryRaw<Array<Balance & { pairId: number }>>`
    SELECT pair_id AS "pairId", tier::text AS tier, in_kind AS "inKind", ${ofAccount} FROM fund_balance ${only}
    ORDER BY pair_id, tier, in_kind`
  return grouped(rows, ({ pairId, ...balance }) => [pairId, balance])
}

/** The same of projects, by reference. */
export const readProjects = async (
  transaction: Transaction,
  references: readonly string[],
): Promise<ReadonlyMap<string, readonly Balance[]>> => {
  const rows = await transaction.$queryRaw<Array<Balance & { project: string }>>`
    SELECT project, tier::text AS tier, in_kind AS "inKind", ${ofProject} FROM fund_project_balance
    WHERE project = ANY(${[...references]}) ORDER BY project, tier, in_kind`
  return grouped(rows, ({ project, ...balance }) => [project, balance])
}

const grouped = <Row, Key>(rows: readonly Row[], split: (row: Row) => readonly [Key, Balance]) => {
  const groups = new Map<Key, Balance[]>()
  for (const row of rows) {
    const [key, balance] = split(row)
    groups.set(key, [...(groups.get(key) ?? []), balance])
  }
  return groups
}

export const inPurse = (balances: readonly Balance[], { tier, inKind }: Purse): Sums =>
  balances.find((one) => one.tier === tier && one.inKind === inKind) ?? nothing

/**
 * Keeps everybody else from entering anything for a pair until the transaction ends. Opens the account where there is none: only
 * to be called when an entry follows.
 */
export const lockAccount = async (transaction: Transaction, pairId: number, now: Date): Promise<void> => {
  await transaction.$executeRaw`
    INSERT INTO fund_account (pair_id, opened_at) VALUES (${pairId}, ${now})
    ON CONFLICT (pair_id) DO UPDATE SET opened_at = fund_account.opened_at`
}
