import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { findOne, type OfficerWithAccounts } from './service.ts'

/** Somebody who has left for good. Throws a `UserError` for who has not. */
export const findFormer = async (context: ProgrammeContext, who: string): Promise<OfficerWithAccounts> => {
  const linked = { accounts: { some: {} } }
  const officer = await findOne(context, who, linked)
  if (officer.active || officer.pause !== null)
    throw new UserError(notice('officers.forget.first', { name: officer.name }))
  return officer
}

/**
 * Takes away what ties somebody to their accounts: names, languages, half-filled forms, addresses of their own. What they
 * entered, and who changed what, stays.
 */
export const forget = async (
  context: ProgrammeContext,
  { features }: FeatureTools,
  who: string,
): Promise<OfficerWithAccounts> => {
  const { transaction } = context
  const officer = await findFormer(context, who)
  const accounts = officer.accounts.map(({ reference }) => reference)
  for (const feature of features()) await feature.forget?.(transaction, officer.id)
  await transaction.draft.deleteMany({ where: { account: { in: accounts } } })
  await transaction.codeTries.deleteMany({ where: { account: { in: accounts } } })
  await transaction.account.deleteMany({ where: { officerId: officer.id } })
  await transaction.officer.update({ where: { id: officer.id }, data: { locale: null } })
  await writeAudit(context, {
    feature: 'officers',
    reference: `officer:${officer.id}`,
    pairId: officer.pairId ?? undefined,
    action: 'forget',
    after: { accounts: accounts.length },
  })
  return officer
}
