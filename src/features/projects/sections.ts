import { type Block, facts, heading } from '../../core/card.ts'
import { yuanOf } from '../../core/fields/fen.ts'
import { shortYuan } from '../../core/fields/yuan.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Day, DayRange } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import {
  defineDigest,
  type FeatureTools,
  type OverviewColumn,
  type StatusSection,
} from '../../programme/feature.ts'
import { familyOf, topPairs } from '../../programme/places/family.ts'
import { countsOfPairs, gatherCounts, sumCounts } from '../../programme/records/counts.ts'
import { firstsBlocks, overdueOf } from '../../programme/records/digest.ts'
import { enteredBy, firstsOf, type Ranked, readFirsts } from '../../programme/records/firsts.ts'
import { columnsOf } from '../../programme/records/overview.ts'
import { joinPieces, listLine, publicView, showBrief, showPhase } from '../../programme/records/show.ts'
import type { ProjectContent } from './content.ts'
import {
  carriedOut,
  countMoves,
  countProjects,
  noMoves,
  noProjects,
  overallProgress,
  type ProjectCounts,
  type ProjectMoves,
} from './counts.ts'
import type { ProjectKind } from './kind.ts'
import { countLights } from './lights/besides.ts'
import type { StageLimits } from './limits/limits.ts'
import { overdueLine } from './limits/overdue.ts'

export const projectStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'projects.title',
  pair: async (transaction, pair, _today, translate): Promise<Block[]> => {
    const family = familyOf(registry, pair)
    const counts = sumCounts((await countProjects(transaction, { pairIds: family })).values(), noProjects)
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
  overview: async (transaction, _today, translate): Promise<OverviewColumn[]> => {
    const counts = gatherCounts(await countProjects(transaction), topPairs(registry))
    const column = columnsOf(registry, counts, noProjects)
    return [
      column(translate('projects.title'), ({ total }) => total),
      column(translate('projects.phase.building'), ({ underway }) => underway),
      column(translate('projects.status.progress'), (count) => {
        const progress = overallProgress(count)
        return progress === undefined ? translate('projects.status.none') : `${progress}%`
      }),
    ]
  },
})

/** What messages count with. */
const numbersOf = ({ total, underway, finished, suspended }: ProjectCounts) => ({
  total,
  underway,
  finished,
  suspended,
})

interface ProjectDigest {
  readonly period: DayRange
  readonly today: Day
  readonly week: ReadonlyMap<number, ProjectMoves>
  readonly all: ReadonlyMap<number, ProjectCounts>
  readonly moved: ReadonlyArray<Ranked<ProjectContent>>
  readonly overdue: ReadonlyArray<Ranked<ProjectContent>>
}

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
        week: gatherCounts(await countMoves(transaction, reached), top),
        all: gatherCounts(await countProjects(transaction, { by: end }), top),
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
    present: ({ week, all, moved, overdue, today }, pairs, translate) => {
      const ofAll = carriedOut(countsOfPairs(all, pairs, noProjects))
      const view = publicView(today, translate)
      return {
        fragments: weekly(countsOfPairs(week, pairs, noMoves), translate),
        yearToDate:
          ofAll.total === 0
            ? []
            : [
                translate('projects.digest.year', {
                  total: ofAll.total,
                  progress: overallProgress(ofAll) ?? 'none',
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

const weekly = (moves: ProjectMoves, translate: Translator): string[] =>
  moves.entered + moves.started + moves.completed === 0
    ? []
    : [translate('projects.digest.week', { ...moves })]
