import { fenOf } from '../../core/fields/fen.ts'
import { sumCounts } from '../../programme/records/counts.ts'
import type { Draft } from './content.ts'

/** What entries come to, in fen. */
export interface Sums {
  readonly planned: bigint
  readonly received: bigint
  readonly committed: bigint
  readonly disbursed: bigint
  readonly paid: bigint
  /** Held back, and not paid since. */
  readonly retention: bigint
  /** To who gave it. */
  readonly returned: bigint
  /** From projects, into the account. */
  readonly recovered: bigint
}

export const nothing: Sums = {
  planned: 0n,
  received: 0n,
  committed: 0n,
  disbursed: 0n,
  paid: 0n,
  retention: 0n,
  returned: 0n,
  recovered: 0n,
}

const names = Object.keys(nothing) as ReadonlyArray<keyof Sums>

export const totalOf = (all: Iterable<Sums>): Sums => sumCounts(all, nothing)

/** What an entry adds. A reversing one takes away. */
export const sumsOf = ({
  type,
  amount,
  project,
  reverses,
}: Pick<Draft, 'type' | 'amount' | 'project' | 'reverses'>): Sums => {
  const fen = reverses === null ? fenOf(amount) : -fenOf(amount)
  if (type === 'released') return { ...nothing, paid: fen, retention: -fen }
  if (type === 'returned') return { ...nothing, [project === null ? 'returned' : 'recovered']: fen }
  return { ...nothing, [type]: fen }
}

/** What is in the account. */
export const inAccount = ({ received, returned, disbursed, recovered }: Sums): bigint =>
  received - returned - disbursed + recovered

/** What was disbursed to projects and not given back. */
export const disbursedNet = ({ disbursed, recovered }: Sums): bigint => disbursed - recovered

/** What lies with departments, townships and implementing units: disbursed, and neither paid nor held back. */
export const withProjects = (sums: Sums): bigint => disbursedNet(sums) - sums.paid - sums.retention

/** What came and is not spent (domain.md, section 3): in the account, with departments, and retention money. */
export const unspent = ({ received, returned, paid }: Sums): bigint => received - returned - paid

/** What a budget is drawn on by: payments are made under the contracts, so that both are not counted twice. */
export const drawn = (sums: Sums): bigint =>
  sums.committed > disbursedNet(sums) ? sums.committed : disbursedNet(sums)

/** The first balance that is below zero. */
export const brokenOf = (sums: Sums, isAccount: boolean): keyof Sums | 'account' | 'project' | undefined => {
  const below = names.find((name) => sums[name] < 0n)
  if (below !== undefined) return below
  if (isAccount && inAccount(sums) < 0n) return 'account'
  return withProjects(sums) < 0n ? 'project' : undefined
}

/** The same of one project: what it was given. */
export const unspentOf = (sums: Sums): bigint => disbursedNet(sums) - sums.paid
