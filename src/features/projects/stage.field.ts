import { z } from 'zod'
import { problemOf } from '../../core/fields/outcome.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import { day } from '../../programme/records/kind.ts'
import type { phaseOf } from './stages.ts'

/** Since when a project stands at its stage, and who answers for that. */
export interface StageStanding {
  readonly since: Day
  readonly unit?: string | undefined
  /** The phase that it was suspended in. */
  readonly from?: ReturnType<typeof phaseOf> | undefined
}

/** Nobody types it: it follows from the steps. */
export const stageField = (): FieldType<StageStanding> => ({
  name: 'projectStage',
  schema: z.object({ since: day, unit: z.string().optional() }) as z.ZodType<StageStanding>,
  recognise: () => [],
  validate: () => problemOf(notice('projects.stage.untyped')),
  ask: () => ({ kind: 'text', multiline: false }),
  show: ({ since, unit, from }, { translate }) => {
    const on = showDay(since, translate)
    const standing =
      unit === undefined
        ? translate('projects.stage.since', { on })
        : translate('projects.stage.sinceWith', { on, unit })
    return from === undefined
      ? standing
      : translate('projects.stage.from', { since: standing, stage: translate(`projects.phase.${from}`) })
  },
  write: ({ since, unit }) => `${since} ${unit ?? ''}`.trim(),
})
