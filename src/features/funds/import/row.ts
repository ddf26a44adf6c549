import { z } from 'zod'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { ImportProblem, ImportRow, Judgement } from '../../../programme/importable.ts'
import { requireWrite } from '../../../programme/people/rights.ts'
import { columnsOf } from '../../../programme/records/content.ts'
import { newRow } from '../../../programme/records/import/columns.ts'
import { content, type Draft, type EntryContent } from '../content.ts'
import { requireSound } from '../draft.ts'
import type { EntryKind } from '../kind.ts'
import { neededColumns } from './columns.ts'
import { type KnownProjects, pairMeant, projectOf } from './projects.ts'

const draftSchema = content.pick({
  pairId: true,
  project: true,
  type: true,
  tier: true,
  inKind: true,
  amount: true,
  document: true,
  note: true,
  happenedOn: true,
  reverses: true,
})

/** What a row would enter, kept with the plan. */
export const rowSchema = z.object({
  draft: draftSchema,
  /** Of the project. */
  name: z.string().nullable(),
  /** What the sheet calls it by, where that is not its name. */
  called: z.string().nullable(),
  /** Its day was written without a year, and taken for the last one. */
  isYearless: z.boolean(),
  /** Said to be another one, though it equals one that is there. */
  isOther: z.boolean(),
})
export type LedgerRow = z.infer<typeof rowSchema> & { readonly draft: Draft }

const most = 300

/** Four digits together: of a year, or of a day as spreadsheets count it. */
const year = /\d{4}|[〇零一二三四五六七八九]{4}年/u

/** Who was paid stands with what for: nothing of the sheet is lost. */
const noteOf = ({ values: { note, payee } }: ImportRow, join: string): string | null => {
  const said = [note, payee].filter((one): one is string => typeof one === 'string')
  const whole = [...new Set(said)].join(join)
  if ([...whole].length > most)
    throw new UserError(notice('fields.text.long', { length: [...whole].length, maximum: most }), 'note')
  return whole === '' ? null : whole
}

const missingIn = ({ values, problems }: ImportRow): ImportProblem[] =>
  neededColumns.flatMap(([column = '']) =>
    values[column] === undefined && !problems.some((one) => one.column === column)
      ? [{ column, problem: notice('records.import.missing'), wantsExample: true }]
      : [],
  )

/** The entry that a row says which names none that is there. Throws `UserError` with the column of what no ledger takes. */
const rowOf = (
  kind: EntryKind,
  context: ProgrammeContext,
  { registry }: Pick<FeatureTools, 'registry'>,
  projects: KnownProjects,
  row: ImportRow,
): LedgerRow => {
  const { type, amount, tier, document, on, form, pair, reference } = row.values
  const said = columnsOf(kind, { type, amount, tier, document, on, form }) as Partial<EntryContent> & Draft
  if (said.amount.startsWith('-')) throw new UserError(notice('funds.import.negative'), 'amount')
  const given = pairMeant(context, pair)
  const project = projectOf(projects, row, pair === undefined ? undefined : given, context)
  requireSound(context, { ...said, isOfProject: project !== undefined })
  const pairId = pair === undefined ? (project?.pairId ?? given) : given
  if (pairId === undefined) throw new UserError(notice('funds.import.whichPair'), 'pair')
  if (project && project.pairId !== pairId)
    throw new UserError(notice('funds.project.otherPair', { project: project.reference }), 'pair')
  requireWrite(context, registry.pair(pairId))
  const called = row.texts.projectName ?? row.texts.project ?? null
  return {
    draft: {
      ...{ pairId, type: said.type, tier: said.tier, amount: said.amount, happenedOn: said.happenedOn },
      project: project?.reference ?? null,
      inKind: said.inKind ?? false,
      document: said.document ?? null,
      note: noteOf(row, context.translate('core.form.comma')),
      reverses: null,
    },
    name: project?.name ?? null,
    called:
      project && called !== null && called !== project.name && called !== project.reference ? called : null,
    isYearless: !year.test(row.texts.on ?? ''),
    isOther: reference === newRow,
  }
}

/** What a row comes to by itself that names no entry. */
export const judgeUnnamed = (
  kind: EntryKind,
  context: ProgrammeContext,
  tools: Pick<FeatureTools, 'registry'>,
  projects: KnownProjects,
  row: ImportRow,
): Judgement => {
  const problems = [...row.problems, ...missingIn(row)]
  if (problems.length > 0) return { kind: 'wrong', problems }
  try {
    return { kind: 'new', data: rowOf(kind, context, tools, projects, row), likeness: null }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const isNamed = error.field === 'project' && row.texts.project === undefined && row.texts.projectName
    return {
      kind: 'wrong',
      problems: [{ column: isNamed ? 'projectName' : error.field, problem: error.notice }],
    }
  }
}
