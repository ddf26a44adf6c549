import { choice } from '../../core/fields/choice.ts'
import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { preciseYuan } from '../../core/fields/yuan.ts'
import { field } from '../../core/form/field.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { defineListing } from '../../programme/records/listing.ts'
import { formField, purposeField } from './fields.ts'

const stateField = choice([
  {
    value: 'pledged',
    label: 'donations.phase.pledged',
    words: ['认捐', '未到账', '还没到账', 'not received'],
  },
  {
    value: 'received',
    label: 'donations.phase.received',
    words: ['到账', '已接收', '未发放', 'not handed over'],
  },
  { value: 'handed_over', label: 'donations.phase.handed_over', words: ['发放', '移交', '已移交', 'given'] },
  { value: 'cancelled', label: 'donations.phase.cancelled', words: ['取消', 'canceled'] },
])

const counts = Prisma.sql`state <> 'cancelled'`
export const pledged = Prisma.sql`state = 'pledged'`
const sum = (where: Prisma.Sql) => Prisma.sql`coalesce(sum(value) FILTER (WHERE ${where}), 0)::numeric(20, 2)`

export const donationList = defineListing({
  filters: {
    period: field(withYears(dateRange({ prefer: 'past' })), {
      label: 'donations.field.period',
      example: 'donations.example.period',
      keys: ['时段', '期间', '日期', 'date'],
    }).optional(),
    form: field(formField(), {
      label: 'donations.field.form',
      example: 'donations.example.form',
      keys: ['形式'],
    }).optional(),
    purpose: field(purposeField(), {
      label: 'donations.field.purpose',
      example: 'donations.example.purpose',
      keys: ['用途'],
    }).optional(),
    status: field(stateField, {
      label: 'records.phase',
      example: 'donations.phase.received',
      keys: ['状态', 'state'],
    }).optional(),
  },
  where: ({ period, form, purpose, status }) => [
    status ? Prisma.sql`state = ${status}::"DonationState"` : counts,
    // What was received by that day, as it counts in the weekly summary, whose button lists it; a pledge by its own.
    ...(period
      ? [Prisma.sql`coalesce(received_on, pledged_on) BETWEEN ${period.start}::date AND ${period.end}::date`]
      : []),
    ...(form ? [Prisma.sql`form = ${form}::"DonationForm"`] : []),
    ...(purpose ? [Prisma.sql`purpose = ${purpose}::"DonationPurpose"`] : []),
  ],
  order: () => Prisma.sql`pledged_on DESC, id DESC`,
  questions: [{ words: 'donations.plain.sums', narrowed: '' }],
  totals: {},
  sums: {
    pledged: sum(pledged),
    received: sum(Prisma.sql`${counts} AND NOT ${pledged}`),
    given: sum(Prisma.sql`state = 'handed_over'`),
  },
  title: (translate, scope) => translate('donations.list.title', { scope }),
  say: (translate, { total }, { pledged: promised = '0.00', received = '0.00', given = '0.00' }) =>
    translate('donations.list.totals', {
      total,
      pledged: preciseYuan(promised, translate),
      received: preciseYuan(received, translate),
      given: preciseYuan(given, translate),
    }),
  isExported: true,
  line: {
    beside: ['pledged', 'value', 'form', 'pair'],
    below: ['donor', 'goods', 'purpose', 'students', 'recipient'],
  },
})
