import { facts, heading } from '../../core/card.ts'
import { yuanOf } from '../../core/fields/fen.ts'
import { shortYuan } from '../../core/fields/yuan.ts'
import type { PlainKey, Translator } from '../../core/i18n.ts'
import { type Day, type DayRange, yearThrough, yearTo } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { type DigestSection, defineDigest, type FeatureTools, type StatusSection } from '../feature.ts'
import { familyOf, topPairs } from '../places/family.ts'
import { countsOfPairs, gatherCounts, sumCounts } from './counts.ts'
import { firstsBlocks, overdueOf } from './digest.ts'
import { enteredBy, firstsOf, type Ranked, readFirsts } from './firsts.ts'
import { type Content, cancelled, type RecordKind, type RecordOf } from './kind.ts'
import { columnsOf } from './overview.ts'
import { tableOf } from './select.ts'
import { joinPieces, listLine, publicView, showBrief } from './show.ts'

/** How records are counted that each have a day: by pair, in the week and in the year. */
export interface Counted<C extends Content, N extends string, A extends string = never> {
  /** What they are called together. */
  readonly title: PlainKey
  /** The column of the day by which a record belongs to a period. */
  readonly day: string
  /** What they come to, by its name: expressions over the records of a period, whole numbers. */
  readonly sums: Readonly<Record<N, Prisma.Sql>>
  /** The same in yuan; what they come to is given in fen. */
  readonly amounts?: Readonly<Record<A, Prisma.Sql>>
  /** A piece of the official sentence (`DigestContribution`); asked only where there are records. */
  fragment(translate: Translator, counts: Figures<N, A>): string
  /** What the card of a pair says of the year. */
  said(translate: Translator, counts: Figures<N, A>): string
  /** Columns of the table of all pairs, the one that says most first. */
  readonly columns: ReadonlyArray<readonly [title: PlainKey, figure: NoInfer<N> | NoInfer<A> | 'records']>
  /** Names of fields in a line of the weekly summary: beside the reference, and below. */
  readonly line: { readonly beside: readonly string[]; readonly below: readonly string[] }
  more(translate: Translator, count: number): string
  /** Those that something is true of today, whenever their day was: on the card of a pair. */
  readonly now?: {
    readonly label: PlainKey
    where(today: Day): Prisma.Sql
    said(translate: Translator, counts: Figures<N, A>): string
  }
  /** Those that are overdue, for the weekly summary; `brief` shows a field as far as everybody may know it. */
  readonly late?: {
    where(today: Day): Prisma.Sql
    readonly order: Prisma.Sql
    line(translate: Translator, record: RecordOf<C>, brief: (name: string) => string): string
  }
}

/** `records`: how many there are. */
type Figures<N extends string, A extends string = never> = Readonly<
  Record<N | 'records', number> & Record<A, bigint>
>

interface Week<C extends Content, N extends string, A extends string> {
  readonly period: DayRange
  readonly today: Day
  readonly week: ReadonlyMap<number, Figures<N, A>>
  readonly year: ReadonlyMap<number, Figures<N, A>>
  readonly first: ReadonlyArray<Ranked<C>>
  readonly late: ReadonlyArray<Ranked<C>>
}

/** Nothing that is still to come counts. */
const untilToday = ({ start, end }: DayRange, today: Day): DayRange => ({
  start,
  end: end < today ? end : today,
})

