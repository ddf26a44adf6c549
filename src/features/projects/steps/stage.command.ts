import type { Command } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { date } from '../../../core/fields/date.ts'
import { text } from '../../../core/fields/text.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { ask } from '../../../programme/records/forms.ts'
import { stepCommand } from '../../../programme/records/steps.ts'
import type { ProjectContent } from '../content.ts'
import type { ProjectKind } from '../kind.ts'
import {
  between,
  type Evidence,
  evidenceBetween,
  isForward,
  nextStage,
  phaseOf,
  type Stage,
  stagesOf,
} from '../stages.ts'
import { hearsStage } from './hears.ts'
import { stageChoice } from './stage-choice.ts'
import { requireStage } from './standing.ts'

/** Everything that a stage may demand. */
const evidence = [
  'approval',
  'legalPerson',
  'publicNotice',
  'bidding',
  'exemption',
  'contract',
  'supervisionUnit',
  'acceptance',
  'assetClass',
  'assetOwner',
  'custodian',
] as const

const isKnown = (project: ProjectContent, name: Evidence): boolean =>
  project[name] !== null || (name === 'bidding' && project.exemption !== null)

/** Refuses what is no stage of such a project, or does not lie ahead. */
const requireAhead = (
  { nature, translate }: { nature: ProjectContent['nature'] } & Pick<ProgrammeContext, 'translate'>,
  from: Stage,
  to: Stage | undefined,
): Stage => {
  const name = (stage: Stage) => translate(`projects.phase.${phaseOf(nature, stage)}`)
  if (to === undefined) throw new UserError(notice('projects.stage.last', { stage: name(from) }))
  const stages = stagesOf(nature)
  if (!stages.includes(to))
    throw new UserError(
      notice('projects.stage.notOfThese', {
        nature,
        stage: translate(`projects.phase.${to}`),
        stages: stages.map(name).join(translate('projects.stage.to')),
      }),
      'to',
    )
  if (!isForward(nature, from, to))
    throw new UserError(
      notice(to === from ? 'projects.stage.there' : 'projects.stage.behind', { stage: name(to) }),
      'to',
    )
  return to
}

/** Leads a project on to its next stage, or to a later one through those between, with all that is demanded on the way. */
export const stageCommand = (
  kind: ProjectKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> => {
  const asked = Object.fromEntries(
    evidence.map((name) => [name, ask(kind, name, { asked: false }).optional()]),
  )
  const command = stepCommand(kind, registry, named, {
    action: 'stage',
    again: true,
    whole: true,
    takesFiles: true,
    form: {
      to: field(stageChoice(), {
        label: 'projects.stage.label',
        example: 'projects.phase.started',
        keys: ['阶段', 'stage'],
        asked: false,
      }).optional(),
      on: field(date({ prefer: 'past' }), {
        label: 'projects.stage.on',
        example: 'projects.stage.onExample',
        keys: ['日期', '时间', 'date', 'since'],
        asked: false,
      }).optional(),
      responsible: field(text({ maximum: 60 }), {
        label: 'projects.stage.unit',
        example: 'projects.example.unit',
        keys: ['负责', '责任单位', 'unit'],
        asked: false,
        claims: false,
      }).optional(),
      ...asked,
    },
    check: requireStage,
    become: (project, values, { clock, translate }) => {
      const from = project.state as Stage
      const to = requireAhead(
        { nature: project.nature, translate },
        from,
        values.to ? (values.to as Stage) : nextStage(project.nature, from),
      )
      const today = clock.today()
      const on = values.on ?? today
      if (on > today) throw new UserError(notice('projects.stage.future'), 'on')
      const given = Object.fromEntries(
        evidence.flatMap((name) => {
          const value = (values as Readonly<Record<string, unknown>>)[name]
          return value === undefined ? [] : [[name, value]]
        }),
      )
      const known = { ...project, ...given }
      const missing = evidenceBetween(project.nature, from, to).find((name) => !isKnown(known, name))
      if (missing)
        throw new UserError(
          notice(missing === 'bidding' ? 'projects.stage.needsBidding' : 'projects.stage.needs', {
            stage: translate(`projects.phase.${phaseOf(project.nature, to)}`),
            evidence: translate(`projects.field.${missing}`),
          }),
          missing,
        )
      const isDone =
        to === ProjectState.completed || to === ProjectState.accepted || to === ProjectState.handed_over
      return {
        ...known,
        state: to,
        stageOn: on,
        stageUnit: values.responsible ?? null,
        stageReason: null,
        ...(isDone && { progress: '100', progressOn: on }),
      }
    },
    between: (before, after) =>
      between(before.nature, before.state as Stage, after.state as Stage)
        .slice(0, -1)
        .map((state) => ({ ...after, state })),
    say: (translate, { reference }, { before, after }) => {
      const passed = between(after.nature, before.state as Stage, after.state as Stage)
      const stages = passed.map((stage) => translate(`projects.phase.${phaseOf(after.nature, stage)}`))
      return passed.length > 1
        ? translate('projects.stage.through', {
            reference,
            stages: stages.join(translate('projects.stage.to')),
          })
        : translate('projects.stage.done', { reference })
    },
  })
  return { ...command, hears: hearsStage(kind) }
}
