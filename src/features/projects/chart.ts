import type { Day } from '../../core/time/day.ts'
import { yearOf } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { chartTitle } from '../../programme/charts/titled.ts'
import type { ChartOffer, FeatureTools } from '../../programme/feature.ts'
import { familyOf } from '../../programme/places/family.ts'
import type { ProjectRules } from '../../programme/project-rules.ts'
import { elapsedIn } from './lights/elapsed.ts'

/** As many as one picture shows. */
const most = 10

interface UnderWay {
  readonly name: string
  readonly done: string
  readonly elapsed: string | null
  readonly isBehind: boolean
  readonly total: number
  readonly behind: number
}

/**
 * The projects that are being carried out, those furthest behind time first, and how many there are: one query. What is behind
 * is so by as many points as light a light today.
 */
const underWay = (
  transaction: Transaction,
  today: Day,
  pairIds: readonly number[] | undefined,
  points: number | undefined,
): Promise<UnderWay[]> => transaction.$queryRaw`
  SELECT name, round(done / 100.0)::text AS done, round(elapsed / 100.0)::text AS elapsed, (count(*) OVER ())::int AS total,
    coalesce(elapsed - done > ${points ?? null}::int * 100, false) AS "isBehind",
    (count(*) FILTER (WHERE elapsed - done > ${points ?? null}::int * 100) OVER ())::int AS behind
  FROM (
    SELECT id, name, (coalesce(progress, 0) * 100)::int AS done, ${elapsedIn(today)} AS elapsed
    FROM project
    WHERE state IN ('started', 'building') ${pairIds ? Prisma.sql`AND pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty}
  ) AS one
  ORDER BY elapsed - done DESC NULLS LAST, id LIMIT ${most}`

/** Points by which progress may lie behind time before a red light is lit, or a yellow one; undefined where no rule says so. */
const toleratedOn = ({ lightLimits }: Pick<ProjectRules, 'lightLimits'>, today: Day): number | undefined => {
  const rules = lightLimits(today).filter(({ rule }) => rule === 'behind')
  return (rules.find(({ light }) => light === 'red') ?? rules[0])?.limit
}

/** How far projects have come, beside where time alone would have them. */
export const projectChart = ({ registry, projectRules }: FeatureTools): ChartOffer => ({
  name: 'projects',
  title: 'projects.chart.name',
  words: ['project', 'projects', '项目', '项目进度', 'progress'],
  read: async (transaction, pair, today, translate) => {
    const points = toleratedOn(projectRules, today)
    const projects = await underWay(transaction, today, pair && familyOf(registry, pair), points)
    const [first] = projects
    if (!first) return undefined
    const { total, behind } = first
    return {
      type: 'progress',
      title: chartTitle(pair, translate('projects.chart.title'), translate),
      note: translate('projects.chart.asOf', { day: showDay(today, translate), year: String(yearOf(today)) }),
      summary: translate('projects.chart.summary', {
        total,
        behind,
        points: points ?? 0,
        isRuled: points === undefined ? 'no' : 'yes',
      }),
      rowTitle: translate('projects.chart.row'),
      rows: projects.map(({ name, done, elapsed, isBehind }) => ({
        label: name,
        done,
        elapsed: elapsed ?? undefined,
        isBehind,
      })),
      ...(total > projects.length && { more: total - projects.length }),
    }
  },
})
