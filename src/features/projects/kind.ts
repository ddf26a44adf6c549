import { ProjectState } from '../../generated/prisma/enums.ts'
import { pairGiven } from '../../programme/fields/leading-pair.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { defineKind } from '../../programme/records/kind.ts'
import { checkYears } from '../../programme/records/years.ts'
import { content, type ProjectContent } from './content.ts'
import { projectFields } from './fields.ts'
import { checkMoney, checkSite, pairOfSite, settled } from './settle.ts'
import { phaseOf } from './stages.ts'
import { stepButtons } from './steps/buttons.ts'
import { checkLife } from './steps/standing.ts'

const daysOf = ({ startsOn, endsOn }: ProjectContent) => [startsOn, endsOn].filter((one) => one !== null)

/** An aid project (援建项目): found by a word of its name, and led from the reserve to its being handed over. */
export const projectKind = (registry: Registry) =>
  defineKind({
    feature: 'projects',
    prefix: 'P',
    word: 'project',
    noun: 'projects.noun',
    listLabel: 'projects.button.list',
    referenceExample: 'projects.example.reference',
    table: 'project',
    content,
    begins: ProjectState.reserve,
    takesFiles: true,
    title: ({ name, english }, { locale }) =>
      locale === 'en' && english !== null ? `${name} (${english})` : name,
    drawn: ({ progress, state }, { translate }) =>
      progress === null || state === ProjectState.cancelled
        ? []
        : [
            {
              type: 'progress',
              label: translate('projects.field.progress'),
              done: Number(progress),
              total: 100,
              value: `${progress}%`,
            },
          ],
    fields: projectFields(registry),
    phases: {
      reserve: 'projects.phase.reserve',
      approved: 'projects.phase.approved',
      bidding: 'projects.phase.bidding',
      started: 'projects.phase.started',
      building: 'projects.phase.building',
      underway: 'projects.phase.underway',
      completed: 'projects.phase.completed',
      done: 'projects.phase.done',
      accepted: 'projects.phase.accepted',
      evaluated: 'projects.phase.evaluated',
      handed_over: 'projects.phase.handed_over',
      suspended: 'projects.phase.suspended',
      cancelled: 'projects.phase.cancelled',
    },
    phaseOf: ({ state, nature }) => phaseOf(nature, state),
    begun: (project, context) => ({
      ...project,
      pairId:
        project.pairId ?? pairOfSite(registry, project) ?? pairGiven(context, registry, null, project.name),
      stageOn: context.clock.today(),
    }),
    settle: settled,
    buttons: (project, { translate }, { mayWrite }) => (mayWrite ? stepButtons(project, translate) : []),
    check: async ({ clock, reading }, project, before) => {
      checkLife(project, before, reading)
      checkYears('period', clock.today(), daysOf(project), before && daysOf(before))
      checkMoney(project, reading)
      checkSite(registry, project, reading)
    },
  })

export type ProjectKind = ReturnType<typeof projectKind>
