import { UserError } from '../../../core/errors.ts'
import { quoted } from '../../../core/fields/outcome.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { ImportRow } from '../../../programme/importable.ts'
import type { Budgeted, CalledProject } from '../../../programme/money-offers.ts'
import { mayRead } from '../../../programme/people/rights.ts'
import { pairIn } from '../../../programme/scope.ts'
import { budgetsIn } from '../assess.ts'

/** What the rows of a sheet call their projects by: each looked up once. */
export interface KnownProjects {
  readonly byReference: ReadonlyMap<string, Budgeted>
  readonly byName: ReadonlyMap<string, readonly CalledProject[]>
}

const reference = /^P-\d{4}-\d{4,}$/u
const isReference = (said: unknown): said is string => typeof said === 'string' && reference.test(said)

const saidBy = ({ values }: ImportRow): string[] =>
  [values.project, values.projectName].filter((said) => typeof said === 'string')

/** In two statements for any number of rows. Only what the person may read is known. */
export const projectsOf = async (
  context: ProgrammeContext,
  tools: Pick<FeatureTools, 'features' | 'registry'>,
  rows: readonly ImportRow[],
): Promise<KnownProjects> => {
  const budgets = budgetsIn(tools)
  const said = [...new Set(rows.flatMap(saidBy))]
  const references = said.filter(isReference)
  const names = said.filter((one) => !isReference(one))
  const readable = tools.registry.pairs.filter((pair) => mayRead(context, pair)).map(({ id }) => id)
  const found =
    references.length > 0 ? await budgets?.of(context.transaction, references) : new Map<string, Budgeted>()
  return {
    byReference: new Map([...(found ?? [])].filter(([, { pairId }]) => readable.includes(pairId))),
    byName: (await budgets?.called(context.transaction, names, readable)) ?? new Map(),
  }
}

/** The project that a row names. */
export interface NamedProject {
  readonly reference: string
  readonly pairId: number
  readonly name: string
}

/** Beside each other: as many as a sentence holds. */
const mostNamed = 3

/**
 * The project of a row; undefined where it names none. Throws `UserError` with the column where nothing, or more than one thing,
 * is called so, and where number and name are of two projects.
 */
export const projectOf = (
  { byReference, byName }: KnownProjects,
  { values }: ImportRow,
  pairId: number | undefined,
  { translate }: Pick<ProgrammeContext, 'translate'>,
): NamedProject | undefined => {
  const find = (said: unknown, column: string): NamedProject | undefined => {
    if (typeof said !== 'string') return undefined
    if (isReference(said)) {
      const known = byReference.get(said)
      if (!known) throw new UserError(notice('records.unknownReferenced', { reference: said }), column)
      return { reference: said, pairId: known.pairId, name: known.name }
    }
    const called = (byName.get(said) ?? []).filter((one) => pairId === undefined || one.pairId === pairId)
    const [only, ...more] = called
    if (only === undefined)
      throw new UserError(notice('funds.import.projectNone', { text: quoted(said) }), column)
    if (more.length > 0) {
      const named = called.slice(0, mostNamed).map((one) => `${one.reference} ${one.name}`)
      throw new UserError(
        notice('funds.import.projectSeveral', {
          text: quoted(said),
          count: called.length,
          projects: named.join(translate('core.form.comma')),
        }),
        column,
      )
    }
    return only
  }
  const byNumber = find(values.project, 'project')
  const named = values.projectName
  if (!byNumber) return find(named, 'projectName')
  const isOther =
    typeof named === 'string' &&
    !isReference(named) &&
    (byName.get(named) ?? []).some((one) => one.pairId === byNumber.pairId) &&
    !(byName.get(named) ?? []).some((one) => one.reference === byNumber.reference)
  if (isOther || (isReference(named) && named !== byNumber.reference))
    throw new UserError(
      notice('funds.import.projectOther', { text: quoted(`${named}`), reference: byNumber.reference }),
      'projectName',
    )
  return byNumber
}

/** Whose an entry is that says neither pair nor project: the room's, else the officer's own. */
export const pairMeant = ({ scope, caller }: ProgrammeContext, given: unknown): number | undefined =>
  typeof given === 'number' ? given : (pairIn(scope)?.id ?? pairIn(caller.officer?.scope)?.id)
