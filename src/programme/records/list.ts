import { z } from 'zod'
import { type Card, card, heading, lineAction, offered, text } from '../../core/card.ts'
import { type Command, defineCommand } from '../../core/command.ts'
import { valuesOf } from '../../core/form/filled.ts'
import type { Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../context.ts'
import { askPage, pageNote, pageOf, turnButtons } from '../paging.ts'
import type { Registry } from '../places/registry.ts'
import type { Named } from './commands.ts'
import { hearsList } from './hears-list.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import {
  askedOf,
  emptyCard,
  type Filters,
  filtersOf,
  type Listing,
  type Totals,
  whereAll,
} from './listing.ts'
import { selectRecords, tableOf } from './select.ts'
import { joinPieces, showBrief, showPhase, type View, viewFor } from './show.ts'

/** As many as a telephone shows without much scrolling. */
const pageSize = 8

interface Page<C extends Content, Total extends string> {
  readonly records: ReadonlyArray<RecordOf<C>>
  /** From 1; the last one when a later one was asked for. */
  readonly page: number
  readonly pages: number
  readonly totals: Totals<Total>
  readonly sums: Readonly<Record<string, string>>
}

/** Where totals and sums are read, and by what. */
interface Counting {
  readonly table: Prisma.Sql
  readonly totals: Readonly<Record<string, Prisma.Sql>>
  readonly sums: Readonly<Record<string, Prisma.Sql>>
}

/** All records that fit, or the tallies that the database keeps of them. */
const countingOf = <C extends Content, F extends Filters, Total extends string>(
  kind: RecordKind<C>,
  { tallies, totals, sums = {} }: Listing<F, Total>,
  values: z.infer<z.ZodObject<F>>,
  today: Day,
): Counting => {
  if (tallies?.answer(values)) return tallies
  const selected = Object.entries<(today: Day) => Prisma.Sql>(totals).map(([name, select]) => [
    name,
    select(today),
  ])
  return {
    table: tableOf(kind),
    totals: { total: Prisma.sql`count(*)`, ...Object.fromEntries(selected) },
    sums,
  }
}

/** One page, with the totals of all: what fits is counted in one reading, and the page itself comes from an index. */
const readPage = async <C extends Content, Total extends string>(
  kind: RecordKind<C>,
  transaction: Transaction,
  conditions: readonly Prisma.Sql[],
  order: Prisma.Sql,
  { table, totals, sums }: Counting,
  asked: number,
): Promise<Page<C, Total>> => {
  const where = whereAll(conditions)
  const as = (type: 'int' | 'text', all: Readonly<Record<string, Prisma.Sql>>) =>
    Object.entries(all).map(
      ([name, aggregate]) => Prisma.sql`(${aggregate})::${Prisma.raw(type)} AS ${Prisma.raw(`"${name}"`)}`,
    )
  const [counted] = await transaction.$queryRaw<[Totals<Total> & Readonly<Record<string, string>>]>`
    SELECT ${Prisma.join([...as('int', totals), ...as('text', sums)])} FROM ${table} ${where}`
  const { page, pages, offset } = pageOf(counted.total, pageSize, asked)
  const window = Prisma.sql`ORDER BY ${order} LIMIT ${pageSize} OFFSET ${offset}`
  const records =
    counted.total === 0 ? [] : await selectRecords(kind, transaction, Prisma.sql`${where} ${window}`)
  return { records, page, pages, totals: counted, sums: counted }
}

interface Turning {
  /** The command that makes a table of it. */
  readonly exporting?: string
  /** The whole command, without the page. */
  readonly line: string
  readonly title: string
  readonly said: string
}

const pageCard = <C extends Content>(
  kind: RecordKind<C>,
  view: View,
  { records, ...paged }: Page<C, string>,
  { beside, below, told }: Listing<Filters, string>['line'],
  { line, exporting, title, said }: Turning,
): Card => {
  const { translate } = view.reading
  if (records.length === 0) return emptyCard(kind, translate, title)
  const brief = (record: C, names: readonly string[]) =>
    names.map((name) => showBrief(kind, view, record, name))
  const buttons = [
    ...turnButtons(paged, line, translate),
    ...(exporting === undefined ? [] : [lineAction(translate('records.export.button'), exporting)]),
  ]
  return card(
    heading(title),
    text(said),
    {
      type: 'list',
      items: records.map((record) => ({
        text: joinPieces(record.reference, ...brief(record, beside), showPhase(kind, record, view.reading)),
        detail: joinPieces(told?.(record, view.reading), ...brief(record, below)),
      })),
    },
    pageNote(paged, translate),
    offered(buttons),
  )
}

/** `/visit list`: a page of the records that fit, the latest first as the kind orders them. */
export const listCommand = <C extends Content, F extends Filters, Total extends string>(
  kind: RecordKind<C>,
  registry: Registry,
  named: Named,
  listing: Listing<F, Total>,
): Command<ProgrammeContext> => {
  const narrowing = filtersOf(registry, listing)
  const form = z.object({
    ...narrowing,
    page: askPage(),
  })
  return defineCommand<ProgrammeContext, z.ZodObject<Filters>>({
    ...named,
    access: 'read',
    effect: 'read',
    form,
    hears: hearsList(kind, form, named, {
      ...(listing.questions && { questions: listing.questions }),
      pairOf: (known) => listing.pairIn?.(valuesOf(known) as z.infer<z.ZodObject<F>>),
    }),
    run: async (asked, { page, ...given }) => {
      // Its pages are turned by anybody.
      const meant = askedOf(kind, registry, listing, z.object(narrowing), asked, given)
      const { context, conditions, order, scope, words } = meant
      const { transaction, clock, translate } = context
      const counting = countingOf(kind, listing, given as z.infer<z.ZodObject<F>>, clock.today())
      const found: Page<C, Total> = await readPage(
        kind,
        transaction,
        conditions,
        order,
        counting,
        Number(page ?? 1),
      )
      const line = `/${named.name} ${words}`.trim()
      return {
        about: { kind: 'list', line: `${line} page:${found.page}` },
        shared: true,
        card: pageCard(kind, viewFor(context), found, listing.line, {
          line,
          ...(listing.isExported && { exporting: `/${kind.word} export ${words}`.trim() }),
          title: listing.title(translate, scope),
          said: listing.say(translate, found.totals, found.sums),
        }),
      }
    },
  })
}
