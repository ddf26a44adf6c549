import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Poll } from './content.ts'

/** Whoever made it decides, and the side that hosts, so that nothing waits for one person; administrators too. Throws a `UserError`. */
export const requireDecider = (
  { caller }: ProgrammeContext,
  { account, hostSide, reference }: Poll,
): void => {
  const isMaker = caller.account === account
  if (isMaker || caller.may('administer') || caller.officer?.side === hostSide) return
  throw new UserError(notice('polls.decider', { reference }))
}
