import { z } from 'zod'
import { reference } from '../../../core/fields/reference.ts'
import { field, type Reading } from '../../../core/form/field.ts'
import { fold } from '../../../core/text.ts'
import { ask } from '../../../programme/records/forms.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { clockField } from './clock.field.ts'
import { endField, endsIn } from './end.field.ts'
import { fromField } from './from.field.ts'
import { ruleField } from './rule.field.ts'

/** How often, and until when: what a line for one meeting may say too. */
export const repetition = {
  rule: {
    label: 'meetings.field.rule',
    example: 'meetings.example.rule',
    keys: ['周期', '重复', '频率', 'repeat', 'repeats'],
  },
  end: {
    label: 'meetings.field.end',
    example: 'meetings.example.end',
    keys: ['次数', '截止', '结束', 'times', 'until'],
    asked: false,
  },
} as const

/** What a series is scheduled with: a meeting without its day, and how often there is one. */
export const seriesForm = (kind: MeetingRecordKind) =>
  z.object({
    rule: field(ruleField(), repetition.rule),
    clock: field(clockField(), {
      label: 'meetings.field.time',
      example: 'meetings.example.clock',
      keys: ['时间', '开始', 'time', 'when', 'start'],
    }),
    host: ask(kind, 'host'),
    type: ask(kind, 'type'),
    end: field(endField(), repetition.end).optional(),
    from: field(fromField(), {
      label: 'meetings.field.from',
      example: 'meetings.example.from',
      keys: ['起始', '开始日期', '起', 'starting'],
      asked: false,
    }).optional(),
    format: ask(kind, 'format').optional(),
    venue: ask(kind, 'venue').optional(),
    agenda: ask(kind, 'agenda').optional(),
    invited: ask(kind, 'invited').optional(),
    // Nothing to fill in: whoever names a meeting means the series that it is one of.
    reference: field(reference(kind.prefix), {
      label: 'records.reference',
      example: kind.referenceExample,
      keys: ['编号', 'ref'],
      asked: false,
    }).optional(),
  })
export type SeriesForm = ReturnType<typeof seriesForm>
export type SeriesValues = z.infer<SeriesForm>

/** 地点：市民中心 共4次: what ends a series and stands at the end of another text is meant as its end. */
export const withEndBehind = (values: SeriesValues, reading: Reading): SeriesValues => {
  if (values.end !== undefined) return values
  for (const name of ['agenda', 'venue'] as const) {
    const words = values[name]
    const [, text, said] = /^(.*\S)[\s,，;；]+(\S+)$/su.exec(words ?? '') ?? []
    const outcome = said === undefined ? undefined : endField().validate(said, reading)
    const isSaid = said !== undefined && endsIn(fold(said), reading).length > 0
    if (isSaid && outcome?.kind === 'value') return { ...values, [name]: text, end: outcome.value }
  }
  return values
}
