import { z } from 'zod'
import { actions, type Card, card, heading, pageAction, text } from '../../core/card.ts'
import { type Command, defineCommand, inConversationLanguage } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { page as pageNumber } from '../../core/fields/page.ts'
import { field, fieldsOf } from '../../core/form/field.ts'
import { valuesOf } from '../../core/form/filled.ts'
import { notice, type Translator } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../context.ts'
import { pairField } from '../fields/pair.ts'
import { mayName } from '../people/rights.ts'
import { familyOf } from '../places/family.ts'
import { pairName, type Registry } from '../places/registry.ts'
import { requireReadOf, subjectMeant } from '../subject.ts'
import type { Named } from './commands.ts'
import { hearsList, type ListQuestion } from './hears-list.ts'
import { type Content, isOfAll, type RecordKind, type RecordOf } from './kind.ts'
import { selectRecords, tableOf } from './select.ts'
import { joinPieces, showBrief, showPhase, type View, viewFor } from './show.ts'

/** As many as a telephone shows without much scrolling. */
const pageSize = 8

type Filters = Readonly<Record<string, z.ZodType>>
type Totals<Name extends string> = Readonly<Record<Name | 'total', number>>

/** How the records of one kind are listed. */
export interface Listing<F extends Filters, Total extends string> {
  /** Optional form fields; the pair and the page are there for every kind. */
  readonly filters: F
  /** What must hold of a record for these values. */
  where(values: z.infer<z.ZodObject<F>>, today: Day, context: ProgrammeContext): readonly Prisma.Sql[]
  /** The pair that the values imply when none is named. */
  pairIn?(values: z.infer<z.ZodObject<F>>): number | undefined
  order(values: z.infer<z.ZodObject<F>>): Prisma.Sql
  /** Words of questions in plain words that ask for a part of the records, or for what they come to. */
  readonly questions?: readonly ListQuestion[]
  /** Aggregates over all pages. */
  readonly totals: Readonly<Record<Total, (today: Day) => Prisma.Sql>>
  title(translate: Translator, scope: string): string
  /** What all pages come to. */
  say(translate: Translator, totals: Totals<Total>): string
  /** Names of fields: those beside the reference, and those below. */
  readonly line: { readonly beside: readonly string[]; readonly below: readonly string[] }
}

export const defineListing = <F extends Filters, Total extends string>(listing: Listing<F, Total>) => listing

/** Of these pairs, or of the whole programme where a kind's records may be. */
const concerning = <C extends Content>(kind: RecordKind<C>, pairIds: readonly number[]): Prisma.Sql => {
  const ofPairs = Prisma.sql`pair_id IN (${Prisma.join([...pairIds])})`
  return isOfAll(kind) ? Prisma.sql`(${ofPairs} OR pair_id IS NULL)` : ofPairs
}

interface Page<C extends Content, Total extends string> {
  readonly records: ReadonlyArray<RecordOf<C>>
  /** From 1; the last one when a later one was asked for. */
  readonly page: number
  readonly pages: number
  readonly totals: Totals<Total>
}

