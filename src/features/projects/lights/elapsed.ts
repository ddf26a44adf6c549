import { type Day, daysBetween } from '../../../core/time/day.ts'
import { Prisma } from '../../../generated/prisma/client.ts'

const whole = 10_000

/** How much of the time that was planned has passed, in basis points: nothing on the first day, all when the last one is over. */
export const elapsedOf = (startsOn: Day, endsOn: Day, today: Day): bigint => {
  const days = daysBetween(startsOn, endsOn) + 1
  const passed = Math.min(Math.max(daysBetween(startsOn, today), 0), days)
  return (BigInt(passed) * BigInt(whole)) / BigInt(days)
}

/** The same of a project of the table; nothing where no days are planned. */
export const elapsedIn = (today: Day): Prisma.Sql => Prisma.sql`
  least(greatest(${today}::date - starts_on, 0), ends_on - starts_on + 1) * ${whole}::int / (ends_on - starts_on + 1)`
