import { z } from 'zod'
import type { Day } from '../../core/time/day.ts'
import { DecisionState } from '../../generated/prisma/enums.ts'
import { day, type RecordOf, sharedContent } from '../../programme/records/kind.ts'

export const content = z.object({
  ...sharedContent,
  about: z.string(),
  meeting: z.string().nullable(),
  assistingOwner: z.string().nullable(),
  recipientOwner: z.string().nullable(),
  dueOn: day,
  postponements: z.string().nullable(),
  result: z.string().nullable(),
  state: z.enum(DecisionState),
})
export type DecisionContent = z.infer<typeof content>
export type Decision = RecordOf<DecisionContent>

export const isOpen = ({ state }: DecisionContent): boolean =>
  state === DecisionState.open || state === DecisionState.postponed

export const isOverdue = (decision: DecisionContent, today: Day): boolean =>
  isOpen(decision) && decision.dueOn < today
