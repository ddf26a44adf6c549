import { yuanOf } from '../../core/fields/fen.ts'
import { shortYuan } from '../../core/fields/yuan.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { countedSections } from '../../programme/records/counted.ts'
import type { DonationKind } from './kind.ts'
import { pledged } from './list.ts'

/** 募集款物1371万元: what has been received, by the day on which it was; what is only pledged stands apart. */
export const donationSections = (kind: DonationKind, tools: FeatureTools) =>
  countedSections(kind, tools, {
    title: 'donations.title',
    day: 'received_on',
    sums: { students: Prisma.sql`sum(students)` },
    amounts: {
      value: Prisma.sql`sum(value)`,
      cash: Prisma.sql`sum(value) FILTER (WHERE form = 'cash')`,
    },
    fragment: (translate, { value, students }) =>
      translate('donations.digest.counted', { value: shortYuan(yuanOf(value), translate), students }),
    said: (translate, { value, cash, students }) =>
      translate('donations.counted', {
        value: shortYuan(yuanOf(value), translate),
        cash: shortYuan(yuanOf(cash), translate),
        students,
      }),
    columns: [
      ['donations.column.value', 'value'],
      ['donations.column.students', 'students'],
    ],
    line: { beside: ['value', 'form'], below: ['donor', 'goods', 'purpose', 'students'] },
    more: (translate, count) => translate('donations.more', { count }),
    now: {
      label: 'donations.phase.pledged',
      where: () => pledged,
      said: (translate, { value }) => shortYuan(yuanOf(value), translate),
    },
  })
