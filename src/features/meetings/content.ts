import { z } from 'zod'
import { MeetingFormat, MeetingState, MeetingType, Side } from '../../generated/prisma/enums.ts'
import { instant, type RecordOf, sharedContentOfAll } from '../../programme/records/kind.ts'

export const content = z.object({
  ...sharedContentOfAll,
  type: z.enum(MeetingType),
  hostSide: z.enum(Side),
  startsAt: instant,
  minutes: z.number(),
  format: z.enum(MeetingFormat),
  venue: z.string().nullable(),
  agenda: z.string().nullable(),
  // What was kept before meetings said this says nothing of it.
  invited: z.string().nullable().default(null),
  seriesId: z.number().nullable().default(null),
  seriesOrder: z.number().nullable().default(null),
  seriesCount: z.number().nullable().default(null),
  state: z.enum(MeetingState),
})

/** What is said of a meeting: what is audited, compared and taken back. */
export type MeetingContent = z.infer<typeof content>
export type Meeting = RecordOf<MeetingContent>
