import { UserError } from '../../core/errors.ts'
import type { PlainKey } from '../../core/i18n.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Held, Successor } from '../../programme/handover.ts'
import { whomToAsk } from '../../programme/people/rights.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { pairIn, scopeOf } from '../../programme/scope.ts'
import { findAmong, findOne, type OfficerWithAccounts } from './service.ts'

export interface Parties {
  readonly from: OfficerWithAccounts
  readonly to: OfficerWithAccounts
}

/** What passes, feature by feature. */
export interface Passing extends Parties {
  readonly successor: Successor
  readonly parts: ReadonlyArray<{ readonly noun: PlainKey; readonly held: readonly Held[] }>
}

/** Somebody who is an officer no more has things open too. */
const anybody = {}

/** Whose items pass: anybody's for administrators, for an officer their own. Throws a `UserError` that names no other officer. */
export const findFrom = async (
  context: ProgrammeContext,
  who: string | undefined,
): Promise<OfficerWithAccounts> => {
  const { caller } = context
  const own = caller.officer && { id: caller.officer.id }
  if (who === undefined && !own) throw new UserError(notice('officers.handover.whose'), 'who')
  if (who !== undefined && caller.may('administer')) return findOne(context, who, anybody)
  const found = who === undefined || who.trim() === caller.officer?.name
  if (!own || !found) throw new UserError(notice('officers.handover.notYours', { whom: whomToAsk(context) }))
  const [officer] = await context.transaction.officer.findMany({ where: own, include: { accounts: true } })
  if (!officer) throw new Error('an officer who asks is not there')
  return officer
}

/** A colleague of the same pair and side, or one of the whole programme who works for that side. */
const findSuccessor = async (
  context: ProgrammeContext,
  { id, scope, pairId, side }: OfficerWithAccounts,
  name: string,
): Promise<OfficerWithAccounts> => {
  const found = await findAmong(context, name, {
    active: true,
    id: { not: id },
    AND: [
      scope === 'programme' ? { scope } : { OR: [{ scope, pairId }, { scope: 'programme' }] },
      side === null ? {} : { OR: [{ side }, { side: null }] },
    ],
  })
  if (!found) throw new UserError(notice('officers.handover.noColleague', { who: name }), 'to')
  return found
}

/** What would pass. Throws a `UserError` where nothing would, or somebody is not found. */
export const findPassing = async (
  context: ProgrammeContext,
  { registry, features }: FeatureTools,
  who: string | undefined,
  to: string,
): Promise<Passing> => {
  const from = await findFrom(context, who)
  const next = await findSuccessor(context, from, to)
  const pair = pairIn(scopeOf(registry, from))
  const successor: Successor = {
    from: from.name,
    to: next.name,
    side: from.side ?? undefined,
    pairIds: pair && [pair.id, ...registry.below(pair).map(({ id }) => id)],
  }
  const offers = features().flatMap(({ handover }) => handover ?? [])
  const parts = []
  for (const offer of offers) {
    const held = await offer.held(context, successor)
    if (held.length > 0) parts.push({ noun: offer.noun, held })
  }
  if (parts.length === 0) throw new UserError(notice('officers.handover.nothing', { name: from.name }))
  return { from, to: next, successor, parts }
}

/** Passes it on, and writes that down beside the change of each record. */
export const passOn = async (
  context: ProgrammeContext,
  { features }: FeatureTools,
  { from, to, successor, parts }: Passing,
): Promise<void> => {
  for (const { handover } of features()) await handover?.pass(context, successor)
  await writeAudit(context, {
    feature: 'officers',
    reference: from.accounts[0]?.reference ?? from.name,
    pairId: from.pairId ?? undefined,
    action: 'handover',
    after: {
      from: from.id,
      to: to.id,
      references: parts.flatMap(({ held }) => held.map(({ reference }) => reference)),
    },
  })
}
