import { type Block, text } from '../../core/card.ts'
import { UserError } from '../../core/errors.ts'
import { notice, type Translator } from '../../core/i18n.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { VisitState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { AuditRecord } from '../../programme/records/audit.ts'
import { selectRecords } from '../../programme/records/select.ts'
import type { Visit, VisitContent, VisitKind } from './kind.ts'

/** Both sides report the same visit: same pair, same direction, at least one day in common. */
export const isSameVisit = (one: VisitContent, other: VisitContent): boolean =>
  one.pairId === other.pairId &&
  one.direction === other.direction &&
  one.startsOn <= other.endsOn &&
  other.startsOn <= one.endsOn &&
  one.state !== VisitState.cancelled &&
  other.state !== VisitState.cancelled

/** Visits that this one may repeat, the earliest first. */
export const findSameVisits = async (
  kind: VisitKind,
  transaction: Transaction,
  visit: VisitContent,
  except = 0,
): Promise<Visit[]> => {
  const found = await selectRecords(
    kind,
    transaction,
    Prisma.sql`WHERE pair_id = ${visit.pairId} AND id <> ${except}
      AND starts_on <= ${visit.endsOn}::date AND ends_on >= ${visit.startsOn}::date ORDER BY starts_on, id`,
  )
  return found.filter((other) => isSameVisit(visit, other))
}

/** Keeps everybody else from logging a visit of the pair until the transaction ends, so that no visit is logged twice at once. */
export const lockPair = async (transaction: Transaction, pairId: number): Promise<void> => {
  await transaction.$queryRaw`SELECT id FROM pair WHERE id = ${pairId} FOR NO KEY UPDATE`
}

const saidColumns = ({ fields }: VisitKind): ReadonlyArray<keyof VisitContent> =>
  Object.values(fields).flatMap(({ columns }) => columns)

/** A second report of the same visit adds what the first left out, and changes nothing that it said. */
export const withReport = (kind: VisitKind, visit: VisitContent, report: VisitContent): VisitContent => ({
  ...visit,
  ...Object.fromEntries(saidColumns(kind).map((column) => [column, visit[column] ?? report[column]])),
})

/** The fields in which a report says something else than the visit does; what it leaves out is no contradiction. */
export const contradictions = (kind: VisitKind, visit: VisitContent, report: VisitContent): string[] =>
  Object.entries(kind.fields).flatMap(([name, { columns }]) =>
    columns.some((column) => report[column] !== null && report[column] !== visit[column]) ? [name] : [],
  )

/** Notes who reported the visit; false when it was known. */
export const credit = async ({ transaction, caller, clock }: ProgrammeContext, visitId: number) => {
  const { account, officer } = caller
  const count = await transaction.$executeRaw`
    INSERT INTO visit_credit (visit_id, account, officer_id, side, at)
    VALUES (${visitId}, ${account}, ${officer?.id ?? null}, ${officer?.side ?? null}::"Side", ${clock.now()})
    ON CONFLICT DO NOTHING`
  return count > 0
}

/**
 * Before a report is taken back: it no longer credits whoever made it, unless that was not their only one. What others
 * reported too is not called off by taking one's own entry back: they would not learn that their visit is gone.
 */
export const takeCreditBack = async (
  { transaction, caller }: ProgrammeContext,
  { id, action, reference }: AuditRecord,
): Promise<void> => {
  if (action === 'enter') {
    const credits = await transaction.visitCredit.findMany({ where: { visit: { reference } } })
    const isOwn = ({ account, officerId }: (typeof credits)[number]) =>
      account === caller.account || (officerId !== null && officerId === caller.officer?.id)
    if (!credits.every(isOwn)) throw new UserError(notice('visits.same.reportedByOthers', { reference }))
  }
  if (action !== 'report') return
  const account = caller.account
  const reports = await transaction.auditEntry.count({
    where: { reference, account, action: { in: ['enter', 'report'] }, undoneBy: null, id: { not: id } },
  })
  if (reports === 0) await transaction.visitCredit.deleteMany({ where: { visit: { reference }, account } })
}

const repeatsNote = (repeats: readonly Visit[], translate: Translator): Block[] => {
  const references = repeats.map(({ reference }) => reference).join(', ')
  return repeats.length === 0 ? [] : [text(translate('visits.repeats', { references }), 'warning')]
}

/** Credits whoever enters a visit, and warns when an edited one looks like another, so that none is counted twice unseen. */
export const creditOrWarn = async (
  kind: VisitKind,
  context: ProgrammeContext,
  visit: Visit,
  before: Visit | undefined,
): Promise<Block[]> => {
  if (!before) {
    await credit(context, visit.id)
    return []
  }
  // An outcome that is filed makes no visit another one.
  if (visit.state === VisitState.done && before.state === VisitState.active) return []
  const repeats = await findSameVisits(kind, context.transaction, visit, visit.id)
  return repeatsNote(repeats, context.translate)
}
