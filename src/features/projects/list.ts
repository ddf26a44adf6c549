import { choice } from '../../core/fields/choice.ts'
import { dateRange } from '../../core/fields/date.ts'
import { shortYuan } from '../../core/fields/money.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { ask } from '../../programme/records/forms.ts'
import { defineListing } from '../../programme/records/listing.ts'
import type { ProjectKind } from './kind.ts'

const phaseField = choice([
  { value: 'reserve', label: 'projects.phase.reserve', words: ['项目库', '储备中', 'pipeline'] },
  { value: 'approved', label: 'projects.phase.approved', words: ['已立项', '未开工', 'not started'] },
  { value: 'bidding', label: 'projects.phase.bidding', words: ['招标', '招投标中', 'tendering'] },
  { value: 'started', label: 'projects.phase.started', words: ['已开工', '开工'] },
  {
    value: 'building',
    label: 'projects.phase.building',
    words: ['在建', '实施', '实施中', '施工中', '建设中', 'building', 'under way', 'in progress'],
  },
  {
    value: 'completed',
    label: 'projects.phase.completed',
    words: ['已竣工', '完工', '已完工', '完成', 'finished'],
  },
  { value: 'accepted', label: 'projects.phase.accepted', words: ['已验收', '已评价', 'evaluated'] },
  { value: 'handed_over', label: 'projects.phase.handed_over', words: ['已移交', 'transferred'] },
  { value: 'suspended', label: 'projects.phase.suspended', words: ['停工', '已暂停', 'on hold', 'halted'] },
  { value: 'cancelled', label: 'projects.phase.cancelled', words: ['取消', 'canceled'] },
])

export const periods = withYears(dateRange({ prefer: 'nearest' }))

/** Those that are carried out in a period; where no days are planned, those that were entered in it. */
export const within = (start: string, end: string): Prisma.Sql =>
  Prisma.sql`coalesce(starts_on, created_at::date) <= ${end}::date AND coalesce(ends_on, created_at::date) >= ${start}::date`

export const projectList = (kind: ProjectKind) =>
  defineListing({
    filters: {
      category: ask(kind, 'category').optional(),
      period: field(periods, {
        label: 'projects.field.listed',
        example: 'projects.example.listed',
        keys: ['时段', '期间', '年度', 'date', 'year'],
      }).optional(),
      status: field(phaseField, {
        label: 'records.phase',
        example: 'projects.phase.building',
        keys: ['状态', '阶段', 'state', 'stage'],
      }).optional(),
    },
    where: ({ category, period, status }) => [
      status ? Prisma.sql`state = ${status}::"ProjectState"` : Prisma.sql`state <> 'cancelled'`,
      ...(category ? [Prisma.sql`category = ${category}::"ProjectCategory"`] : []),
      ...(period ? [within(period.start, period.end)] : []),
    ],
    // What is being carried out comes first.
    order: () =>
      Prisma.sql`(CASE WHEN state IN ('started', 'building', 'suspended') THEN 0 WHEN state IN ('reserve', 'approved', 'bidding') THEN 1 ELSE 2 END), id DESC`,
    totals: {
      underway: () => Prisma.sql`count(*) FILTER (WHERE state IN ('started', 'building'))`,
      finished: () => Prisma.sql`count(*) FILTER (WHERE state IN ('completed', 'accepted', 'handed_over'))`,
    },
    sums: { budget: Prisma.sql`coalesce(sum(budget), 0)::numeric(20, 2)` },
    title: (translate, scope) => translate('projects.list.title', { scope }),
    say: (translate, totals, { budget = '0.00' }) =>
      translate('projects.list.totals', { ...totals, budget: shortYuan(budget, translate) }),
    isExported: true,
    line: { beside: ['name'], below: ['progress', 'budget', 'category', 'period', 'unit'] },
  })
