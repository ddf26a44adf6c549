import type { CardAction } from '../../../core/card.ts'
import { lineAction } from '../../../core/card.ts'
import { formButton } from '../../../core/form/button.ts'
import type { Translator } from '../../../core/i18n.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { Project } from '../content.ts'
import { nextStage, phaseOf, type Stage } from '../stages.ts'

const underWay: readonly ProjectState[] = [ProjectState.started, ProjectState.building]

/** What is done next with a project: progress is reported while it is built, and the next stage is always near. */
export const stepButtons = (
  { reference, state, nature }: Project,
  translate: Translator,
): readonly CardAction[] => {
  if (state === ProjectState.cancelled) return []
  if (state === ProjectState.suspended)
    return [lineAction(translate('projects.button.resume'), `/project resume ${reference}`, 'primary')]
  const next = nextStage(nature, state as Stage)
  const reports: CardAction[] = underWay.includes(state)
    ? [
        {
          ...formButton(translate('projects.button.update'), 'project update', { reference }),
          style: 'primary',
        },
      ]
    : []
  if (next === undefined) return reports
  const stage = translate(`projects.phase.${phaseOf(nature, next)}`)
  return [
    ...reports,
    lineAction(translate('projects.button.advance', { stage }), `/project stage ${reference} to:${next}`),
  ]
}