/** One page, with the totals of all: what fits is counted in one reading, and the page itself comes from an index. */
const readPage = async <C extends Content, Total extends string>(
  kind: RecordKind<C>,
  transaction: Transaction,
  conditions: readonly Prisma.Sql[],
  order: Prisma.Sql,
  totals: Readonly<Record<Total, Prisma.Sql>>,
  asked: number,
): Promise<Page<C, Total>> => {
  const where =
    conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}` : Prisma.empty
  const aggregates = Object.entries<Prisma.Sql>({ total: Prisma.sql`count(*)`, ...totals }).map(
    ([name, aggregate]) => Prisma.sql`(${aggregate})::int AS ${Prisma.raw(`"${name}"`)}`,
  )
  const [counted] = await transaction.$queryRaw<[Totals<Total>]>`
    SELECT ${Prisma.join(aggregates)} FROM ${tableOf(kind)} ${where}`
  const pages = Math.max(Math.ceil(counted.total / pageSize), 1)
  const page = Math.min(Math.max(asked, 1), pages)
  const window = Prisma.sql`ORDER BY ${order} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`
  const records =
    counted.total === 0 ? [] : await selectRecords(kind, transaction, Prisma.sql`${where} ${window}`)
  return { records, page, pages, totals: counted }
}

interface Turning {
  /** The whole command, without the page. */
  readonly line: string
  readonly title: string
  readonly said: string
}

const pageCard = <C extends Content>(
  kind: RecordKind<C>,
  view: View,
  { records, page, pages }: Page<C, string>,
  { beside, below }: Listing<Filters, string>['line'],
  { line, title, said }: Turning,
): Card => {
  const { translate } = view.reading
  if (records.length === 0)
    return card(heading(title), text(translate('records.noneFits', nounOf(kind, translate))))
  const brief = (record: C, names: readonly string[]) =>
    names.map((name) => showBrief(kind, view, record, name))
  const turn = (label: string, to: number) => pageAction(label, `${line} page:${to}`)
  const buttons = [
    ...(page > 1 ? [turn(translate('records.previousPage'), page - 1)] : []),
    ...(page < pages ? [turn(translate('records.nextPage'), page + 1)] : []),
  ]
  return card(
    heading(title),
    text(said),
    {
      type: 'list',
      items: records.map((record) => ({
        text: joinPieces(record.reference, ...brief(record, beside), showPhase(kind, record, view.reading)),
        detail: joinPieces(...brief(record, below)),
      })),
    },
    pages > 1 && text(translate('records.pageOf', { page, pages }), 'quiet'),
    buttons.length > 0 && actions(...buttons),
  )
}

/** Whoever narrows a list by a name learns what is kept from a channel: names stay out of it. */
const refuseNames = <C extends Content>(
  kind: RecordKind<C>,
  context: ProgrammeContext,
  given: Readonly<Record<string, unknown>>,
): void => {
  if (mayName(context)) return
  for (const [name, { type, withoutName }] of Object.entries(kind.fields)) {
    const value = given[name]
    if (!withoutName || value === undefined) continue
    const said = withoutName(value)
    if (said === undefined || type.write(said) !== type.write(value))
      throw new UserError(notice('records.nameInPrivate'))
  }
}

const nounOf = <C extends Content>({ noun }: RecordKind<C>, translate: Translator) => ({
  noun: translate(noun),
})

/** `/visit list`: a page of the records that fit, the latest first as the kind orders them. */
export const listCommand = <C extends Content, F extends Filters, Total extends string>(
  kind: RecordKind<C>,
  registry: Registry,
  named: Named,
  listing: Listing<F, Total>,
): Command<ProgrammeContext> => {
  const form = z.object({
    pair: field(pairField(registry), {
      label: 'programme.pair.label',
      example: 'programme.pair.example',
      keys: ['结对', '市县', 'place'],
    }).optional(),
    ...listing.filters,
    page: field(pageNumber(), {
      label: 'records.page',
      example: 'records.pageExample',
      keys: ['页', '页码'],
    }).optional(),
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
    run: async (asked, given) => {
      // Its pages are turned by anybody.
      const context = inConversationLanguage(asked)
      const { transaction, clock, reading, translate } = context
      const filters = given as z.infer<z.ZodObject<F>>
      const { pair, page } = given as { readonly pair?: number; readonly page?: number }
      const subject = subjectMeant(asked, registry, pair ?? listing.pairIn?.(filters))
      requireReadOf(asked, subject)
      refuseNames(kind, asked, given)
      const today = clock.today()
      const ofPairs = subject.kind === 'programme' ? [] : [concerning(kind, familyOf(registry, subject.pair))]
      const totals = Object.fromEntries(
        Object.entries<(today: Day) => Prisma.Sql>(listing.totals).map(([name, select]) => [
          name,
          select(today),
        ]),
      ) as Record<Total, Prisma.Sql>
      const conditions = [...ofPairs, ...listing.where(filters, today, context)]
      const found = await readPage(kind, transaction, conditions, listing.order(filters), totals, page ?? 1)
      const narrowing = fieldsOf(form).flatMap(({ name, type }) =>
        given[name] === undefined || name === 'page' ? [] : [{ name, type, value: given[name] }],
      )
      const scope = [
        subject.kind === 'programme'
          ? translate('records.everywhere')
          : pairName(subject.pair, translate.locale),
        ...narrowing.flatMap(({ name, type, value }) => (name === 'pair' ? [] : type.show(value, reading))),
      ]
      const typed = narrowing.map(({ name, type, value }) => `${name}:"${type.write(value)}"`)
      const line = [`/${named.name}`, ...typed].join(' ')
      return {
        about: { kind: 'list', line: `${line} page:${found.page}` },
        shared: true,
        card: pageCard(kind, viewFor(context), found, listing.line, {
          line,
          title: listing.title(translate, joinPieces(...scope)),
          said: listing.say(translate, found.totals),
        }),
      }
    },
  })
}
