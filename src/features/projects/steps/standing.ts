import { UserError } from '../../../core/errors.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { Project, ProjectContent } from '../content.ts'
import { isFinal, phaseOf, type Stage, stagesOf } from '../stages.ts'

/** Refuses what cannot be done with a project that is suspended. */
export const requireStage = ({ state, reference }: Project): void => {
  if (state === ProjectState.suspended) throw new UserError(notice('projects.suspend.first', { reference }))
}

type Standing = Pick<ProjectContent, 'state' | 'nature' | 'suspendedFrom'>

const completed: readonly ProjectState[] = [
  ProjectState.completed,
  ProjectState.accepted,
  ProjectState.handed_over,
]

const stageOf = ({ state, suspendedFrom }: Standing): ProjectState => suspendedFrom ?? state

export const isCompleted = (project: Standing): boolean => completed.includes(stageOf(project))

/** Whether a project may be of another nature: what is completed stays what it was, and its stage must be one of either. */
export const mayChangeNature = (project: Standing): boolean =>
  !isCompleted(project) &&
  [stagesOf('works'), stagesOf('other')].every((stages) => stages.includes(stageOf(project) as Stage))

const money = ['budget', 'provincial', 'city', 'county'] as const

/** Refuses what does not change any more: the nature once works have begun or ended, the money of what was handed over. */
export const checkLife = (
  project: ProjectContent,
  before: Project | undefined,
  { translate }: { readonly translate: Translator },
): void => {
  if (!before) return
  const { reference, nature, state } = before
  const stage = translate(`projects.phase.${phaseOf(nature, stageOf(before))}`)
  if (project.nature !== nature && !mayChangeNature(before))
    throw new UserError(notice('projects.nature.settled', { reference, stage }), 'nature')
  if (isFinal(nature, state) && money.some((name) => project[name] !== before[name]))
    throw new UserError(notice('projects.money.settled', { reference, stage }), 'budget')
}
