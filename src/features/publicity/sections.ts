import { Prisma } from '../../generated/prisma/client.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { countedSections } from '../../programme/records/counted.ts'
import type { PublicityKind } from './kind.ts'
import { ofLevel } from './list.ts'

/** 媒体宣传报道5篇（中央媒体1篇、省级媒体2篇）. */
export const publicitySections = (kind: PublicityKind, tools: FeatureTools) =>
  countedSections(kind, tools, {
    title: 'publicity.title',
    day: 'published_on',
    sums: {
      national: Prisma.sql`count(*) FILTER (WHERE ${ofLevel('national')})`,
      provincial: Prisma.sql`count(*) FILTER (WHERE ${ofLevel('provincial')})`,
    },
    fragment: (translate, figures) => translate('publicity.digest.counted', figures),
    said: (translate, figures) => translate('publicity.counted', figures),
    columns: [
      ['publicity.column.records', 'records'],
      ['publicity.column.national', 'national'],
    ],
    line: { beside: ['date', 'outlet'], below: ['title'] },
    more: (translate, count) => translate('publicity.more', { count }),
  })
