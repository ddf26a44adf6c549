import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeCaller, ProgrammeContext } from '../../../programme/context.ts'
import type { Reader } from '../../../programme/people/rights.ts'
import type { Poll } from './content.ts'

/** Whoever made it decides, and the side that hosts, so that nothing waits for one person; administrators too. */
export const isDecider = (caller: ProgrammeCaller, { account, hostSide }: Poll): boolean =>
  caller.account === account || caller.may('administer') || caller.officer?.side === hostSide

/** Throws a `UserError` for anybody else. */
export const requireDecider = ({ caller }: ProgrammeContext, poll: Poll): void => {
  if (!isDecider(caller, poll)) throw new UserError(notice('polls.decider', { reference: poll.reference }))
}

/** The same for the buttons of a card. */
export const mayDecide = ({ caller, mayWrite }: Reader, poll: Poll): boolean =>
  caller === undefined || (mayWrite && isDecider(caller, poll))
