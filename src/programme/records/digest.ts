import { actions, type Block, heading, lineAction, text } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Day, DayRange } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { DigestContribution, Overdue } from '../feature.ts'
import type { Pair, Registry } from '../places/registry.ts'
import { enteredBy, type Firsts, firstsOf, type Ranked, readFirsts } from './firsts.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import { joinPieces, listLine, publicView, showBrief, showPhase, type View } from './show.ts'

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
    {
      type: 'list',
      items: first.map(line),
    },
    ...(left > 0 ? [text(more(left), 'quiet'), actions(lineAction(listLabel, listLine))] : []),
  ]
}

/** What is overdue: how many, and the first few as lines. */
export const overdueOf = <C extends Content>(
  { count, first }: Firsts<C>,
  line: (record: RecordOf<C>) => string,
): Overdue => ({ count, lines: first.map(line) })

/** What stays in every summary until it is closed, and what of it is overdue, for all pairs at the top of the tree. */
export interface StillOpen<C extends Content> {
  readonly today: Day
  readonly open: ReadonlyArray<Ranked<C>>
  readonly overdue: ReadonlyArray<Ranked<C>>
}

/** Of records that were entered by the end of the period. */
export const readStillOpen = async <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  transaction: Transaction,
  { end }: DayRange,
  today: Day,
  {
    open,
    overdue,
    order,
  }: { readonly open: Prisma.Sql; readonly overdue: Prisma.Sql; readonly order: Prisma.Sql },
): Promise<StillOpen<C>> => {
  const first = (where: Prisma.Sql) =>
    readFirsts(kind, registry, transaction, { where: Prisma.sql`${where} AND ${enteredBy(end)}`, order })
  return { today, open: await first(open), overdue: await first(overdue) }
}

interface OpenWords<C extends Content> {
  readonly title: string
  /** Names of fields: those between the reference and the phase, and those below. */
  readonly line: { readonly beside: readonly string[]; readonly below: readonly string[] }
  more(count: number): string
  /** One of the overdue; `brief` shows a field of it as far as everybody may know it. */
  overdue(record: RecordOf<C>, brief: (name: string) => string | undefined, view: View): string
}

/** What is still open, record by record with the way to the list, and what is overdue. */
export const tellStillOpen = <C extends Content>(
  kind: RecordKind<C>,
  { today, open, overdue }: StillOpen<C>,
  pairs: readonly Pair[],
  translate: Translator,
  words: OpenWords<C>,
): Pick<DigestContribution, 'blocks' | 'overdue'> => {
  const view = publicView(today, translate)
  const briefs = (record: RecordOf<C>, names: readonly string[]) =>
    names.map((name) => showBrief(kind, view, record, name))
  return {
    blocks: firstsBlocks(firstsOf(open, pairs), {
      title: words.title,
      line: (record) => ({
        text: joinPieces(
          record.reference,
          ...briefs(record, words.line.beside),
          showPhase(kind, record, view.reading),
        ),
        detail: joinPieces(...briefs(record, words.line.below)),
      }),
      more: words.more,
      listLabel: translate(kind.listLabel),
      listLine: `${listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate)} status:open`,
    }),
    overdue: overdueOf(firstsOf(overdue, pairs), (record) =>
      words.overdue(record, (name) => showBrief(kind, view, record, name), view),
    ),
  }
}
