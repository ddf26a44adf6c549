import type { Successor } from '../../../programme/handover.ts'
import type { Content } from '../../../programme/records/kind.ts'
import { entriesOf, keptEntries } from './entries.ts'

/** The successor is asked in the place of who was asked by name, and once; undefined where that was not so. */
export const passInvitation = <C extends Content & { readonly invited: string | null }>(
  asking: C,
  { from, to }: Successor,
): C | undefined => {
  const entries = entriesOf(asking.invited)
  if (!entries.some((entry) => entry.kind === 'person' && entry.name === from)) return undefined
  const passed = entries.map((entry) =>
    entry.kind === 'person' && entry.name === from ? { ...entry, name: to } : entry,
  )
  const isFirst = ({ kind, ...named }: (typeof passed)[number], index: number): boolean =>
    kind !== 'person' ||
    passed.findIndex((other) => other.kind === 'person' && 'name' in named && other.name === named.name) ===
      index
  return { ...asking, invited: keptEntries(passed.filter(isFirst)) }
}
