import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { yearOf } from '../../core/time/day.ts'
import { VisitState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { requireRead, requireWrite } from '../../programme/people/rights.ts'
import { type AuditRecord, writeAudit } from '../../programme/records/audit.ts'
import { nextReference } from '../../programme/records/references.ts'
import { rewriteOutcomeDue } from './due.ts'
import {
  contentOf,
  phaseOf,
  sameContent,
  type Visit,
  type VisitChanges,
  type VisitContent,
  visitContentSchema,
  withChanges,
  withReport,
} from './model.ts'
import { findVisit, toColumns } from './queries.ts'
import type { VisitTools } from './tools.ts'

/** A visit before and after what was done to it. */
export interface Changed {
  readonly before: Visit
  readonly after: Visit
}

const visitOf = async (context: ProgrammeContext, reference: string): Promise<Visit> => {
  const visit = await findVisit(context.transaction, reference)
  if (!visit) throw new UserError(notice('visits.unknown', { reference }), 'reference')
  return visit
}

export const readVisit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
): Promise<Visit> => {
  const visit = await visitOf(context, reference)
  requireRead(context, tools.registry.pair(visit.pairId))
  return visit
}

const visitToChange = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
): Promise<Visit> => {
  const visit = await visitOf(context, reference)
  requireWrite(context, tools.registry.pair(visit.pairId))
  return visit
}

const refuseCancelled = (visit: Visit): void => {
  if (visit.state === VisitState.cancelled)
    throw new UserError(notice('visits.alreadyCancelled', { reference: visit.reference }))
}

/** The visit, if it may be edited by the person who asks. */
export const visitToEdit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
): Promise<Visit> => {
  const visit = await visitToChange(tools, context, reference)
  refuseCancelled(visit)
  return visit
}

/** The visit, if its outcome may be filed by the person who asks: it has begun. */
export const visitToFinish = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
): Promise<Visit> => {
  const visit = await visitToEdit(tools, context, reference)
  if (phaseOf(visit, context.clock.today()) === 'planned')
    throw new UserError(notice('visits.notBegun', { reference }))
  return visit
}

/** Everything that every change of a visit does: the version kept, the check that nobody was faster, the audit. */
const save = async (
  tools: VisitTools,
  context: ProgrammeContext,
  before: Visit,
  after: VisitContent,
  action: string,
): Promise<Visit> => {
  const { transaction, caller } = context
  const now = context.clock.now()
  const content = contentOf(after)
  const { count } = await transaction.visit.updateMany({
    where: { id: before.id, version: before.version },
    data: { ...toColumns(content), version: before.version + 1, updatedAt: now },
  })
  if (count === 0) throw new UserError(notice('visits.changedMeanwhile', { reference: before.reference }))
  await transaction.visitVersion.create({
    data: {
      visitId: before.id,
      version: before.version,
      content: contentOf(before),
      account: caller.account,
      at: now,
    },
  })
  await writeAudit(context, {
    feature: 'visits',
    reference: before.reference,
    pairId: after.pairId,
    action,
    before: contentOf(before),
    after: content,
  })
  const saved = { ...before, ...content, version: before.version + 1 }
  await rewriteOutcomeDue(tools, context, saved, before)
  return saved
}

const credit = async (context: ProgrammeContext, visitId: number): Promise<boolean> => {
  const { officer, account } = context.caller
  const count = await context.transaction.$executeRaw`
    INSERT INTO visit_credit (visit_id, account, officer_id, side, at)
    VALUES (${visitId}, ${account}, ${officer?.id ?? null}, ${officer?.side ?? null}::"Side", ${context.clock.now()})
    ON CONFLICT (visit_id, account) DO NOTHING`
  return count > 0
}

export const logVisit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  content: VisitContent,
): Promise<Visit> => {
  requireWrite(context, tools.registry.pair(content.pairId))
  const { transaction, caller, clock } = context
  const reference = await nextReference(transaction, 'V', yearOf(clock.today()))
  const origin = { account: caller.account, conversation: context.request.conversation }
  const { id, version } = await transaction.visit.create({
    data: {
      ...toColumns(content),
      ...origin,
      reference,
      officerId: caller.officer?.id ?? null,
      side: caller.officer?.side ?? null,
      createdAt: clock.now(),
      updatedAt: clock.now(),
    },
    select: { id: true, version: true },
  })
  await credit(context, id)
  await writeAudit(context, {
    feature: 'visits',
    reference,
    pairId: content.pairId,
    action: 'log',
    after: content,
  })
  const logged = { ...content, ...origin, id, version, reference }
  await rewriteOutcomeDue(tools, context, logged, undefined)
  return logged
}

/** Takes a second report of a visit: adds what is new and credits its reporter; the visit still counts once. */
export const reportVisit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
  report: VisitContent,
): Promise<Changed> => {
  const before = await visitToEdit(tools, context, reference)
  const credited = await credit(context, before.id)
  const content = withReport(before, report)
  const changed = credited || !sameContent(before, content)
  return { before, after: changed ? await save(tools, context, before, content, 'report') : before }
}

export const editVisit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
  changes: VisitChanges,
): Promise<Changed> => {
  const before = await visitToEdit(tools, context, reference)
  const content = withChanges(before, changes, tools.levelOf)
  if (content.pairId !== before.pairId) requireWrite(context, tools.registry.pair(content.pairId))
  return {
    before,
    after: sameContent(before, content) ? before : await save(tools, context, before, content, 'edit'),
  }
}

export const cancelVisit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
  reason: string | undefined,
): Promise<Visit> => {
  const visit = await visitToEdit(tools, context, reference)
  const content = { ...visit, state: VisitState.cancelled, cancelReason: reason ?? null }
  return save(tools, context, visit, content, 'cancel')
}

/** Files the outcome note; a later note replaces it. */
export const finishVisit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
  outcome: string,
): Promise<Visit> => {
  const visit = await visitToFinish(tools, context, reference)
  return save(tools, context, visit, { ...visit, state: VisitState.done, outcome }, 'done')
}

/** Takes a change back, as a new version: a logged visit becomes cancelled, anything else what it was before. */
export const undoVisit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  entry: AuditRecord,
): Promise<Changed> => {
  const before = await visitToChange(tools, context, entry.reference)
  if (!sameContent(before, visitContentSchema.parse(entry.after)))
    throw new UserError(notice('visits.changedSince', { reference: entry.reference }))
  const content = entry.before
    ? visitContentSchema.parse(entry.before)
    : { ...before, state: VisitState.cancelled }
  if (entry.action === 'report')
    await context.transaction.visitCredit.deleteMany({
      where: { visitId: before.id, account: context.caller.account },
    })
  return { before, after: await save(tools, context, before, content, 'undo') }
}
