import type { ProgrammeContext } from '../../context.ts'
import type { Outline } from '../../importable.ts'
import type { Content } from '../kind.ts'
import { joinPieces, showBrief, viewFor } from '../show.ts'
import type { KindImport } from './judge.ts'

/** Fields of a row that are shown; amounts always are, since a wrong unit shows in them. */
const mostFields = 4

/** What a row of a kind would write, in the order of its fields. */
export const outlineOf = <C extends Content>(
  { kind, columns }: Pick<KindImport<C>, 'kind' | 'columns'>,
  context: ProgrammeContext,
  content: C,
  asked: readonly string[],
): Outline => {
  const view = viewFor(context)
  const isAmount = (name: string) =>
    columns.some((column) => column.field === name && column.type?.name === 'money')
  const named = Object.keys(kind.fields).filter((name) =>
    columns.some((column) => column.field === name && asked.includes(column.name)),
  )
  const shown = named.filter((name, place) => place < mostFields || isAmount(name))
  return {
    pair: content.pairId ?? undefined,
    text: joinPieces(...shown.map((name) => showBrief(kind, view, content, name))),
  }
}
