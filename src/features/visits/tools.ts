import { count } from '../../core/fields/count.ts'
import { dateRange } from '../../core/fields/date.ts'
import { reference } from '../../core/fields/reference.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { directionField } from '../../programme/fields/direction.ts'
import { personField } from '../../programme/fields/person.ts'
import { levelField, levelOf } from '../../programme/people/levels.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { type LevelRule, sendingSide } from './model.ts'

/** What the visits of a registry are described with. A visit may be planned or past: a day without a year is the nearest one. */
const visitFieldTypes = (registry: Registry) => ({
  reference: reference('V'),
  direction: directionField(registry),
  date: dateRange({ prefer: 'nearest' }),
  head: personField(registry),
  level: levelField(),
  people: count({
    units: [
      ...['人', '个人', '人次', '名', '名同志', '位', '位同志'],
      ...['people', 'persons', 'person', 'members', 'delegates', 'ppl', 'pax'],
    ],
    others: [
      ...[
        '培训',
        '就业',
        '务工',
        '带动',
        '惠及',
        '受益',
        '覆盖',
        '吸纳',
        '转移',
        '慰问',
        '救助',
        '资助',
        '帮助',
        '服务',
        '招聘',
        '招收',
      ],
      ...['train', 'training', 'jobs for', 'benefiting'],
    ],
  }),
  purpose: text({ maximum: 500 }),
  outcome: text({ maximum: 1000, multiline: true }),
})

export type VisitFieldTypes = ReturnType<typeof visitFieldTypes>

/** What every part of this feature is made with. */
export interface VisitTools extends FeatureTools {
  readonly fields: VisitFieldTypes
  readonly levelOf: LevelRule
}

export const createVisitTools = (tools: FeatureTools): VisitTools => ({
  ...tools,
  fields: visitFieldTypes(tools.registry),
  levelOf: ({ pairId, direction, headTitle }) => {
    const pair = tools.registry.pair(pairId)
    return headTitle === null ? undefined : levelOf(headTitle, pair[sendingSide(direction)])
  },
})

/** The fields that more than one form of visits asks for, with the words they share. */
export const visitFormFields = ({ fields }: VisitTools) => ({
  reference: field(fields.reference, {
    label: 'visits.field.reference',
    example: 'visits.example.reference',
    keys: ['编号', 'ref'],
    fixed: true,
  }),
  direction: field(fields.direction, {
    label: 'visits.field.direction',
    example: 'visits.example.direction',
    keys: ['方向', '路线', 'route'],
  }),
  date: field(fields.date, {
    label: 'visits.field.date',
    example: 'visits.example.date',
    keys: ['日期', '时间', 'dates', 'when'],
  }),
  head: field(fields.head, {
    label: 'visits.field.head',
    example: 'visits.example.head',
    keys: ['带队', '领队', 'led', 'leader'],
  }),
  level: field(fields.level, {
    label: 'visits.field.level',
    example: 'visits.example.level',
    keys: ['级别', '层级'],
    claims: false,
    asked: false,
  }),
  people: field(fields.people, {
    label: 'visits.field.people',
    example: 'visits.example.people',
    keys: ['人数', '人', 'persons'],
  }),
})
