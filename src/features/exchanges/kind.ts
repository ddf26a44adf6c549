import { z } from 'zod'
import { UserError } from '../../core/errors.ts'
import { count } from '../../core/fields/count.ts'
import { date } from '../../core/fields/date.ts'
import { text } from '../../core/fields/text.ts'
import { formButton } from '../../core/form/button.ts'
import { notice } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import { Direction, ExchangeCategory, ExchangeState } from '../../generated/prisma/enums.ts'
import { directionField } from '../../programme/fields/direction.ts'
import { namesField } from '../../programme/fields/names.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { day, defineKind, fieldsFor, type RecordOf, sharedContent } from '../../programme/records/kind.ts'
import { checkYears } from '../../programme/records/years.ts'
import { categoryField } from './category.ts'
import { termField } from './term.field.ts'

const content = z.object({
  ...sharedContent,
  direction: z.enum(Direction),
  category: z.enum(ExchangeCategory),
  people: z.number(),
  names: z.string().nullable(),
  post: z.string().nullable(),
  startsOn: day,
  endsOn: day,
  returnedOn: day.nullable(),
  note: z.string().nullable(),
  state: z.enum(ExchangeState),
})
export type ExchangeContent = z.infer<typeof content>
export type Exchange = RecordOf<ExchangeContent>

export type Phase = 'planned' | 'serving' | 'expired' | 'returned' | 'cancelled'

/** `expired`: the term is over, and nobody has said that they returned or stay on. */
export const phaseOf = ({ state, startsOn, endsOn }: ExchangeContent, today: Day): Phase => {
  if (state !== ExchangeState.active) return state
  if (startsOn > today) return 'planned'
  return endsOn >= today ? 'serving' : 'expired'
}

const peopleField = () =>
  count({
    units: ['名', '人', '位', 'people', 'persons', 'person'],
    kinds: ['干部', '教师', '医生', '农技人员', '专技人才', '专业技术人才'],
    titles: ['人数'],
    minimum: 1,
    maximum: 9_999,
  })

type Word = 'direction' | 'category' | 'people' | 'names' | 'post' | 'term' | 'returned' | 'note'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `exchanges.field.${name}`, example: `exchanges.example.${name}`, keys }) as const

const { column, columns } = fieldsFor<ExchangeContent>()

/** A secondment (挂职、人才交流). */
export const exchangeKind = (registry: Registry) =>
  defineKind({
    feature: 'exchanges',
    prefix: 'E',
    word: 'exchange',
    noun: 'exchanges.noun',
    alike: 'exchanges.plain.alike',
    namedOnly: true,
    listLabel: 'exchanges.button.list',
    referenceExample: 'exchanges.example.reference',
    table: 'exchange',
    content,
    begins: ExchangeState.active,
    takesFiles: true,
    fields: {
      direction: columns(['pairId', 'direction'], directionField(registry), {
        ...words('direction', '方向', '派往', 'route'),
        given: 'always',
        get: ({ pairId, direction }) => ({ pairId, direction }),
        put: (route) => route,
      }),
      category: column('category', categoryField(), {
        ...words('category', '类别', '人员类别', 'kind'),
        given: 'always',
      }),
      people: column('people', peopleField(), { ...words('people', '人数', '人', 'persons'), asked: false }),
      term: columns(['startsOn', 'endsOn'], termField(), {
        ...words('term', '任期', '挂职时间', '期限', '时间', 'dates'),
        given: 'always',
        get: ({ startsOn, endsOn }) => ({ start: startsOn, end: endsOn }),
        put: ({ start, end }) => ({ startsOn: start, endsOn: end }),
      }),
      post: column('post', text({ maximum: 200 }), {
        ...words('post', '职务', '岗位', '挂职职务', '挂任', 'as'),
        freeText: true,
      }),
      names: column('names', namesField({ maximum: 500, several: true }), {
        ...words('names', '姓名', '名单', 'name', 'who'),
        claims: false,
        asked: false,
        withoutName: () => undefined,
      }),
      returned: column('returnedOn', date({ prefer: 'past' }), {
        ...words('returned', '返回', '返回日期', 'back'),
        given: 'later',
      }),
      note: column('note', text({ maximum: 500 }), {
        ...words('note', '备注', '说明', '原因', 'reason'),
        claims: false,
        asked: false,
      }),
    },
    phases: {
      planned: 'exchanges.phase.planned',
      serving: 'exchanges.phase.serving',
      expired: 'exchanges.phase.expired',
      returned: 'exchanges.phase.returned',
      cancelled: 'exchanges.phase.cancelled',
    },
    phaseOf,
    begun: (exchange) => ({ ...exchange, people: exchange.people ?? 1 }),
    check: async ({ clock }, { startsOn, endsOn, returnedOn, state }, before) => {
      const today = clock.today()
      // A day by itself is the first: nobody is seconded for one.
      if (startsOn === endsOn) throw new UserError(notice('exchanges.noEnd'), 'term')
      checkYears('term', today, [startsOn, endsOn], before && [before.startsOn, before.endsOn])
      if (state !== ExchangeState.returned || returnedOn === null) return
      if (returnedOn > today) throw new UserError(notice('exchanges.returnedLater'), 'returned')
      if (returnedOn < startsOn) throw new UserError(notice('exchanges.returnedBefore'), 'returned')
    },
    buttons: (exchange, { today, translate }, { mayWrite }) => {
      const phase = phaseOf(exchange, today)
      if (!mayWrite || (phase !== 'serving' && phase !== 'expired')) return []
      const button = (verb: 'return' | 'extend') =>
        formButton(translate(`exchanges.button.${verb}`), `exchange ${verb}`, {
          reference: exchange.reference,
        })
      return [
        { ...button('return'), ...(phase === 'expired' && { style: 'primary' as const }) },
        button('extend'),
      ]
    },
  })

export type ExchangeKind = ReturnType<typeof exchangeKind>
