import { z } from 'zod'
import { MeetingType, PollState, Side } from '../../../generated/prisma/enums.ts'
import { instant, type RecordOf, sharedContentOfAll } from '../../../programme/records/kind.ts'

export const content = z.object({
  ...sharedContentOfAll,
  type: z.enum(MeetingType),
  hostSide: z.enum(Side),
  /** One a line, on clocks in China. */
  slots: z.string(),
  minutes: z.number(),
  closesAt: instant,
  quorum: z.number(),
  invited: z.string().nullable(),
  takenReason: z.string().nullable(),
  meeting: z.string().nullable(),
  state: z.enum(PollState),
})

/** What is said of a poll: what is audited, compared and taken back. */
export type PollContent = z.infer<typeof content>
export type Poll = RecordOf<PollContent>

/** The times that are asked about, in order; people number them from 1. */
export const slotsOf = ({ slots }: Pick<PollContent, 'slots'>): string[] => slots.split('\n')
