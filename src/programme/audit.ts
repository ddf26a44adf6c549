import type { ProgrammeContext } from './context.ts'

/** A change to write down. `before` and `after` are whole records as JSON; undefined where there is none. */
export interface Change {
  readonly feature: string
  readonly reference: string
  readonly pairId: number | undefined
  readonly action: string
  readonly before?: object
  readonly after?: object
}

export interface AuditRecord extends Change {
  readonly id: bigint
  readonly at: Date
  readonly account: string
}

/** Writes the change in the request's transaction. */
export const writeAudit = async (context: ProgrammeContext, change: Change): Promise<void> => {
  await context.transaction.auditEntry.create({
    data: {
      at: context.clock.now(),
      account: context.caller.account,
      officerId: context.caller.officer?.id ?? null,
      conversation: context.request.conversation,
      request: context.request.id,
      feature: change.feature,
      reference: change.reference,
      pairId: change.pairId ?? null,
      action: change.action,
      ...(change.before && { before: change.before }),
      ...(change.after && { after: change.after }),
    },
  })
}
