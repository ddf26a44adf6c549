import { UserError } from '../../../core/errors.ts'
import { yuanOf } from '../../../core/fields/fen.ts'
import { fullYuan } from '../../../core/fields/yuan.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { ImportProblem, PlannedRow, Reconsidered, Together } from '../../../programme/importable.ts'
import { lockAccount } from '../balances.ts'
import type { Draft } from '../content.ts'
import type { Ledger } from '../ledger.ts'
import { lineOf } from './line.ts'
import { type LedgerRow, rowSchema } from './row.ts'
import { inOrder, type Refusal, runningLedger } from './running.ts'
import { type Twin, twinsOf } from './twins.ts'

const wrong = (reference: string | null, ...problems: readonly ImportProblem[]): Reconsidered => ({
  kind: 'wrong',
  reference,
  problems,
})

/** Why a row cannot be entered when its turn comes, and what to do. */
const refusedFor = (
  { kind, tools }: Ledger,
  context: ProgrammeContext,
  { draft, name, called }: LedgerRow,
  refusal: Refusal,
): ImportProblem => {
  if (refusal instanceof UserError) {
    const isNamed = refusal.field === 'project' && called !== null
    return { column: isNamed ? 'projectName' : refusal.field, problem: refusal.notice }
  }
  const { translate } = context
  const { exceeds, left } = refusal
  const amount = fullYuan(exceeds === 'limit' ? tools.fundLimit : yuanOf(left), translate)
  const project = [draft.project, name].filter((one) => one !== null).join(' ')
  const line = lineOf(kind, context, draft)
  return { column: 'amount', problem: notice('funds.import.exceeds', { exceeds, amount, project, line }) }
}

const likeNotice = (twin: Twin, isSecond: boolean): ImportProblem => ({
  problem:
    'entry' in twin
      ? notice('funds.import.like', { reference: twin.entry, isSecond: isSecond ? 'yes' : 'no' })
      : notice('imports.row.repeats'),
})

const readRows = (rows: readonly PlannedRow[]) => {
  const read = new Map<number, LedgerRow>()
  for (const [place, { data, kind }] of rows.entries())
    if (kind !== 'unchanged') read.set(place, rowSchema.parse(data))
  return read
}

/**
 * Rows of a ledger beside each other: those that are sure are entered first, in order of day and row, then those that are doubtful;
 * so that the sure ones hold without the others. What cannot be entered when its turn comes is doubtful where rows of later days or
 * doubtful ones let it, and else wrong.
 */
const judgeTogether = async (
  ledger: Ledger,
  context: ProgrammeContext,
  rows: readonly PlannedRow[],
): Promise<ReadonlyArray<Reconsidered | undefined>> => {
  const { kind, tools } = ledger
  const read = readRows(rows)
  const named = new Set(
    rows.flatMap(({ kind: judged, reference }) => (judged === 'unchanged' ? (reference ?? []) : [])),
  )
  const twins = await twinsOf(kind, context, read, named)
  const drafts = [...read.values()].map(({ draft }) => draft)
  const enter = await runningLedger(context, tools, drafts)
  const outcomes = new Map<number, Reconsidered>()
  const refusals = new Map<number, Refusal>()
  const isSure = (place: number) => rows[place]?.kind === 'new' && !twins.has(place)
  const ordered = inOrder(read)
  for (const [place, { draft }] of ordered.filter(([at]) => isSure(at))) {
    const refusal = enter(draft)
    if (refusal) refusals.set(place, refusal)
  }
  for (const [place, row] of ordered.filter(([at]) => !isSure(at) || refusals.has(at))) {
    const twin = twins.get(place)
    const reference = twin && 'entry' in twin ? twin.entry : null
    const before = refusals.get(place)
    const isNeverSure = before !== undefined && !(before instanceof UserError)
    const refusal = isNeverSure ? before : enter(row.draft)
    const like = twin ? [likeNotice(twin, refusal !== undefined)] : []
    if (refusal) outcomes.set(place, wrong(reference, ...like, refusedFor(ledger, context, row, refusal)))
    else if (twin || before)
      outcomes.set(place, {
        kind: 'doubtful',
        reference,
        problems: [...like, ...(before ? [{ problem: notice('funds.import.dependent') }] : [])],
      })
  }
  return rows.map((_, place) => outcomes.get(place))
}

const pairsOf = (rows: readonly PlannedRow[]): number[] =>
  [...new Set([...readRows(rows).values()].map(({ draft }) => draft.pairId))].sort(
    (one, other) => one - other,
  )

export const togetherIn = (ledger: Ledger): Together => ({
  judge: (context, rows) => judgeTogether(ledger, context, rows),
  hold: async ({ transaction, clock }, rows) => {
    for (const pairId of pairsOf(rows)) await lockAccount(transaction, pairId, clock.now())
  },
})

/** Drafts in the order in which they were found to hold: the sure ones before the doubtful, each by day and row. */
export const inTurn = (rows: readonly PlannedRow[]): Array<readonly [place: number, draft: Draft]> => {
  const read = inOrder(readRows(rows))
  const isDoubtful = (place: number) => rows[place]?.kind === 'doubtful'
  return [
    ...read.filter(([place]) => !isDoubtful(place)),
    ...read.filter(([place]) => isDoubtful(place)),
  ].map(([place, { draft }]) => [place, draft])
}
