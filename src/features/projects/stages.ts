import { ProjectNature, ProjectState } from '../../generated/prisma/enums.ts'

/** A state within the life of a project; suspended and cancelled stand outside it. */
export type Stage = Exclude<ProjectState, 'suspended' | 'cancelled'>

const ofWorks: readonly Stage[] = [
  ProjectState.reserve,
  ProjectState.approved,
  ProjectState.bidding,
  ProjectState.started,
  ProjectState.building,
  ProjectState.completed,
  ProjectState.accepted,
  ProjectState.handed_over,
]
/** What is no works is carried out and evaluated. */
const ofOthers: readonly Stage[] = [
  ProjectState.reserve,
  ProjectState.approved,
  ProjectState.building,
  ProjectState.completed,
  ProjectState.accepted,
]

export const stagesOf = (nature: ProjectNature): readonly Stage[] =>
  nature === ProjectNature.works ? ofWorks : ofOthers

/** What is filed about a project while it goes through its stages; bidding may be replaced by the reason for none. */
export type Evidence =
  | 'approval'
  | 'legalPerson'
  | 'publicNotice'
  | 'bidding'
  | 'contract'
  | 'supervisionUnit'
  | 'acceptance'
  | 'assetClass'
  | 'assetOwner'
  | 'custodian'

/**
 * What a stage is not reached without: bidding, legal person and construction supervision by the founding document; public
 * notice by the disclosure rule, assets by 国办函〔2021〕51号 (domain.md, sections 2 and 3).
 */
const demanded: Readonly<Record<ProjectNature, Readonly<Partial<Record<Stage, readonly Evidence[]>>>>> = {
  works: {
    approved: ['approval'],
    bidding: ['legalPerson', 'publicNotice'],
    started: ['bidding', 'contract', 'supervisionUnit'],
    accepted: ['acceptance'],
    handed_over: ['assetClass', 'assetOwner', 'custodian'],
  },
  other: {
    approved: ['approval'],
    building: ['publicNotice'],
    accepted: ['acceptance'],
  },
}

/** The stages after one, up to another and with it; none when that does not lie ahead. */
export const between = (nature: ProjectNature, from: Stage, to: Stage): readonly Stage[] => {
  const stages = stagesOf(nature)
  return stages.slice(stages.indexOf(from) + 1, stages.indexOf(to) + 1)
}

export const isForward = (nature: ProjectNature, from: Stage, to: Stage): boolean =>
  between(nature, from, to).length > 0

/** Where nothing is to come any more: what was carried out has been handed over, or evaluated. */
export const isFinal = (nature: ProjectNature, state: ProjectState): boolean =>
  stagesOf(nature).at(-1) === state

export const nextStage = (nature: ProjectNature, from: Stage): Stage | undefined => {
  const stages = stagesOf(nature)
  return stages[stages.indexOf(from) + 1]
}

/** What must be known on the way from one stage to a later one, in the order in which it is asked for. */
export const evidenceBetween = (nature: ProjectNature, from: Stage, to: Stage): readonly Evidence[] =>
  between(nature, from, to).flatMap((stage) => demanded[nature][stage] ?? [])

/** In words: what is no works is carried out, done and evaluated. */
export const phaseOf = (nature: ProjectNature, state: ProjectState) => {
  if (nature === ProjectNature.works) return state
  switch (state) {
    case ProjectState.building:
      return 'underway'
    case ProjectState.completed:
      return 'done'
    case ProjectState.accepted:
      return 'evaluated'
    default:
      return state
  }
}
