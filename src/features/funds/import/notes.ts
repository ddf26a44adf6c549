import { type Block, text } from '../../../core/card.ts'
import { showDayWithYear } from '../../../core/time/words.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { budgetsIn } from '../assess.ts'
import type { Draft } from '../content.ts'
import { needsRemark } from '../preview.card.ts'
import { monthOf, showMonth } from '../returns/month.ts'
import { filedMonths } from '../returns/returns.ts'
import { rowSchema } from './row.ts'

/** Of months and of names: as many as a line holds. */
const mostNamed = 5

/** In months whose returns were filed: their figures do not have these entries. */
const filedNote = async (
  { transaction, translate }: ProgrammeContext,
  drafts: readonly Draft[],
): Promise<Block[]> => {
  const filed = await filedMonths(transaction, [...new Set(drafts.map(({ pairId }) => pairId))])
  const isStale = ({ pairId, happenedOn }: Draft) =>
    (filed.get(pairId) ?? []).some((month) => month >= monthOf(happenedOn))
  const stale = drafts.filter(isStale)
  if (stale.length === 0) return []
  const months = [
    ...new Set(
      stale.flatMap(({ pairId, happenedOn }) =>
        (filed.get(pairId) ?? []).filter((month) => month >= monthOf(happenedOn)),
      ),
    ),
  ].sort()
  const shown = months.slice(0, mostNamed).map((month) => showMonth(month, translate))
  const said = {
    count: stale.length,
    months: shown.join(translate('core.form.comma')),
    isMore: months.length > mostNamed ? 'yes' : 'no',
    month: months[0] ?? '',
  }
  return [text(translate('funds.import.stale', said), 'warning')]
}

/** For projects that are not approved yet, or are suspended. */
const standingNote = async (
  { transaction, translate }: ProgrammeContext,
  tools: FeatureTools,
  drafts: readonly Draft[],
): Promise<Block[]> => {
  const references = [...new Set(drafts.flatMap(({ project }) => project ?? []))]
  const budgets = await budgetsIn(tools)?.of(transaction, references)
  const remarked = drafts.filter((draft) => needsRemark(draft, budgets?.get(draft.project ?? '')))
  if (remarked.length === 0) return []
  const projects = [...new Set(remarked.flatMap(({ project }) => project ?? []))]
  const shown = projects.slice(0, mostNamed).join(translate('core.form.comma'))
  const isMore = projects.length > mostNamed ? 'yes' : 'no'
  return [
    text(translate('funds.import.standing', { count: remarked.length, projects: shown, isMore }), 'warning'),
  ]
}

/** What a sheet calls projects by words of their names: a wrong one is to be seen before it is paid from. */
const calledNote = (
  { translate }: ProgrammeContext,
  rows: ReadonlyArray<ReturnType<typeof rowSchema.parse>>,
): Block[] => {
  const called = new Map(
    rows.flatMap(({ called: words, name, draft }) =>
      words === null
        ? []
        : [
            [
              words,
              translate('funds.import.calledAs', { words, project: `${draft.project} ${name}` }),
            ] as const,
          ],
    ),
  )
  if (called.size === 0) return []
  const projects = [...called.values()].slice(0, mostNamed).join(translate('core.form.comma'))
  const isMore = called.size > mostNamed ? 'yes' : 'no'
  return [text(translate('funds.import.called', { projects, isMore }), 'quiet')]
}

/** Days without a year are of the last twelve months: those of an older ledger would be taken for days that they are not. */
const yearlessNote = (
  { translate }: ProgrammeContext,
  rows: ReadonlyArray<ReturnType<typeof rowSchema.parse>>,
): Block[] => {
  const days = rows.flatMap(({ isYearless, draft }) => (isYearless ? [draft.happenedOn] : [])).sort()
  const [first, last] = [days.at(0), days.at(-1)]
  if (first === undefined || last === undefined) return []
  const said = {
    count: days.length,
    first: showDayWithYear(first, translate),
    last: showDayWithYear(last, translate),
    isOne: first === last ? 'yes' : 'no',
  }
  return [text(translate('funds.import.yearless', said), 'warning')]
}

/** What is said of a typed entry before it is confirmed, of all of a sheet: a line each. */
export const notesOfAll = async (
  context: ProgrammeContext,
  tools: FeatureTools,
  data: readonly unknown[],
): Promise<readonly Block[]> => {
  const rows = data.map((one) => rowSchema.parse(one))
  const drafts = rows.map(({ draft }) => draft)
  const undocumented = drafts.filter(({ document }) => document === null).length
  return [
    ...calledNote(context, rows),
    ...yearlessNote(context, rows),
    ...(undocumented > 0
      ? [text(context.translate('funds.import.noDocument', { count: undocumented }), 'quiet')]
      : []),
    ...(await standingNote(context, tools, drafts)),
    ...(await filedNote(context, drafts)),
  ]
}
