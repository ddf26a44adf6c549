import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Importable } from '../../../programme/importable.ts'
import { bareNumberOf, readRow } from '../cells.ts'
import type { ReadColumn } from '../headings.ts'
import type { SheetCell } from '../sheet/table.ts'
import { keptOf, type Plan, type PlanRow } from './plan.ts'

/** All that features offer to be imported. */
export const importablesOf = ({ features }: Pick<FeatureTools, 'features'>): readonly Importable[] =>
  features().flatMap(({ imports }) => imports ?? [])

type Kept = ReturnType<typeof keptOf>

/** The columns of a row whose amounts may be in another unit. */
const unsureIn = (columns: ReadonlyArray<ReadColumn | null>, cells: readonly SheetCell[]): string[] =>
  columns.flatMap((column, place) =>
    column?.isUnsure && bareNumberOf(cells[place] ?? null) ? [column.name] : [],
  )

/** What would be written in a unit that nobody said is for a person to agree to. */
const doubted = (kept: Kept, unsure: readonly string[]): Kept => {
  const isWritten = kept.kind === 'new' || kept.kind === 'changed' || kept.kind === 'doubtful'
  if (!isWritten || unsure.length === 0) return kept
  const problems = unsure.map((column) => ({ column, problem: notice('imports.row.unitUnsaid') }))
  const like =
    kept.kind === 'doubtful' && kept.reference !== null
      ? [{ problem: notice('imports.row.like', { reference: kept.reference }) }]
      : []
  return { ...kept, kind: 'doubtful', problems: [...problems, ...like] }
}

/** What the rows of a plan come to now, in their order. Rows of sheets that a newer build does not know come to nothing. */
export const judgeStaged = async (
  context: ProgrammeContext,
  importables: readonly Importable[],
  { sheets }: Plan,
  rows: readonly PlanRow[],
) => {
  const judged: Array<{ position: number } & ReturnType<typeof keptOf>> = []
  for (const [place, { importable: name, columns }] of sheets.entries()) {
    const importable = importables.find((one) => one.name === name)
    const own = rows.filter(({ sheet }) => sheet === place)
    if (!importable || own.length === 0) continue
    const read = own.map(({ cells }) => readRow(importable, columns, cells, context.reading))
    const judgements = await importable.judge(context, read)
    for (const [index, judgement] of judgements.entries())
      judged.push({
        position: own[index]?.position ?? 0,
        ...doubted(keptOf(judgement), unsureIn(columns, own[index]?.cells ?? [])),
      })
  }
  return judged
}
