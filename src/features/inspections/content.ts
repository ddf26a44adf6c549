import { z } from 'zod'
import type { Day } from '../../core/time/day.ts'
import { InspectionState } from '../../generated/prisma/enums.ts'
import { day, type RecordOf, sharedContent } from '../../programme/records/kind.ts'

export const content = z.object({
  ...sharedContent,
  project: z.string().nullable(),
  inspectedOn: day,
  unit: z.string().nullable(),
  findings: z.string(),
  score: z.number().nullable(),
  rectification: z.string().nullable(),
  dueOn: day.nullable(),
  result: z.string().nullable(),
  rectifiedOn: day.nullable(),
  state: z.enum(InspectionState),
})
export type InspectionContent = z.infer<typeof content>
export type Inspection = RecordOf<InspectionContent>

/** Something is still to be rectified. */
export const isOpen = ({ state }: Pick<InspectionContent, 'state'>): boolean => state === InspectionState.open

export const isOverdue = (inspection: Pick<InspectionContent, 'state' | 'dueOn'>, today: Day): boolean =>
  isOpen(inspection) && inspection.dueOn !== null && inspection.dueOn < today
