import type { ProgrammeContext } from '../../programme/context.ts'

/** Whose tasks the caller may see and cancel: their own, or everybody's (undefined) for an administrator. */
export const ownerAsked = ({ caller }: ProgrammeContext): string | undefined =>
  caller.may('administer') ? undefined : caller.account
