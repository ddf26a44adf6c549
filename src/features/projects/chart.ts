import type { Day } from '../../core/time/day.ts'
import { yearOf } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { chartTitle } from '../../programme/charts/titled.ts'
import type { ChartOffer, FeatureTools } from '../../programme/feature.ts'
import { familyOf } from '../../programme/places/family.ts'

/** Points of percent by which progress may lie behind time. */
const tolerated = 20
/** As many as one picture shows. */
const most = 10

interface UnderWay {
  readonly name: string
  readonly done: string
  readonly elapsed: string | null
  readonly total: number
  readonly behind: number
}

/** The projects that are being carried out, those furthest behind time first, and how many there are: one query. */
const underWay = (
  transaction: Transaction,
  today: Day,
  pairIds: readonly number[] | undefined,
): Promise<UnderWay[]> => transaction.$queryRaw`
  SELECT name, done::text, elapsed::text, (count(*) OVER ())::int AS total,
    (count(*) FILTER (WHERE elapsed - done > ${tolerated}) OVER ())::int AS behind
  FROM (
    SELECT id, name, round(coalesce(progress, 0)) AS done,
      CASE WHEN ends_on > starts_on
        THEN least(100, greatest(0, round(100.0 * (${today}::date - starts_on) / (ends_on - starts_on)))) END AS elapsed
    FROM project
    WHERE state IN ('started', 'building') ${pairIds ? Prisma.sql`AND pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty}
  ) AS one
  ORDER BY elapsed - done DESC NULLS LAST, id LIMIT ${most}`

/** How far projects have come, beside where time alone would have them. */
export const projectChart = ({ registry }: FeatureTools): ChartOffer => ({
  name: 'projects',
  title: 'projects.chart.name',
  words: ['project', 'projects', '项目', '项目进度', 'progress'],
  read: async (transaction, pair, today, translate) => {
    const projects = await underWay(transaction, today, pair && familyOf(registry, pair))
    const [first] = projects
    if (!first) return undefined
    const { total, behind } = first
    return {
      type: 'progress',
      title: chartTitle(pair, translate('projects.chart.title'), translate),
      note: translate('projects.chart.asOf', { day: showDay(today, translate), year: String(yearOf(today)) }),
      summary: translate('projects.chart.summary', { total, behind, points: tolerated }),
      rowTitle: translate('projects.chart.row'),
      rows: projects.map(({ name, done, elapsed }) => ({
        label: name,
        done,
        elapsed: elapsed ?? undefined,
        isBehind: elapsed !== null && Number(elapsed) - Number(done) > tolerated,
      })),
      ...(total > projects.length && { more: total - projects.length }),
    }
  },
})
