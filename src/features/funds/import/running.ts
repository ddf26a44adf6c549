import { UserError } from '../../../core/errors.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { addCounts } from '../../../programme/records/counts.ts'
import { type Assessed, askAgain, readStandings, weigh } from '../assess.ts'
import { type Balance, inPurse, type Purse } from '../balances.ts'
import type { Draft } from '../content.ts'
import { sumsOf } from '../sums.ts'

const moved = (balances: readonly Balance[] = [], draft: Draft): Balance[] => {
  const { tier, inKind }: Purse = draft
  const others = balances.filter((one) => one.tier !== tier || one.inKind !== inKind)
  return [...others, { tier, inKind, ...addCounts(sumsOf(draft), inPurse(balances, draft)) }]
}

/** Why an entry cannot be made when its turn comes: the ledger refuses it, or a second person must confirm it. */
export type Refusal =
  | UserError
  | { readonly exceeds: NonNullable<Assessed['exceeds']>; readonly left: bigint }

/**
 * The ledger as it would stand, entry after entry. `enter` says why one cannot be made, or makes it; three statements are asked
 * before the first.
 */
export const runningLedger = async (
  context: ProgrammeContext,
  tools: FeatureTools,
  drafts: readonly Draft[],
): Promise<(draft: Draft) => Refusal | undefined> => {
  const standings = await readStandings(context, tools, drafts)
  const { accounts, projects } = standings
  return (draft) => {
    try {
      const { exceeds, before } = weigh(context, tools, standings, draft, askAgain)
      if (exceeds) return { exceeds, left: before.left ?? 0n }
    } catch (error) {
      if (error instanceof UserError) return error
      throw error
    }
    accounts.set(draft.pairId, moved(accounts.get(draft.pairId), draft))
    if (draft.project !== null) projects.set(draft.project, moved(projects.get(draft.project), draft))
    return undefined
  }
}

/** By the day, and within it by the row. */
export const inOrder = <Row extends { readonly draft: Draft }>(
  rows: ReadonlyMap<number, Row>,
): Array<readonly [number, Row]> =>
  [...rows].sort(([onePlace, { draft: one }], [otherPlace, { draft: other }]) =>
    one.happenedOn === other.happenedOn ? onePlace - otherPlace : one.happenedOn < other.happenedOn ? -1 : 1,
  )
