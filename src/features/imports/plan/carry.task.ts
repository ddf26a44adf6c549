import { z } from 'zod'
import { card, text } from '../../../core/card.ts'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { defineTask, type TaskContext } from '../../../core/task.ts'
import type { Transaction } from '../../../db/database.ts'
import { onBehalf } from '../../../programme/behalf.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Importable } from '../../../programme/importable.ts'
import { carriedCard, placeOf, problemsIn } from '../cards.ts'
import { importablesOf } from '../offers.ts'
import { sheetLimits } from '../sheet/table.ts'
import { judgeStaged } from './judge.ts'
import { findPlan, keepReferences, nextRows, type Plan, type PlanRow, setState } from './plan.ts'
import { changedTogether } from './together.ts'

/** Rows of one step. */
const stepSize = 200

export const carryName = 'imports.carry'

const stateSchema = z.object({
  plan: z.number(),
  /** Those that may be about records which are there are carried out too. */
  doubtful: z.boolean(),
  /** The last row that was found to be as planned. */
  after: z.number(),
  done: z.number(),
  total: z.number(),
})
type State = z.infer<typeof stateSchema>

/** Whether a row comes to the same. What makes rows doubtful beside others is asked when they are written. */
const isAsPlanned = (
  { kind, reference, version, problems }: PlanRow,
  now: Pick<PlanRow, 'kind' | 'reference' | 'version'>,
  isTogether: boolean,
): boolean => {
  if (isTogether && kind === 'doubtful') return now.kind === 'new' || now.kind === 'doubtful'
  // Of two rows that may be one, the second was new by itself.
  const planned = kind === 'doubtful' && !reference && !problems ? 'new' : kind
  return planned === now.kind && reference === now.reference && version === now.version
}

/** The first row that comes to something else than it did when it was planned, and why. */
const changedSince = async (
  context: ProgrammeContext,
  importables: readonly Importable[],
  plan: Plan,
  rows: readonly PlanRow[],
): Promise<{ readonly row: PlanRow; readonly reason: string } | undefined> => {
  const { translate } = context
  const judged = await judgeStaged(context, importables, plan, rows)
  const byPosition = new Map(judged.map((one) => [one.position, one]))
  const importableOf = ({ sheet }: PlanRow) =>
    importables.find(({ name }) => name === plan.sheets[sheet]?.importable)
  const pairOf = (row: PlanRow, data: unknown) => importableOf(row)?.outline(context, data, []).pair
  const reasonOf = (row: PlanRow): string | undefined => {
    const now = byPosition.get(row.position)
    if (!now) return translate('imports.carry.otherwise')
    if (now.kind === 'wrong')
      return problemsIn(importables, plan, { ...row, ...now }, translate).join(
        translate('imports.row.separator'),
      )
    const isSame = isAsPlanned(row, now, importableOf(row)?.together !== undefined)
    const reference = now.reference ?? row.reference
    if (!isSame)
      return reference === null
        ? translate('imports.carry.otherwise')
        : translate('imports.carry.recordChanged', { reference })
    // What follows from the day, as since when a project stands where it does, is written as it was shown.
    return pairOf(row, row.data) === pairOf(row, now.data) ? undefined : translate('imports.carry.otherwise')
  }
  for (const row of rows) {
    const reason = reasonOf(row)
    if (reason !== undefined) return { row, reason }
  }
  return undefined
}

/** Writes all rows, those of each importable at once, in the transaction at hand. */
const write = async (
  context: ProgrammeContext,
  importables: readonly Importable[],
  plan: Plan,
  rows: readonly PlanRow[],
): Promise<Array<{ readonly position: number; readonly reference: string }>> => {
  const written: Array<{ readonly position: number; readonly reference: string }> = []
  for (const importable of importables) {
    const own = rows.filter(({ sheet }) => plan.sheets[sheet]?.importable === importable.name)
    if (own.length === 0) continue
    const references = await importable.carryOut(context, own)
    for (const [place, { position }] of own.entries())
      written.push({ position, reference: references[place] ?? '' })
  }
  return written
}

/** Nothing of it is written. */
const refused = async (
  { transaction, translate }: TaskContext<Transaction>,
  plan: Plan,
  { row, reason }: { readonly row: PlanRow; readonly reason: string },
) => {
  await setState(transaction, plan.id, 'dropped')
  const place = placeOf(plan, row, translate)
  const said = { name: plan.name, place, reason: reason.replace(/[。.]$/u, '') }
  return { done: card(text(translate('imports.carry.changed', said), 'problem')) }
}

/**
 * Carries out a plan: first, step by step, every row must come to what it was shown as; then one step writes all of them.
 * Until that one is committed nothing is written, and after it everything is.
 */
export const carryTask = (tools: FeatureTools) =>
  defineTask<Transaction, State>({
    name: carryName,
    title: 'imports.carry.title',
    state: stateSchema,
    step: async (context, { plan: id, doubtful, after, done, total }) => {
      const { transaction, translate } = context
      const plan = await findPlan(transaction, id)
      if (plan?.state !== 'carrying') throw new UserError(notice('imports.unknown', { number: id }))
      const kinds = ['new', 'changed', ...(doubtful ? (['doubtful'] as const) : [])] as const
      const importables = importablesOf(tools)
      const asker = await onBehalf(context, tools, plan.asker)
      const rows = await nextRows(transaction, id, after, stepSize, kinds)
      const last = rows.at(-1)
      if (last) {
        const changed = await changedSince(
          { ...asker, translate, reading: { ...asker.reading, translate } },
          importables,
          plan,
          rows,
        )
        if (changed) return refused(context, plan, changed)
        const state = { plan: id, doubtful, after: last.position, done: done + rows.length, total }
        return { state, progress: { done: state.done, total } }
      }
      const all = await nextRows(transaction, id, -1, sheetLimits.rows, kinds)
      const shownTo = { ...asker, translate, reading: { ...asker.reading, translate } }
      const changed = await changedTogether(shownTo, importables, plan, all)
      if (changed) return refused(context, plan, changed)
      const written = await write(asker, importables, plan, all)
      await keepReferences(transaction, id, written)
      await setState(transaction, id, 'carried')
      return { done: carriedCard(plan, all, written, translate) }
    },
  })
