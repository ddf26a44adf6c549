import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Importable, ImportProblem } from '../../../programme/importable.ts'
import { readRow } from '../cells.ts'
import type { ReadColumn } from '../headings.ts'
import type { SheetCell } from '../sheet/table.ts'
import { doubtsOf } from '../units.ts'
import { keptOf, type Plan, type PlanRow } from './plan.ts'

type Kept = ReturnType<typeof keptOf>

const doubtsIn = (columns: ReadonlyArray<ReadColumn | null>, cells: readonly SheetCell[]): ImportProblem[] =>
  columns.flatMap((column, place) =>
    doubtsOf(column, cells[place] ?? null).map((problem) => ({ column: column?.name, problem })),
  )

/** What would be written in a unit that nobody said is for a person to agree to. */
const doubted = (kept: Kept, doubts: readonly ImportProblem[]): Kept => {
  const isWritten = kept.kind === 'new' || kept.kind === 'changed' || kept.kind === 'doubtful'
  if (!isWritten || doubts.length === 0) return kept
  const like =
    kept.kind === 'doubtful' && kept.reference !== null
      ? [{ problem: notice('imports.row.like', { reference: kept.reference }) }]
      : []
  return { ...kept, kind: 'doubtful', problems: [...doubts, ...like] }
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
        ...doubted(keptOf(judgement), [
          ...doubtsIn(columns, own[index]?.cells ?? []),
          ...('doubts' in judgement ? (judgement.doubts ?? []) : []),
        ]),
      })
  }
  return judged
}
