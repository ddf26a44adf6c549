import type { z } from 'zod'
import { choice } from '../../core/fields/choice.ts'
import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { preciseYuan } from '../../core/fields/yuan.ts'
import { field } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Site } from '../../programme/fields/site.ts'
import { ask } from '../../programme/records/forms.ts'
import { defineListing } from '../../programme/records/listing.ts'
import type { Project } from './content.ts'
import { finished, underway } from './counts.ts'
import type { ProjectKind } from './kind.ts'
import { isLit } from './lights/besides.ts'
import { lightField } from './lights/light.field.ts'
import type { StageLimits } from './limits/limits.ts'

const phaseField = choice([
  { value: 'reserve', label: 'projects.phase.reserve', words: ['项目库', '储备中', 'pipeline'] },
  {
    value: 'waiting',
    label: 'projects.listed.waiting',
    words: [
      '没开工',
      '还没开工',
      '尚未开工',
      '没有开工',
      '还没有开工',
      '待开工',
      'not started yet',
      'not begun',
    ],
  },
  { value: 'approved', label: 'projects.phase.approved', words: ['已立项'] },
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
    words: ['已竣工'],
  },
  {
    value: 'finished',
    label: 'projects.listed.finished',
    words: ['完工', '完成', '已完成', '建成', '已建成', 'done'],
  },
  { value: 'accepted', label: 'projects.phase.accepted', words: ['已验收', '已评价', 'evaluated'] },
  { value: 'handed_over', label: 'projects.phase.handed_over', words: ['已移交', 'transferred'] },
  { value: 'suspended', label: 'projects.phase.suspended', words: ['停工', '已暂停', 'on hold', 'halted'] },
  { value: 'cancelled', label: 'projects.phase.cancelled', words: ['取消', 'canceled'] },
  {
    value: 'overdue',
    label: 'projects.limit.overdue',
    words: ['逾期', '逾期的', '超期', '超期的', '超时限', 'overdue', 'late', 'over the limit'],
  },
])

export const periods = withYears(dateRange({ prefer: 'nearest' }))

/** Those that are carried out in a period; where no days are planned, those that were entered in it. */
export const within = (start: string, end: string): Prisma.Sql =>
  Prisma.sql`coalesce(starts_on, created_at::date) <= ${end}::date AND coalesce(ends_on, created_at::date) >= ${start}::date`

type Listed = z.infer<typeof phaseField.schema>

const inPhase = (limits: StageLimits, phase: Listed | undefined, today: Day): Prisma.Sql => {
  switch (phase) {
    case undefined:
      return Prisma.sql`state <> 'cancelled'`
    case 'waiting':
      return Prisma.sql`state IN ('reserve', 'approved', 'bidding')`
    case 'finished':
      return finished
    case 'overdue':
      return limits.isOver(today)
    default:
      return Prisma.sql`state = ${phase}::"ProjectState"`
  }
}

/** In a township or one of its villages. */
const atSite = ({ code, text }: Site): Prisma.Sql =>
  code === null ? Prisma.sql`site = ${text}` : Prisma.sql`starts_with(site_code, ${code})`

export const projectList = (kind: ProjectKind, limits: StageLimits) =>
  defineListing({
    filters: {
      category: ask(kind, 'category').optional(),
      site: ask(kind, 'site', { asked: false }).optional(),
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
      light: field(lightField(), {
        label: 'programme.light.label',
        example: 'programme.light.red',
        keys: ['灯', '亮灯'],
      }).optional(),
    },
    where: ({ category, site, period, status, light }, today) => [
      inPhase(limits, status, today),
      ...(site === undefined ? [] : [atSite(site)]),
      ...(category ? [Prisma.sql`category = ${category}::"ProjectCategory"`] : []),
      ...(period ? [within(period.start, period.end)] : []),
      ...(light ? [isLit(light)] : []),
    ],
    // What is being carried out comes first; an index has this order.
    order: () =>
      Prisma.sql`(CASE WHEN state IN ('started', 'building', 'suspended') THEN 0 WHEN state IN ('reserve', 'approved', 'bidding') THEN 1 ELSE 2 END), id DESC`,
    questions: [{ words: 'projects.plain.sums', narrowed: '' }],
    totals: {
      underway: () => Prisma.sql`count(*) FILTER (WHERE ${underway})`,
      finished: () => Prisma.sql`count(*) FILTER (WHERE ${finished})`,
    },
    sums: { budget: Prisma.sql`coalesce(sum(budget), 0)::numeric(20, 2)` },
    tallies: {
      answer: ({ category, site, period, status, light }) =>
        [category, site, period, light].every((value) => value === undefined) && status !== 'overdue',
      table: Prisma.sql`project_tally`,
      totals: {
        total: Prisma.sql`coalesce(sum(count), 0)`,
        underway: Prisma.sql`coalesce(sum(count) FILTER (WHERE ${underway}), 0)`,
        finished: Prisma.sql`coalesce(sum(count) FILTER (WHERE ${finished}), 0)`,
      },
      sums: { budget: Prisma.sql`coalesce(sum(budget), 0)::numeric(20, 2)` },
    },
    title: (translate, scope) => translate('projects.list.title', { scope }),
    say: (translate, totals, { budget = '0.00' }) =>
      translate('projects.list.totals', { ...totals, budget: preciseYuan(budget, translate) }),
    isExported: true,
    line: {
      beside: ['name'],
      below: ['progress', 'budget', 'category', 'period', 'unit'],
      told: (project: Project, { today, translate }) => {
        const workdays = limits.overBy(project, today)
        return workdays > 0 ? translate('projects.limit.overBy', { workdays }) : undefined
      },
    },
  })
