import { type Block, facts, heading } from '../../core/card.ts'
import { shortYuan } from '../../core/fields/money.ts'
import type { Translator } from '../../core/i18n.ts'
import { type Day, type DayRange, yearThrough, yearTo } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import {
  defineDigest,
  type FeatureTools,
  type OverviewColumn,
  type StatusSection,
} from '../../programme/feature.ts'
import { familyOf, topPairs } from '../../programme/places/family.ts'
import type { Pair } from '../../programme/places/registry.ts'
import { firstsBlocks, overdueOf } from '../../programme/records/digest.ts'
import { enteredBy, firstsOf, type Ranked, readFirsts } from '../../programme/records/firsts.ts'
import { joinPieces, listLine, publicView, showBrief, showPhase } from '../../programme/records/show.ts'
import type { ProjectContent } from './content.ts'
import {
  countProjects,
  gathered,
  noProjects,
  overallProgress,
  type ProjectCounts,
  totalOf,
  yuanOf,
} from './counts.ts'
import type { ProjectKind } from './kind.ts'
import { countLights } from './lights/besides.ts'
import type { StageLimits } from './limits/limits.ts'
import { overdueLine } from './limits/overdue.ts'

export const projectStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'projects.title',
  pair: async (transaction, pair, today, translate): Promise<Block[]> => {
    const family = familyOf(registry, pair)
    const counts = totalOf((await countProjects(transaction, yearTo(today), family)).values())
    if (counts.total === 0) return []
    const progress = overallProgress(counts)
    const lights = await countLights(transaction, family)
    return [
      heading(translate('projects.title')),
      facts(
        [translate('projects.status.all'), translate('projects.status.counted', numbersOf(counts))],
        [translate('projects.status.budget'), shortYuan(yuanOf(counts.budget), translate)],
        progress === undefined
          ? undefined
          : [translate('projects.status.progress'), translate('projects.status.weighted', { progress })],
        lights.red + lights.yellow === 0
          ? undefined
          : [translate('programme.light.label'), translate('projects.lights.counted', { ...lights })],
      ),
    ]
  },
  overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
    const counts = gathered(await countProjects(transaction, yearTo(today)), topPairs(registry))
    const sum = totalOf(counts.values())
    const column = (title: string, of: (count: ProjectCounts) => string): OverviewColumn => ({
      title,
      cells: new Map(registry.pairs.map(({ id }) => [id, of(counts.get(id) ?? noProjects)])),
      total: of(sum),
    })
    return [
      column(translate('projects.title'), ({ total }) => `${total}`),
      column(translate('projects.phase.building'), ({ underway }) => `${underway}`),
      column(translate('projects.status.progress'), (count) => {
        const progress = overallProgress(count)
        return progress === undefined ? translate('projects.status.none') : `${progress}%`
      }),
    ]
  },
})

/** What messages count with. */
const numbersOf = ({ total, underway, finished, suspended, entered, started, completed }: ProjectCounts) => ({
  total,
  underway,
  finished,
  suspended,
  entered,
  started,
  completed,
})

interface ProjectDigest {
  readonly period: DayRange
  readonly today: Day
  readonly week: ReadonlyMap<number, ProjectCounts>
  readonly year: ReadonlyMap<number, ProjectCounts>
  readonly moved: ReadonlyArray<Ranked<ProjectContent>>
  readonly overdue: ReadonlyArray<Ranked<ProjectContent>>
}

const ofPairs = (counts: ReadonlyMap<number, ProjectCounts>, pairs: readonly Pair[]): ProjectCounts =>
  totalOf(pairs.map(({ id }) => counts.get(id) ?? noProjects))

/** 新增项目2个，开工1个: what moved in the week; for the year how all projects stand (实施项目13个、总体进度58%). */
export const projectDigest = (kind: ProjectKind, limits: StageLimits, { registry }: FeatureTools) =>
  defineDigest<ProjectDigest>({
    collect: async (transaction, period, today) => {
      const end = period.end < today ? period.end : today
      const reached = { start: period.start, end }
      const top = topPairs(registry)
      return {
        period,
        today,
        week: gathered(await countProjects(transaction, reached), top),
        year: gathered(await countProjects(transaction, yearThrough(reached)), top),
        moved: await readFirsts(kind, registry, transaction, {
          where: Prisma.sql`state NOT IN ('reserve', 'cancelled')
            AND (stage_on BETWEEN ${reached.start}::date AND ${end}::date OR progress_on BETWEEN ${reached.start}::date AND ${end}::date)`,
          order: Prisma.sql`greatest(stage_on, progress_on) DESC, id`,
        }),
        overdue: await readFirsts(kind, registry, transaction, {
          where: Prisma.sql`${limits.isOver(today)} AND ${enteredBy(period.end)}`,
          order: Prisma.sql`stage_on, id`,
        }),
      }
    },
    present: ({ week, year, moved, overdue, today }, pairs, translate) => {
      const [ofWeek, ofYear] = [ofPairs(week, pairs), ofPairs(year, pairs)]
      const view = publicView(today, translate)
      return {
        fragments: weekly(ofWeek, translate),
        yearToDate:
          ofYear.total === 0
            ? []
            : [
                translate('projects.digest.year', {
                  total: ofYear.total,
                  progress: overallProgress(ofYear) ?? 'none',
                }),
              ],
        blocks: firstsBlocks(firstsOf(moved, pairs), {
          title: translate('projects.digest.title'),
          line: (project) => ({
            text: joinPieces(project.reference, project.name, showPhase(kind, project, view.reading)),
            detail: joinPieces(
              ...['progress', 'progressNote', 'stageReason'].map((name) =>
                showBrief(kind, view, project, name),
              ),
            ),
          }),
          more: (count) => translate('projects.digest.more', { count }),
          listLabel: translate(kind.listLabel),
          listLine: listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate),
        }),
        overdue: overdueOf(firstsOf(overdue, pairs), (project) =>
          overdueLine(kind, limits, project, view.reading),
        ),
      }
    },
  })

const weekly = (counts: ProjectCounts, translate: Translator): string[] =>
  counts.entered + counts.started + counts.completed === 0
    ? []
    : [translate('projects.digest.week', numbersOf(counts))]
