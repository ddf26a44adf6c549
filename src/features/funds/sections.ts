import { heading, text } from '../../core/card.ts'
import { fenOf, percentOf, yuanOf } from '../../core/fields/fen.ts'
import { shortYuan } from '../../core/fields/yuan.ts'
import type { Translator } from '../../core/i18n.ts'
import { type Day, type DayRange, yearThrough } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import {
  defineDigest,
  type FeatureTools,
  type OverviewColumn,
  type StatusSection,
} from '../../programme/feature.ts'
import { familyOf, topPairs } from '../../programme/places/family.ts'
import { countsOfPairs, gatherCounts } from '../../programme/records/counts.ts'
import { firstsBlocks } from '../../programme/records/digest.ts'
import { firstsOf, type Ranked, readFirsts } from '../../programme/records/firsts.ts'
import { columnsOf } from '../../programme/records/overview.ts'
import { joinPieces, listLine, publicView, showBrief, showPhase } from '../../programme/records/show.ts'
import { ratesOf } from './account.card.ts'
import { budgetsIn } from './assess.ts'
import { readAccounts } from './balances.ts'
import type { EntryContent } from './content.ts'
import { sumsWithin } from './counts.ts'
import type { EntryKind } from './kind.ts'
import { disbursedNet, nothing, type Sums, totalOf } from './sums.ts'

/** Pieces of the official sentence: 计划援助资金3300万元、到位…、拨付…、支付…; none of what is nothing. */
const sentence = (sums: Sums, translate: Translator): string[] => {
  const amounts = [
    ['planned', sums.planned],
    ['received', sums.received - sums.returned],
    ['disbursed', disbursedNet(sums)],
    ['paid', sums.paid],
  ] as const
  const told = amounts.filter(([, fen]) => fen > 0n)
  if (told.length === 0) return []
  const said = told.map(([what, fen]) =>
    translate('funds.sentence.amount', { what, amount: shortYuan(yuanOf(fen), translate) }),
  )
  return [said.join(translate('funds.sentence.listed'))]
}

const withRate = (sums: Sums, translate: Translator): string[] => {
  const percent = percentOf(disbursedNet(sums), sums.planned)
  const said = sentence(sums, translate)
  return said.length === 0 || percent === undefined
    ? said
    : [...said, translate('funds.sentence.rate', { percent })]
}

export const fundStatus = (tools: FeatureTools): StatusSection => ({
  title: 'funds.title',
  pair: async (transaction, pair, _today, translate) => {
    const ids = familyOf(tools.registry, pair)
    const balances = [...(await readAccounts(transaction, ids)).values()].flat()
    if (balances.length === 0) return []
    const sums = totalOf(balances)
    const budgets = await budgetsIn(tools)?.totals(transaction, ids)
    const budget = [...(budgets?.values() ?? [])].reduce((sum, one) => sum + fenOf(one), 0n)
    return [
      heading(translate('funds.title')),
      ...sentence(sums, translate).map((said) => text(said)),
      ratesOf(sums, budget, translate),
    ]
  },
  overview: async (transaction, _today, translate): Promise<OverviewColumn[]> => {
    const { registry } = tools
    const accounts = await readAccounts(transaction)
    const sums = gatherCounts(
      new Map([...accounts].map(([id, all]) => [id, totalOf(all)])),
      topPairs(registry),
    )
    const column = columnsOf(registry, sums, nothing)
    const rate = (part: bigint, whole: bigint) => {
      const percent = percentOf(part, whole)
      return percent === undefined ? translate('funds.table.none') : `${percent}%`
    }
    return [
      column(translate('funds.rate.disbursement'), (one) => rate(disbursedNet(one), one.planned)),
      column(translate('funds.rate.spending'), (one) => rate(one.paid, one.planned)),
      column(translate('funds.table.planned'), ({ planned }) => shortYuan(yuanOf(planned), translate)),
    ]
  },
})

/**
 * Entries of a period that come to its sums: what was entered and taken back within it comes to nothing, and neither is told;
 * where only one of the two lies in it, that one counts.
 */
const counted = ({ start, end }: DayRange): Prisma.Sql => {
  const within = Prisma.sql`happened_on BETWEEN ${start}::date AND ${end}::date`
  return Prisma.sql`state IN ('booked', 'reversed') AND record.${within}
    AND NOT EXISTS (SELECT FROM fund_entry other
      WHERE other.reference IN (record.reverses, record.reversed_by) AND other.${within})`
}

interface FundDigest {
  readonly today: Day
  readonly week: ReadonlyMap<number, Sums>
  readonly year: ReadonlyMap<number, Sums>
  readonly entered: ReadonlyArray<Ranked<EntryContent>>
}

export const fundDigest = (kind: EntryKind, { registry }: FeatureTools) =>
  defineDigest<FundDigest>({
    collect: async (transaction, period, today) => {
      const reached: DayRange = { start: period.start, end: period.end < today ? period.end : today }
      const top = topPairs(registry)
      return {
        today,
        week: gatherCounts(await sumsWithin(transaction, reached), top),
        year: gatherCounts(await sumsWithin(transaction, yearThrough(reached)), top),
        entered: await readFirsts(kind, registry, transaction, {
          where: counted(reached),
          order: Prisma.sql`amount DESC, id`,
        }),
      }
    },
    present: ({ week, year, entered, today }, pairs, translate) => {
      const view = publicView(today, translate)
      return {
        fragments: sentence(countsOfPairs(week, pairs, nothing), translate),
        yearToDate: withRate(countsOfPairs(year, pairs, nothing), translate),
        blocks: firstsBlocks(firstsOf(entered, pairs), {
          title: translate('funds.digest.title'),
          line: (entry) => ({
            text: joinPieces(
              entry.reference,
              ...['type', 'amount'].map((name) => showBrief(kind, view, entry, name)),
              entry.reverses === null ? undefined : showPhase(kind, entry, view.reading),
            ),
            detail: joinPieces(
              ...['tier', 'project', 'document'].map((name) => showBrief(kind, view, entry, name)),
            ),
          }),
          more: (count) => translate('funds.digest.more', { count }),
          listLabel: translate(kind.listLabel),
          listLine: listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate),
        }),
        overdue: { count: 0, lines: [] },
      }
    },
  })
