import { Prisma } from '../../generated/prisma/client.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { countedSections } from '../../programme/records/counted.ts'
import type { TrainingKind } from './kind.ts'
import { personTimes } from './list.ts'

/** 举办培训班10期、培训2100人: courses, persons and person-times stand apart, as they are reported. */
export const trainingSections = (kind: TrainingKind, tools: FeatureTools) =>
  countedSections(kind, tools, {
    title: 'training.title',
    day: 'starts_on',
    sums: {
      courses: Prisma.sql`sum(courses)`,
      people: Prisma.sql`sum(people)`,
      personTimes: personTimes(Prisma.sql`true`),
    },
    fragment: (translate, figures) => translate('training.digest.counted', figures),
    said: (translate, figures) => translate('training.counted', figures),
    columns: [
      ['training.column.courses', 'courses'],
      ['training.column.people', 'people'],
      ['training.column.personTimes', 'personTimes'],
    ],
    line: { beside: ['date'], below: ['topic', 'audience', 'courses', 'people', 'personTimes'] },
    more: (translate, count) => translate('training.more', { count }),
  })
