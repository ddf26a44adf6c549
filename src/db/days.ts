import { type Day, toDay } from '../core/time/day.ts'

/** A calendar day as the driver writes it to a `date` column: midnight UTC. */
export const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`)

/** A `date` column as the driver reads it, back to a calendar day. */
export const fromDate = (date: Date): Day => toDay(date.toISOString().slice(0, 10))
