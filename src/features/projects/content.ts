import { z } from 'zod'
import { AssetClass, ProjectCategory, ProjectNature, ProjectState } from '../../generated/prisma/enums.ts'
import { amount, day, quantity, type RecordOf, sharedContent } from '../../programme/records/kind.ts'

const words = z.string().nullable()
export const content = z.object({
  ...sharedContent,
  name: z.string(),
  english: words,
  siteCode: words,
  site: words,
  category: z.enum(ProjectCategory).nullable(),
  nature: z.enum(ProjectNature),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  budget: amount.nullable(),
  provincial: amount.nullable(),
  city: amount.nullable(),
  county: amount.nullable(),
  households: z.number().nullable(),
  persons: z.number().nullable(),
  mu: quantity.nullable(),
  kilometres: quantity.nullable(),
  beneficiariesUnknown: z.boolean(),
  unit: words,
  progress: quantity.nullable(),
  progressNote: words,
  progressOn: day.nullable(),
  approval: words,
  legalPerson: words,
  publicNotice: words,
  bidding: words,
  exemption: words,
  contract: words,
  supervisionUnit: words,
  acceptance: words,
  assetClass: z.enum(AssetClass).nullable(),
  assetOwner: words,
  custodian: words,
  stageOn: day,
  stageUnit: words,
  stageReason: words,
  suspendedFrom: z.enum(ProjectState).nullable(),
  state: z.enum(ProjectState),
})
export type ProjectContent = z.infer<typeof content>
export type Project = RecordOf<ProjectContent>