/** The status and the weekly summary of a kind whose records are counted by their day: one statement for any number of pairs. */
export const countedSections = <C extends Content, N extends string, A extends string = never>(
  kind: RecordKind<C>,
  { registry }: Pick<FeatureTools, 'registry'>,
  counted: Counted<C, N, A>,
): { readonly status: StatusSection; readonly digest: DigestSection } => {
  const day = Prisma.raw(`"${counted.day}"`)
  const sums = Object.entries<Prisma.Sql>(counted.sums)
  const amounts = Object.entries<Prisma.Sql>(counted.amounts ?? {})
  const none = Object.fromEntries([
    ...['records', ...sums.map(([name]) => name)].map((name) => [name, 0] as const),
    ...amounts.map(([name]) => [name, 0n] as const),
  ]) as Figures<N, A>
  const within = ({ start, end }: DayRange) =>
    Prisma.sql`state::text <> ${cancelled} AND ${day} BETWEEN ${start}::date AND ${end}::date`

  const count = async (transaction: Transaction, where: Prisma.Sql, pairIds?: readonly number[]) => {
    const figures = [
      Prisma.sql`count(*)::int AS records`,
      ...sums.map(([name, sum]) => Prisma.sql`coalesce(${sum}, 0)::int AS ${Prisma.raw(`"${name}"`)}`),
      ...amounts.map(
        ([name, sum]) => Prisma.sql`(coalesce(${sum}, 0) * 100)::bigint AS ${Prisma.raw(`"${name}"`)}`,
      ),
    ]
    const only = pairIds ? Prisma.sql`AND pair_id = ANY (${[...pairIds]}::int[])` : Prisma.empty
    const rows = await transaction.$queryRaw<Array<Figures<N, A> & { readonly pairId: number }>>`
      SELECT pair_id AS "pairId", ${Prisma.join(figures)}
      FROM ${tableOf(kind)} WHERE (${where}) ${only} GROUP BY pair_id`
    return new Map(rows.map(({ pairId, ...found }) => [pairId, found as unknown as Figures<N, A>]))
  }

  const status: StatusSection = {
    title: counted.title,
    pair: async (transaction, pair, today, translate) => {
      const { now } = counted
      const sumOf = async (where: Prisma.Sql) =>
        sumCounts((await count(transaction, where, familyOf(registry, pair))).values(), none)
      const year = await sumOf(within(yearTo(today)))
      const current = now ? await sumOf(now.where(today)) : none
      return year.records + current.records === 0
        ? []
        : [
            heading(translate(counted.title)),
            facts(
              [translate('records.thisYear'), counted.said(translate, year)],
              now && current.records > 0 ? [translate(now.label), now.said(translate, current)] : undefined,
            ),
          ]
    },
    overview: async (transaction, today, translate) => {
      const counts = gatherCounts(await count(transaction, within(yearTo(today))), topPairs(registry))
      const column = columnsOf(registry, counts, none)
      const shown = (figure: number | bigint): string =>
        typeof figure === 'bigint' ? shortYuan(yuanOf(figure), translate) : `${figure}`
      return counted.columns.map(([title, figure]) =>
        column(translate(title), (figures) => shown(figures[figure])),
      )
    },
  }

  const fragment = (figures: Figures<N, A>, translate: Translator): string[] =>
    figures.records === 0 ? [] : [counted.fragment(translate, figures)]

  const digest = defineDigest<Week<C, N, A>>({
    collect: async (transaction, whole, today) => {
      const top = topPairs(registry)
      const period = untilToday(whole, today)
      const gathered = async (days: DayRange) => gatherCounts(await count(transaction, within(days)), top)
      return {
        period,
        today,
        week: await gathered(period),
        year: await gathered(yearThrough(period)),
        first: await readFirsts(kind, registry, transaction, {
          where: within(period),
          order: Prisma.sql`${day}, id`,
        }),
        late: counted.late
          ? await readFirsts(kind, registry, transaction, {
              where: Prisma.sql`${counted.late.where(today)} AND ${enteredBy(whole.end)}`,
              order: counted.late.order,
            })
          : [],
      }
    },
    present: ({ period, today, week, year, first, late }, pairs, translate) => {
      const view = publicView(today, translate)
      const list = listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate)
      return {
        fragments: fragment(countsOfPairs(week, pairs, none), translate),
        yearToDate: fragment(countsOfPairs(year, pairs, none), translate),
        blocks: firstsBlocks(firstsOf(first, pairs), {
          title: translate(counted.title),
          line: (record) => {
            const brief = (fields: readonly string[]) =>
              fields.map((name) => showBrief(kind, view, record, name))
            return {
              text: joinPieces(record.reference, ...brief(counted.line.beside)),
              detail: joinPieces(...brief(counted.line.below)),
            }
          },
          more: (left) => counted.more(translate, left),
          listLabel: translate(kind.listLabel),
          listLine: `${list} period:${period.start}..${period.end}`,
        }),
        overdue: overdueOf(
          firstsOf(late, pairs),
          (record) =>
            counted.late?.line(translate, record, (name) => showBrief(kind, view, record, name) ?? '') ?? '',
        ),
      }
    },
  })
  return { status, digest }
}
