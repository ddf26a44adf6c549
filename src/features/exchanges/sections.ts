import { Prisma } from '../../generated/prisma/client.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { countedSections } from '../../programme/records/counted.ts'
import type { ExchangeKind } from './kind.ts'
import { expired, ofCadres, serving } from './list.ts'

/** 互派党政干部3名、专技人才15名: by the day on which the term begins; whose term is over without a word is overdue. */
export const exchangeSections = (kind: ExchangeKind, tools: FeatureTools) =>
  countedSections(kind, tools, {
    title: 'exchanges.title',
    day: 'starts_on',
    sums: {
      cadres: Prisma.sql`sum(people) FILTER (WHERE ${ofCadres})`,
      technicians: Prisma.sql`sum(people) FILTER (WHERE NOT ${ofCadres})`,
    },
    fragment: (translate, figures) => translate('exchanges.digest.counted', figures),
    said: (translate, figures) => translate('exchanges.counted', figures),
    columns: [
      ['exchanges.column.cadres', 'cadres'],
      ['exchanges.column.technicians', 'technicians'],
    ],
    line: { beside: ['direction', 'category', 'people'], below: ['post', 'term'] },
    more: (translate, count) => translate('exchanges.more', { count }),
    now: {
      label: 'exchanges.phase.serving',
      where: serving,
      said: (translate, figures) => translate('exchanges.counted', figures),
    },
    late: {
      where: expired,
      order: Prisma.sql`ends_on, id`,
      line: (translate, { reference }, brief) =>
        translate('exchanges.digest.overdue', {
          reference,
          category: brief('category'),
          people: brief('people'),
          term: brief('term'),
        }),
    },
  })
