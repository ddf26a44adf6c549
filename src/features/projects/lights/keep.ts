import { z } from 'zod'
import type { DueContext } from '../../../core/due.ts'
import type { Job } from '../../../core/job.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { type Lit, litSchema } from '../../../programme/lights.ts'
import type { ProjectMoney } from '../../../programme/money-offers.ts'
import type { LightRule } from '../../../programme/project-rules.ts'
import { refreshRecords } from '../../../programme/records/refresh.ts'
import { topicOf } from '../../../programme/records/show.ts'
import type { Project } from '../content.ts'
import type { ProjectKind } from '../kind.ts'
import type { StageLimits } from '../limits/limits.ts'
import { lightsOf, type Measured } from './lights.ts'

type Over = Measured & Pick<Project, 'reference' | 'pairId' | 'unit' | 'stageUnit'>

interface LitOver extends Lit {
  readonly reference: string
}

/** What is read of projects by the ten thousand: not all that is kept of them. */
const readOver = (transaction: Transaction, which: Prisma.Sql): Promise<Over[]> =>
  transaction.$queryRaw<Over[]>`
    SELECT reference, pair_id AS "pairId", name, english, unit, stage_unit AS "stageUnit", nature::text AS nature,
      state::text AS state, stage_on::text AS "stageOn", starts_on::text AS "startsOn", ends_on::text AS "endsOn",
      budget::text AS budget, progress::text AS progress, progress_on::text AS "progressOn"
    FROM project WHERE ${which}`

const litRow = z.intersection(z.object({ reference: z.string() }), litSchema)

export const readLights = async (
  transaction: Transaction,
  references: readonly string[],
): Promise<LitOver[]> => {
  const rows = await transaction.$queryRaw<unknown[]>`
    SELECT reference, rule::text AS rule, light::text AS light, measured, threshold, word FROM project_light
    WHERE reference = ANY(${[...references]}) ORDER BY light DESC, rule`
  return rows.map((row) => litRow.parse(row))
}

const nameOf = ({ reference, rule }: { readonly reference: string; readonly rule: LightRule }): string =>
  `${reference} ${rule}`

/** Writes down what is lit, so that lists and summaries need not reckon it, and tells those who supervise. */
export const lightsKeeper = (kind: ProjectKind, limits: StageLimits, tools: FeatureTools) => {
  const moneyOf = async (
    transaction: Transaction,
    references: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectMoney>> => {
    const ledger = tools.features().find((feature) => feature.moneyOf)
    return (await ledger?.moneyOf?.(transaction, references)) ?? new Map()
  }

  const write = async (
    { transaction, clock }: DueContext<Transaction>,
    changed: readonly LitOver[],
    gone: readonly LitOver[],
  ): Promise<void> => {
    if (gone.length > 0)
      await transaction.$executeRaw`
        DELETE FROM project_light USING unnest(${gone.map(({ reference }) => reference)}::text[],
          ${gone.map(({ rule }) => rule)}::text[]) AS gone (reference, rule)
        WHERE project_light.reference = gone.reference AND project_light.rule = gone.rule::"LightRule"`
    if (changed.length > 0)
      await transaction.$executeRaw`
        INSERT INTO project_light AS before (reference, rule, light, measured, threshold, word, lit_on)
        SELECT lit->>'reference', (lit->>'rule')::"LightRule", (lit->>'light')::"WarningLight",
          (lit->>'measured')::int, (lit->>'threshold')::int, lit->>'word', ${clock.today()}::date
        FROM jsonb_array_elements(${JSON.stringify(changed)}::jsonb) AS lit
        ON CONFLICT (reference, rule) DO UPDATE SET light = excluded.light, measured = excluded.measured,
          threshold = excluded.threshold, word = excluded.word,
          lit_on = CASE WHEN before.light = excluded.light THEN before.lit_on ELSE excluded.lit_on END`
    const references = [...new Set([...changed, ...gone].map(({ reference }) => reference))]
    if (references.length > 0)
      await transaction.$executeRaw`
        UPDATE project SET light = worst.light
        FROM (SELECT asked.reference, max(project_light.light) AS light FROM unnest(${references}::text[]) AS asked (reference)
          LEFT JOIN project_light USING (reference) GROUP BY asked.reference) AS worst
        WHERE project.reference = worst.reference AND project.light IS DISTINCT FROM worst.light`
  }

  /** Gives the references of projects whose lights are others now. */
  const keep = async (
    context: DueContext<Transaction>,
    projects: readonly Over[],
  ): Promise<readonly string[]> => {
    if (projects.length === 0) return []
    const { transaction, clock } = context
    const today = clock.today()
    const rules = tools.projectRules.lightLimits(today)
    const references = projects.map(({ reference }) => reference)
    const money = await moneyOf(transaction, references)
    const before = new Map((await readLights(transaction, references)).map((lit) => [nameOf(lit), lit]))
    const now = projects.flatMap((project) =>
      lightsOf(project, money.get(project.reference), today, limits, rules).map(
        (lit): LitOver => ({ reference: project.reference, ...lit }),
      ),
    )
    const standing = new Set(now.map(nameOf))
    const changed = now.filter((lit) => {
      const known = before.get(nameOf(lit))
      return (
        known?.light !== lit.light || known.measured !== lit.measured || known.threshold !== lit.threshold
      )
    })
    const gone = [...before.values()].filter((lit) => !standing.has(nameOf(lit)))
    await write(context, changed, gone)
    const isRed = (lit: LitOver | undefined) => lit?.light === 'red'
    const byReference = new Map(projects.map((project) => [project.reference, project]))
    const supervision = tools.features().find((feature) => feature.supervision)?.supervision
    await supervision?.follow(
      context,
      changed
        .filter((lit) => isRed(lit) && !isRed(before.get(nameOf(lit))))
        .flatMap((lit) => {
          const project = byReference.get(lit.reference)
          return project
            ? [
                {
                  ...lit,
                  pairId: project.pairId,
                  name: project.name,
                  owner: project.stageUnit ?? project.unit,
                },
              ]
            : []
        }),
      [...gone, ...changed.filter((lit) => !isRed(lit))].filter((lit) => isRed(before.get(nameOf(lit)))),
    )
    return [...new Set([...changed, ...gone].map(({ reference }) => reference))]
  }

  /** The cards that stand somewhere; most projects have none. */
  const refresh = async (context: DueContext<Transaction>, references: readonly string[]): Promise<void> => {
    if (references.length === 0) return
    const topics = new Map(references.map((one) => [topicOf(kind, one), one]))
    const standing = await context.transaction.posted.findMany({
      where: { topic: { in: [...topics.keys()] } },
      select: { topic: true },
    })
    const shown = new Set(standing.flatMap(({ topic }) => topics.get(topic) ?? []))
    await refreshRecords(context, tools, [...shown])
  }

  const job: Job<Transaction> = {
    name: 'projects.lights',
    // Before officers are at their desks.
    cron: '0 6 * * *',
    catchUpHours: 24,
    run: async ({ transaction, clock, send }) => {
      const context = { transaction, clock, send }
      await refresh(
        context,
        await keep(context, await readOver(transaction, Prisma.sql`state <> 'cancelled'`)),
      )
    },
  }

  return {
    keep,
    job,
    lights: {
      follow: async (context: DueContext<Transaction>, references: readonly string[]) => {
        const which = Prisma.sql`reference = ANY(${[...references]})`
        await keep(context, await readOver(context.transaction, which))
        await refresh(context, references)
      },
    },
  }
}
