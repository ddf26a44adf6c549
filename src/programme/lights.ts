import { z } from 'zod'
import { problemOf } from '../core/fields/outcome.ts'
import type { FieldType } from '../core/form/field.ts'
import { notice, type Translator } from '../core/i18n.ts'
import { type LightRule, lightRules, type Warning } from './project-rules.ts'

/** A light that is not green, and the rule that lit it. */
export interface Lit {
  readonly rule: LightRule
  readonly light: Warning
  /** Days, workdays or points, by the rule; what was measured, and from where on the rule lights. */
  readonly measured: number
  readonly threshold: number
  /** What the money may not be spent on, where a name says that it is. */
  readonly word: string | null
}

/** 红灯：形象进度落后计划时间25个百分点（20个以上）. */
export const sayLight = ({ rule, light, measured, threshold, word }: Lit, translate: Translator): string =>
  translate('programme.light.said', {
    light,
    rule:
      rule === 'outsidePlan'
        ? translate('programme.light.rule.outsidePlan', { word: word ?? 'none' })
        : translate(`programme.light.rule.${rule}`, { measured, threshold }),
  })

export const litSchema: z.ZodType<Lit> = z.object({
  rule: z.enum(lightRules),
  light: z.enum(['yellow', 'red']),
  measured: z.number().int(),
  threshold: z.number().int(),
  word: z.string().nullable(),
})

/** Nobody types it: it follows from the rules. */
export const litField = (): FieldType<Lit> => ({
  name: 'light',
  schema: litSchema,
  recognise: () => [],
  validate: () => problemOf(notice('programme.light.untyped')),
  ask: () => ({ kind: 'text', multiline: false }),
  show: (lit, { translate }) => sayLight(lit, translate),
  write: ({ rule, light, measured }) => `${rule} ${light} ${measured}`,
})
