import { actions, type Block, heading, lineAction, text } from '../../core/card.ts'
import type { Overdue } from '../feature.ts'
import type { Firsts } from './firsts.ts'
import type { Content, RecordOf } from './kind.ts'

interface Told<C extends Content> {
  readonly title: string
  line(record: RecordOf<C>): { readonly text: string; readonly detail: string }
  /** How many more there are. */
  more(count: number): string
  readonly listLabel: string
  /** The command that lists them all. */
  readonly listLine: string
}

/** What happened, record by record: the first few, then how many more and the way to them; nothing when there are none. */
export const firstsBlocks = <C extends Content>(
  { count, first }: Firsts<C>,
  { title, line, more, listLabel, listLine }: Told<C>,
): Block[] => {
  if (count === 0) return []
  const left = count - first.length
  return [
    heading(title),
    { type: 'list', items: first.map(line) },
    ...(left > 0 ? [text(more(left), 'quiet'), actions(lineAction(listLabel, listLine))] : []),
  ]
}

/** What is overdue: how many, and the first few as lines. */
export const overdueOf = <C extends Content>(
  { count, first }: Firsts<C>,
  line: (record: RecordOf<C>) => string,
): Overdue => ({ count, lines: first.map(line) })
