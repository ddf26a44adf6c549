import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Importable } from '../../../programme/importable.ts'
import { readRow } from '../cells.ts'
import { keptOf, type Plan, type PlanRow } from './plan.ts'

/** All that features offer to be imported. */
export const importablesOf = ({ features }: Pick<FeatureTools, 'features'>): readonly Importable[] =>
  features().flatMap(({ imports }) => imports ?? [])

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
      judged.push({ position: own[index]?.position ?? 0, ...keptOf(judgement) })
  }
  return judged
}
