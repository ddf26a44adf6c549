import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { yearOf } from '../../core/time/day.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairGiven } from '../../programme/fields/leading-pair.ts'
import { requireWrite } from '../../programme/people/rights.ts'
import { columnsOf } from '../../programme/records/content.ts'
import { requireReferenced } from '../../programme/records/referenced.ts'
import { budgetsIn } from './assess.ts'
import type { Draft, EntryContent } from './content.ts'
import type { EntryKind } from './kind.ts'

/** The twinning of Shandong and Chongqing began in 2010 (domain.md, section 1): before it there was no money of it. */
const firstYear = 2010

/** Entries that an account takes as a whole: all others name the project. */
const ofAccount: ReadonlyArray<Draft['type']> = ['planned', 'received', 'returned']

const pairOf = async (
  context: ProgrammeContext,
  tools: FeatureTools,
  { project, pairId, note }: Partial<EntryContent>,
): Promise<number> => {
  if (!project) return pairGiven(context, tools.registry, pairId ?? null, note ?? '')
  await requireReferenced(context, tools, project, 'project')
  const budgeted = (await budgetsIn(tools)?.of(context.transaction, [project]))?.get(project)
  if (!budgeted) throw new UserError(notice('records.unknownReferenced', { reference: project }), 'project')
  if (pairId !== undefined && pairId !== budgeted.pairId)
    throw new UserError(notice('funds.project.otherPair', { project }), 'pair')
  return budgeted.pairId
}

/** Throws `UserError` that names the field where no ledger takes such an entry, whatever stands in it. */
export const requireSound = (
  { clock, translate }: Pick<ProgrammeContext, 'clock' | 'translate'>,
  {
    type,
    amount,
    happenedOn,
    isOfProject,
  }: Pick<Draft, 'type' | 'amount' | 'happenedOn'> & {
    readonly isOfProject: boolean
  },
): void => {
  if (!isOfProject && !ofAccount.includes(type))
    throw new UserError(notice('funds.project.needed', { type: translate(`funds.type.${type}`) }), 'project')
  if (happenedOn > clock.today()) throw new UserError(notice('funds.on.future'), 'on')
  if (yearOf(happenedOn) < firstYear)
    throw new UserError(notice('funds.on.early', { year: `${firstYear}` }), 'on')
  if (/^0+\.00$/u.test(amount)) throw new UserError(notice('funds.amount.nothing'), 'amount')
}

/** What is to be entered, as it was given. Throws `UserError` that names the field. */
export const draftOf = async (
  kind: EntryKind,
  context: ProgrammeContext,
  tools: FeatureTools,
  values: Readonly<Record<string, unknown>>,
): Promise<Draft> => {
  const said = columnsOf(kind, values) as Partial<EntryContent> & Pick<Draft, 'type' | 'amount' | 'tier'>
  const today = context.clock.today()
  const { project = null, document = null, note = null, happenedOn = today, inKind = false } = said
  requireSound(context, { ...said, happenedOn, isOfProject: project !== null })
  const pairId = await pairOf(context, tools, said)
  requireWrite(context, tools.registry.pair(pairId))
  const { type, tier, amount } = said
  return { pairId, project, type, tier, inKind, amount, document, note, happenedOn, reverses: null }
}
