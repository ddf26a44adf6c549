import type { FeatureTools } from '../../programme/feature.ts'
import type { Importable } from '../../programme/importable.ts'
import type { Alike } from '../../programme/records/import/alike.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import type { VisitContent, VisitKind } from './kind.ts'
import type { visitReminders } from './reminders.ts'

/** A visit may be there already: its pair, its direction, and a day in common. */
const alike: Alike<VisitContent> = {
  likeness: ({ pairId, direction, startsOn, endsOn }) => `${pairId} ${direction} ${startsOn} ${endsOn}`,
  find: async (transaction, visits) => {
    const asked = visits.map(({ pairId, direction, startsOn, endsOn }, place) => ({
      place,
      pair_id: pairId,
      direction,
      starts_on: startsOn,
      ends_on: endsOn,
    }))
    const found = await transaction.$queryRaw<{ place: number; reference: string }[]>`
      SELECT DISTINCT ON (place) place, reference
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        AS asked (place int, pair_id int, direction text, starts_on date, ends_on date)
      JOIN visit ON visit.pair_id = asked.pair_id AND visit.direction::text = asked.direction
        AND visit.starts_on <= asked.ends_on AND visit.ends_on >= asked.starts_on AND visit.state <> 'cancelled'
      ORDER BY place, (visit.starts_on = asked.starts_on AND visit.ends_on = asked.ends_on) DESC, visit.id`
    return new Map(found.map(({ place, reference }) => [place, reference]))
  },
}

/** Visits from sheets: whoever imports one reported it, and is asked for its outcome as for any other. */
export const visitImport = (
  kind: VisitKind,
  tools: FeatureTools,
  reminders: ReturnType<typeof visitReminders>,
): Importable =>
  importOf(kind, tools, {
    alike,
    written: async (context, imported) => {
      await reminders.changedMany(context, imported)
      const { transaction, caller, clock } = context
      const ids = imported.flatMap(({ record, before }) => (before ? [] : [record.id]))
      await transaction.$executeRaw`
        INSERT INTO visit_credit (visit_id, account, officer_id, side, at)
        SELECT id, ${caller.account}, ${caller.officer?.id ?? null}::int, ${caller.officer?.side ?? null}::"Side", ${clock.now()}
        FROM unnest(${ids}::int[]) AS id`
    },
  })
