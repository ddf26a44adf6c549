import type { Command } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { filesGiven } from '../../../programme/records/files.ts'
import { ask } from '../../../programme/records/forms.ts'
import { stepCommand } from '../../../programme/records/steps.ts'
import type { Project } from '../content.ts'
import type { ProjectKind } from '../kind.ts'
import { hearsUpdate } from './hears.ts'
import { isCompleted, requireStage } from './standing.ts'

const notBegun: readonly ProjectState[] = [ProjectState.reserve, ProjectState.approved, ProjectState.bidding]

/** Percent of a hundred and less. */
const isWithin = (progress: string): boolean => Number(progress) <= 100

const isLess = (progress: string, { progress: before }: Project): boolean =>
  before !== null && Number(progress) < Number(before)

/** Reports how far the works have come, with photos: one report, however many come with it. */
export const updateCommand = (
  kind: ProjectKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> => {
  const command = stepCommand(kind, registry, named, {
    action: 'update',
    again: true,
    takesFiles: true,
    form: {
      progress: ask(kind, 'progress').optional(),
      progressNote: ask(kind, 'progressNote').optional(),
    },
    check: (project) => {
      requireStage(project)
      if (notBegun.includes(project.state))
        throw new UserError(notice('projects.update.notBegun', { reference: project.reference }))
      if (isCompleted(project))
        throw new UserError(notice('projects.update.finished', { reference: project.reference }))
    },
    become: (project, values, { clock }) => {
      const { progress, progressNote } = values
      if (progress === undefined && progressNote === undefined && filesGiven(values).length === 0)
        throw new UserError(notice('projects.update.nothing'), 'progress')
      if (progress !== undefined && !isWithin(progress))
        throw new UserError(notice('projects.update.more'), 'progress')
      if (progress !== undefined && progressNote === undefined && isLess(progress, project))
        throw new UserError(
          notice('projects.update.less', { before: project.progress ?? '0' }),
          'progressNote',
        )
      return {
        ...project,
        // Who reports progress builds.
        ...(project.state === ProjectState.started && {
          state: ProjectState.building,
          stageOn: clock.today(),
        }),
        progress: progress ?? project.progress,
        progressNote: progressNote ?? (progress === undefined ? project.progressNote : null),
        progressOn: clock.today(),
      }
    },
    say: (translate, { reference }) => translate('projects.update.done', { reference }),
  })
  return { ...command, hears: hearsUpdate(kind) }
}
