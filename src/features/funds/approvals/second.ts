import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { type FundRequest, Side } from '../../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { originOf } from '../book.ts'

/** The offices that may confirm what one has entered: the other; either, where an administrator of no office entered it. */
export const officesBeside = (side: Side | null): readonly Side[] =>
  Object.values(Side).filter((other) => other !== side)

/** How an office is called from another: an administrator of no office has no other one. */
export const calledFrom = (side: Side | null): 'either' | 'other' => (side === null ? 'either' : 'other')

/** Whether this is the person who entered it, on whatever platform. */
export const isOwn = (
  { account, officerId }: Pick<FundRequest, 'account' | 'officerId'>,
  { caller }: ProgrammeContext,
): boolean => account === caller.account || (officerId !== null && officerId === caller.officer?.id)

/** The second person, whose office must be another one. Throws `UserError` for anybody else. */
export const requireSecond = (context: ProgrammeContext, request: FundRequest) => {
  const { reference, side } = request
  if (isOwn(request, context))
    throw new UserError(notice('funds.approve.own', { reference, by: calledFrom(side) }))
  const by = originOf(context)
  if (by.side === null || !officesBeside(side).includes(by.side))
    throw new UserError(
      notice('funds.approve.otherOffice', {
        reference,
        side: side === null ? 'either' : side === Side.assisting ? Side.recipient : Side.assisting,
      }),
    )
  return { ...by, side: by.side }
}
