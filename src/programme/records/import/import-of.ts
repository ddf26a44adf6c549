import type { ProgrammeContext } from '../../context.ts'
import type { FeatureTools } from '../../feature.ts'
import type { Importable } from '../../importable.ts'
import type { Content, RecordKind } from '../kind.ts'
import { refreshStanding } from '../refresh.ts'
import { type Alike, alikeIn } from './alike.ts'
import { changesOf } from './changes.ts'
import { columnsOfKind, neededColumns, type SheetWords } from './columns.ts'
import { type Doubts, judgeRows } from './judge.ts'
import { outlineOf } from './outline.ts'
import { type Imported, writeRows } from './write.ts'

export interface ImportOptions<C extends Content> extends SheetWords {
  /** The columns in which a record and a new row that repeats it agree; or how else such a record is found. */
  readonly alike: readonly [keyof C & string, ...Array<keyof C & string>] | Alike<C>
  readonly doubts?: Doubts<C>
  /** What follows from the records in the same transaction, in place of the kind's `changed`: for all at once, and unsaid. */
  written?(context: ProgrammeContext, imported: ReadonlyArray<Imported<C>>): Promise<void>
}

/** A kind of record as it is imported: what its exports say, its fields by their names, matched by the reference. */
export const importOf = <C extends Content>(
  kind: RecordKind<C>,
  tools: FeatureTools,
  { alike, doubts, written, ...words }: ImportOptions<C>,
): Importable => {
  const columns = columnsOfKind(kind, words)
  const needed = neededColumns(kind, columns)
  const of = {
    kind,
    registry: tools.registry,
    columns,
    needed,
    doubts,
    alike: 'likeness' in alike ? alike : alikeIn(kind, alike),
  }
  return {
    name: kind.feature,
    noun: kind.noun,
    columns,
    needed,
    outline: (context, data, asked) => outlineOf(of, context, kind.content.parse(data) as C, asked),
    changes: (context, rows) => changesOf(kind, context, rows),
    judge: (context, rows) => judgeRows(of, context, rows),
    carryOut: async (context, rows) => {
      const imported = await writeRows(kind, context, rows)
      await written?.(context, imported)
      const changed = imported.flatMap(({ record, before }) => (before ? [record.reference] : []))
      await refreshStanding(context, tools, kind, changed)
      return imported.map(({ record }) => record.reference)
    },
  }
}
