import { z } from 'zod'
import { fenOf, yuanOf } from '../../core/fields/fen.ts'
import { FundExcess, FundTier, FundType, Side } from '../../generated/prisma/enums.ts'
import { day, type RecordOf, sharedContent } from '../../programme/records/kind.ts'

/** What became of an entry: only what is booked counts; `reversed` was booked, and taken back by another entry. */
export const states = ['booked', 'reversed', 'pending', 'refused', 'withdrawn'] as const

/** Exact yuan with two places, below zero where an entry reverses another. */
const signed = z
  .string()
  .regex(/^-?\d{1,16}(?:\.\d{1,2})?$/u)
  .transform((text) => yuanOf(fenOf(text)))

export const content = z.object({
  ...sharedContent,
  project: z.string().nullable(),
  type: z.enum(FundType),
  tier: z.enum(FundTier),
  inKind: z.boolean(),
  amount: signed,
  document: z.string().nullable(),
  note: z.string().nullable(),
  happenedOn: day,
  /** The entry that this one takes back (红冲), and the one that took it back. */
  reverses: z.string().nullable(),
  reversedBy: z.string().nullable(),
  /** Why a second person had to confirm it, or must. */
  exceeds: z.enum(FundExcess).nullable(),
  /** The office that entered it, and the one whose officer confirmed it. */
  side: z.enum(Side).nullable(),
  approvedSide: z.enum(Side).nullable(),
  approvedName: z.string().nullable(),
  answerReason: z.string().nullable(),
  state: z.enum(states),
})
export type EntryContent = z.infer<typeof content>
export type Entry = RecordOf<EntryContent>

/** What an entry says of money before it is one; its amount is above zero also where it reverses another. */
export type Draft = Pick<
  EntryContent,
  | 'pairId'
  | 'project'
  | 'type'
  | 'tier'
  | 'inKind'
  | 'amount'
  | 'document'
  | 'note'
  | 'happenedOn'
  | 'reverses'
>
