import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'

/** Where records that last from `starts_on` to `ends_on`, and are not settled by a step, stand today. */
export const spans = {
  ahead: (today: Day) => Prisma.sql`state = 'active' AND starts_on > ${today}::date`,
  during: (today: Day) =>
    Prisma.sql`state = 'active' AND starts_on <= ${today}::date AND ends_on >= ${today}::date`,
  past: (today: Day) => Prisma.sql`state = 'active' AND ends_on < ${today}::date`,
}

/** Those that have begun, which are those that count. */
export const begun = (today: Day): Prisma.Sql =>
  Prisma.sql`starts_on <= ${today}::date AND state <> 'cancelled'`
