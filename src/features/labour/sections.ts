import { Prisma } from '../../generated/prisma/client.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { countedSections } from '../../programme/records/counted.ts'
import type { LabourKind } from './kind.ts'
import { atPlace } from './list.ts'

/** 转移就业306人: to Shandong and near home apart, with those from households lifted out of poverty. */
export const labourSections = (kind: LabourKind, tools: FeatureTools) =>
  countedSections(kind, tools, {
    title: 'labour.title',
    day: 'ends_on',
    sums: {
      people: Prisma.sql`sum(people)`,
      shandong: Prisma.sql`sum(people) FILTER (WHERE ${atPlace('shandong')})`,
      near: Prisma.sql`sum(people) FILTER (WHERE ${atPlace('near_home')})`,
      poor: Prisma.sql`sum(poor)`,
    },
    fragment: (translate, figures) => translate('labour.digest.counted', figures),
    said: (translate, figures) => translate('labour.counted', figures),
    columns: [
      ['labour.column.people', 'people'],
      ['labour.column.shandong', 'shandong'],
      ['labour.column.poor', 'poor'],
    ],
    line: { beside: ['date', 'place', 'people'], below: ['poor', 'enterprise', 'about'] },
    more: (translate, count) => translate('labour.more', { count }),
  })
