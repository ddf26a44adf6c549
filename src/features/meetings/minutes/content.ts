import { z } from 'zod'
import { MinutesState, Side } from '../../../generated/prisma/enums.ts'
import type { AgreedItem } from '../../../programme/meeting-offers.ts'
import { day, instant } from '../../../programme/records/kind.ts'
import type { Meeting } from '../content.ts'
import { otherSide } from '../host.ts'

const agreedItem: z.ZodType<AgreedItem> = z.object({
  number: z.number(),
  reference: z.string(),
  about: z.string(),
  assistingOwner: z.string().nullable(),
  recipientOwner: z.string().nullable(),
  dueOn: day,
})

export const minutesContent = z.object({
  text: z.string().nullable(),
  chair: z.string().nullable(),
  present: z.string().nullable(),
  state: z.enum(MinutesState),
  side: z.enum(Side),
  confirmedAt: instant.nullable(),
  finalAt: instant.nullable(),
  agreed: z.array(agreedItem).nullable(),
  reopenReason: z.string().nullable(),
})

/** What is said of minutes (会议纪要): what is audited and taken back. */
export type MinutesContent = z.infer<typeof minutesContent>

/** Minutes as they are kept. */
export interface Minutes extends MinutesContent {
  readonly version: number
  readonly updatedAt: Date
}

/** Both sides have agreed on them: they change by being opened again. */
export const isLocked = ({ state }: Pick<MinutesContent, 'state'>): boolean =>
  state === MinutesState.confirmed || state === MinutesState.final

/** Opened again, and not corrected yet: nobody confirms what is to be corrected. */
export const awaitsCorrection = ({
  state,
  reopenReason,
}: Pick<MinutesContent, 'state' | 'reopenReason'>): boolean =>
  state === MinutesState.draft && reopenReason !== null

/** Whose turn it is: to write them, to confirm what the other side wrote, to make final what it confirmed. Nobody's in the end. */
export const turnOf = (
  { hostSide }: Pick<Meeting, 'hostSide'>,
  minutes: Pick<MinutesContent, 'state' | 'side' | 'reopenReason'> | undefined,
): Side | undefined => {
  switch (minutes?.state) {
    case undefined:
    case MinutesState.withdrawn:
      return hostSide
    case MinutesState.draft:
      return awaitsCorrection(minutes) ? minutes.side : otherSide(minutes.side)
    case MinutesState.confirmed:
      return minutes.side
    case MinutesState.final:
      return undefined
  }
}
