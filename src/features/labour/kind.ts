import { z } from 'zod'
import { UserError } from '../../core/errors.ts'
import { dateRange } from '../../core/fields/date.ts'
import { money } from '../../core/fields/money.ts'
import { text } from '../../core/fields/text.ts'
import { notice } from '../../core/i18n.ts'
import { LabourPlace, LabourState } from '../../generated/prisma/enums.ts'
import { leadingPairField, pairGiven } from '../../programme/fields/leading-pair.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import type { Registry } from '../../programme/places/registry.ts'
import {
  amount,
  day,
  defineKind,
  fieldsFor,
  type RecordOf,
  sharedContent,
} from '../../programme/records/kind.ts'
import { checkYears } from '../../programme/records/years.ts'
import { incomeField, peopleField, placeField, poorField } from './fields.ts'

const content = z.object({
  ...sharedContent,
  place: z.enum(LabourPlace),
  people: z.number(),
  poor: z.number().nullable(),
  startsOn: day,
  endsOn: day,
  enterprise: z.string().nullable(),
  income: amount.nullable(),
  about: z.string().nullable(),
  state: z.enum(LabourState),
})
export type LabourContent = z.infer<typeof content>
export type Labour = RecordOf<LabourContent>

type Word = 'place' | 'people' | 'poor' | 'date' | 'enterprise' | 'income' | 'about'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `labour.field.${name}`, example: `labour.example.${name}`, keys }) as const

const { column, columns } = fieldsFor<LabourContent>()

/** Labour-service cooperation (劳务协作): who found work where, in a batch or a month. */
export const labourKind = (registry: Registry) =>
  defineKind({
    feature: 'labour',
    prefix: 'L',
    word: 'labour',
    noun: 'labour.noun',
    alike: 'labour.plain.alike',
    namedOnly: true,
    listLabel: 'labour.button.list',
    referenceExample: 'labour.example.reference',
    table: 'labour',
    content,
    begins: LabourState.active,
    takesFiles: true,
    fields: {
      pair: column('pairId', leadingPairField(registry), {
        ...pairCalled(),
        // The channel tells, or whose officer asks; where neither does it is asked for after the rest.
        asked: false,
      }),
      place: column('place', placeField(), { ...words('place', '去向', '就业地', 'where'), given: 'always' }),
      people: column('people', peopleField(), {
        ...words('people', '人数', '人', '就业人数', 'persons'),
        given: 'always',
      }),
      poor: column('poor', poorField(), {
        ...words('poor', '脱贫', '脱贫劳动力', '其中脱贫', 'lifted'),
        asked: false,
        brief: (poor, { translate }) => translate('labour.brief.poor', { poor }),
      }),
      // Before the date, which would take `a month` for one.
      income: column('income', incomeField(), {
        ...words('income', '收入', '月收入', '人均月收入', 'wage'),
        asked: false,
        brief: (income, reading) =>
          reading.translate('labour.brief.income', { income: money().show(income, reading) }),
      }),
      date: columns(['startsOn', 'endsOn'], dateRange({ prefer: 'past' }), {
        ...words('date', '日期', '时间', '月份', 'dates', 'when'),
        given: 'always',
        get: ({ startsOn, endsOn }) => ({ start: startsOn, end: endsOn }),
        put: ({ start, end }) => ({ startsOn: start, endsOn: end }),
      }),
      enterprise: column('enterprise', text({ maximum: 200 }), {
        ...words('enterprise', '企业', '用工企业', '吸纳企业', 'employer', 'firm'),
        claims: false,
        asked: false,
      }),
      about: column('about', text({ maximum: 300 }), {
        ...words('about', '说明', '备注', '内容', 'note'),
        freeText: true,
        asked: false,
      }),
    },
    phases: { active: 'labour.phase.active', cancelled: 'labour.phase.cancelled' },
    begun: (labour, context) => ({
      ...labour,
      pairId: pairGiven(context, registry, labour.pairId, labour.about ?? ''),
      // Of a month that goes on it is known until today.
      ...(labour.startsOn <= context.clock.today() &&
        labour.endsOn > context.clock.today() && { endsOn: context.clock.today() }),
    }),
    check: async ({ clock }, { startsOn, endsOn, people, poor }, before) => {
      const today = clock.today()
      checkYears('date', today, [startsOn, endsOn], before && [before.startsOn, before.endsOn])
      if (startsOn > today) throw new UserError(notice('labour.future'), 'date')
      if (poor !== null && poor > people)
        throw new UserError(notice('labour.moreThanAll', { people, poor }), 'poor')
    },
  })

export type LabourKind = ReturnType<typeof labourKind>
