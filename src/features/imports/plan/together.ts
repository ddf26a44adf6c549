import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Importable } from '../../../programme/importable.ts'
import { problemsIn } from '../cards.ts'
import { sheetLimits } from '../sheet/table.ts'
import { keepJudgements, nextRows, type Plan, type PlanRow } from './plan.ts'

/** The rows of one importable whose rows depend on each other. */
const dependentIn = ({ sheets }: Plan, { name }: Importable, rows: readonly PlanRow[]) =>
  rows.filter(({ sheet }) => sheets[sheet]?.importable === name)

/** Once every row was judged by itself: what rows come to that depend on each other. */
export const keepTogether = async (
  context: ProgrammeContext,
  importables: readonly Importable[],
  plan: Plan,
): Promise<void> => {
  const asked = importables.filter(({ together }) => together)
  if (!plan.sheets.some(({ importable }) => asked.some(({ name }) => name === importable))) return
  const kinds = ['new', 'doubtful', 'unchanged'] as const
  const rows = await nextRows(context.transaction, plan.id, -1, sheetLimits.rows, kinds)
  for (const importable of asked) {
    const own = dependentIn(plan, importable, rows)
    const reconsidered = (await importable.together?.judge(context, own)) ?? []
    const kept = own.flatMap((row, place) => {
      const now = reconsidered[place]
      if (!now) return []
      const { position, version, likeness } = row
      const isWrong = now.kind === 'wrong'
      return {
        ...{ position, version, likeness },
        kind: now.kind,
        reference: now.reference,
        data: isWrong ? null : row.data,
        problems: isWrong ? now.problems : [...(row.problems ?? []), ...now.problems],
      }
    })
    await keepJudgements(context.transaction, plan.id, kept)
  }
}

/** The first row to be written that comes to something else beside the others than it did, and why. From then on nobody can change that. */
export const changedTogether = async (
  context: ProgrammeContext,
  importables: readonly Importable[],
  plan: Plan,
  planned: readonly PlanRow[],
): Promise<{ readonly row: PlanRow; readonly reason: string } | undefined> => {
  const { translate, transaction } = context
  for (const importable of importables) {
    const own = dependentIn(plan, importable, planned)
    if (!importable.together || own.length === 0) continue
    await importable.together.hold(context, own)
    // What is there already, by its reference, is not what another row may be.
    const unchanged = await nextRows(transaction, plan.id, -1, sheetLimits.rows, ['unchanged'])
    const rows = [...own, ...dependentIn(plan, importable, unchanged)].sort(
      (one, other) => one.position - other.position,
    )
    const reconsidered = await importable.together.judge(context, rows)
    for (const [place, row] of rows.entries()) {
      const now = reconsidered[place]
      const isAsPlanned =
        !now || (now.kind === 'doubtful' && row.kind === 'doubtful' && now.reference === row.reference)
      if (isAsPlanned) continue
      const reasons = problemsIn(importables, plan, { ...row, ...now }, translate)
      return { row, reason: reasons.join(translate('imports.row.separator')) }
    }
  }
  return undefined
}
