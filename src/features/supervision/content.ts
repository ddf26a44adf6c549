import { z } from 'zod'
import type { Day } from '../../core/time/day.ts'
import { LightRule, SupervisionState, WarningLight } from '../../generated/prisma/enums.ts'
import type { Lit } from '../../programme/lights.ts'
import { day, type RecordOf, sharedContent } from '../../programme/records/kind.ts'

export const content = z.object({
  ...sharedContent,
  about: z.string(),
  project: z.string().nullable(),
  rule: z.enum(LightRule).nullable(),
  light: z.enum(WarningLight).nullable(),
  measured: z.number().nullable(),
  threshold: z.number().nullable(),
  word: z.string().nullable(),
  litOutOn: day.nullable(),
  owner: z.string().nullable(),
  dueOn: day,
  result: z.string().nullable(),
  closedOn: day.nullable(),
  state: z.enum(SupervisionState),
})
export type ItemContent = z.infer<typeof content>
export type Item = RecordOf<ItemContent>

export const isOpen = ({ state }: ItemContent): boolean => state === SupervisionState.open

export const isOverdue = (item: ItemContent, today: Day): boolean => isOpen(item) && item.dueOn < today

/** The light that opened it. */
export const litOf = ({ rule, light, measured, threshold, word }: ItemContent): Lit | undefined =>
  rule === null || light === null || measured === null || threshold === null
    ? undefined
    : { rule, light, measured, threshold, word }
