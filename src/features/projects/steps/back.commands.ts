import type { Command } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { ask } from '../../../programme/records/forms.ts'
import { stepCommand } from '../../../programme/records/steps.ts'
import type { ProjectKind } from '../kind.ts'
import { phaseOf, type Stage, stagesOf } from '../stages.ts'
import { stageChoice } from './stage-choice.ts'
import { requireStage } from './standing.ts'

/** Sends a project back to an earlier stage, which demands a reason; what was filed on the way stays. */
export const backCommand = (kind: ProjectKind, registry: Registry, named: Named): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'back',
    again: true,
    whole: true,
    form: {
      to: field(stageChoice(), {
        label: 'projects.stage.label',
        example: 'projects.phase.approved',
        keys: ['阶段', 'stage'],
        asked: false,
      }).optional(),
      stageReason: ask(kind, 'stageReason'),
    },
    check: (project) => {
      requireStage(project)
      if (project.state === ProjectState.reserve)
        throw new UserError(notice('projects.back.first', { reference: project.reference }))
    },
    become: (project, { to, stageReason }, { clock, translate }) => {
      const stages = stagesOf(project.nature)
      const here = stages.indexOf(project.state as Stage)
      const target = to === undefined ? here - 1 : stages.indexOf(to as Stage)
      const stage = stages[target]
      if (stage === undefined || target >= here)
        throw new UserError(
          notice('projects.back.notBehind', {
            stages: stages
              .slice(0, here)
              .map((one) => translate(`projects.phase.${phaseOf(project.nature, one)}`))
              .join(translate('projects.listed')),
          }),
          'to',
        )
      return { ...project, state: stage, stageOn: clock.today(), stageUnit: null, stageReason }
    },
    say: (translate, { reference }) => translate('projects.back.done', { reference }),
  })

/** Holds a project where it is, for a reason. */
export const suspendCommand = (
  kind: ProjectKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'suspend',
    again: true,
    whole: true,
    form: { stageReason: ask(kind, 'stageReason') },
    check: requireStage,
    become: (project, { stageReason }, { clock }) => ({
      ...project,
      state: ProjectState.suspended,
      suspendedFrom: project.state,
      stageOn: clock.today(),
      stageReason,
    }),
    say: (translate, { reference }) => translate('projects.suspend.done', { reference }),
  })

/** Goes on from where a project was suspended; the stage's time begins anew. */
export const resumeCommand = (
  kind: ProjectKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'resume',
    again: true,
    whole: true,
    form: {},
    check: ({ state, reference }) => {
      if (state !== ProjectState.suspended)
        throw new UserError(notice('projects.resume.notSuspended', { reference }))
    },
    become: (project, _values, { clock }) => ({
      ...project,
      state: project.suspendedFrom ?? ProjectState.reserve,
      suspendedFrom: null,
      stageOn: clock.today(),
      stageReason: null,
    }),
    say: (translate, { reference }) => translate('projects.resume.done', { reference }),
  })
