import type { FeatureFactory } from '../programme/feature.ts'
import { createChannels } from './channels/index.ts'
import { createCharts } from './charts/index.ts'
import { createDecisions } from './decisions/index.ts'
import { createDeliveries } from './deliveries/index.ts'
import { createDigest } from './digest/index.ts'
import { createDonations } from './donations/index.ts'
import { createDue } from './due/index.ts'
import { createExchanges } from './exchanges/index.ts'
import { createFunds } from './funds/index.ts'
import { createHelp } from './help/index.ts'
import { createHistory } from './history/index.ts'
import { createImports } from './imports/index.ts'
import { createInspections } from './inspections/index.ts'
import { createLabour } from './labour/index.ts'
import { createMeetings } from './meetings/index.ts'
import { createPolls } from './meetings/poll/index.ts'
import { createOfficers } from './officers/index.ts'
import { createPairs } from './pairs/index.ts'
import { createProblems } from './problems/index.ts'
import { createProjects } from './projects/index.ts'
import { createPublicity } from './publicity/index.ts'
import { createStatus } from './status/index.ts'
import { createSupervision } from './supervision/index.ts'
import { createTasks } from './tasks/index.ts'
import { createTraining } from './training/index.ts'
import { createVisits } from './visits/index.ts'

/** Every capability, in the order that help and the weekly summary show them. */
export const features: readonly FeatureFactory[] = [
  createVisits,
  createMeetings,
  createStatus,
  createDigest,
  createCharts,
  createDecisions,
  createProblems,
  createProjects,
  createSupervision,
  createInspections,
  createFunds,
  createExchanges,
  createTraining,
  createLabour,
  createDonations,
  createPublicity,
  createPolls,
  createPairs,
  createChannels,
  createOfficers,
  createImports,
  createHistory,
  createTasks,
  createDue,
  createDeliveries,
  createHelp,
]
