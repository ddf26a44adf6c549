import type { FundType, ProjectState } from '../../../generated/prisma/enums.ts'

/**
 * Codes of the IATI standard 2.03, as its codelists have them (github.com/IATI/IATI-Codelists, 75e827b, and
 * IATI-Codelists-NonEmbedded, 7aeece7). What was chosen among them, and why, stands in docs/adr/0041.
 */
export const version = '2.03'

/** ActivityStatus. */
export const statusCodes: Readonly<Record<ProjectState, string>> = {
  // Pipeline/identification: being scoped or planned.
  reserve: '1',
  approved: '1',
  bidding: '1',
  // Implementation.
  started: '2',
  building: '2',
  // Finalisation: physically complete, open for evaluation.
  completed: '3',
  // Closed.
  accepted: '4',
  handed_over: '4',
  cancelled: '5',
  suspended: '6',
}

/** ActivityDateType. */
export const dateCodes = { plannedStart: '1', actualStart: '2', plannedEnd: '3', actualEnd: '4' } as const

/** OrganisationRole. */
export const roleCodes = { funding: '1', accountable: '2', implementing: '4' } as const

/** OrganisationType: any government below the national one. */
export const localGovernment = '11'

/** BudgetStatus. */
export const budgetCodes = { indicative: '1', committed: '2' } as const

/** SectorVocabulary: the reporting organisation's own. */
export const ownVocabulary = '99'

/** GeographicLocationReach: where the activity takes place. */
export const activityReach = '1'

/** TransactionType, and which way the money goes; what is held back moves none. */
export const transactionCodes: Readonly<
  Record<FundType, { readonly code: string; readonly isTakenBack?: true } | undefined>
> = {
  // Incoming Commitment, of who gives it.
  planned: { code: '11' },
  // Incoming Funds.
  received: { code: '1' },
  // Outgoing Commitment: contracts.
  committed: { code: '2' },
  // Disbursement.
  disbursed: { code: '3' },
  // Expenditure.
  paid: { code: '4' },
  released: { code: '4' },
  retention: undefined,
  // A project's money, back into the account.
  returned: { code: '3', isTakenBack: true },
}

/** What an account gives back to who gave it. */
export const givenBack = { code: '1', isTakenBack: true } as const
