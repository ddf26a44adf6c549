import { type Block, text } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FieldChange, Importable } from '../../programme/importable.ts'
import type { PlanRow } from './plan/plan.ts'

/** Fields of one row; its record's card has them all, once it is carried out. */
const mostFields = 4
/** Characters of a value on either side of the arrow. */
const longest = 40

const inShort = (value: string | undefined, translate: Translator): string => {
  if (value === undefined) return translate('imports.plan.empty')
  const letters = [...value.replace(/\s+/gu, ' ')]
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('')
}

/** `P-2025-0001 · 预算：65万元 → 80万元`: what a row changes of its record. */
export const sayChanges = (
  reference: string,
  changes: readonly FieldChange[],
  translate: Translator,
): string => {
  const said = changes.slice(0, mostFields).map(({ label, before, after }) =>
    translate('imports.plan.change', {
      label,
      before: inShort(before, translate),
      after: inShort(after, translate),
    }),
  )
  const more = changes.length - said.length
  return [
    reference,
    ...said,
    ...(more > 0 ? [translate('imports.plan.changesMore', { count: more })] : []),
  ].join(' · ')
}

/** What each row changes that changes a record, by its position. */
export const changesIn = async (
  context: ProgrammeContext,
  rows: ReadonlyArray<{ readonly row: PlanRow; readonly importable: Importable }>,
): Promise<ReadonlyMap<number, readonly FieldChange[]>> => {
  const known = rows.filter(({ row }) => row.reference !== null)
  const found = new Map<number, readonly FieldChange[]>()
  for (const importable of new Set(known.map((one) => one.importable))) {
    const own = known.filter((one) => one.importable === importable).map(({ row }) => row)
    const changes = (await importable.changes?.(context, own)) ?? []
    for (const [place, { position }] of own.entries())
      if (changes[place]?.length) found.set(position, changes[place])
  }
  return found
}

/** How many rows change each field. */
export const changeCounts = (
  changes: ReadonlyArray<readonly FieldChange[]>,
  translate: Translator,
): Block[] => {
  const counts = new Map<string, number>()
  for (const { label } of changes.flat()) counts.set(label, (counts.get(label) ?? 0) + 1)
  const said = [...counts].map(([label, count]) => translate('imports.plan.ofField', { label, count }))
  return said.length === 0
    ? []
    : [text(translate('imports.plan.changes', { fields: said.join(translate('core.form.comma')) }))]
}
