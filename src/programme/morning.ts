import { type Day, instantAt } from '../core/time/day.ts'

/** When officers are at their desks: reminders come then. */
export const timeOfDay = '09:00'

/** That time of a day, in the programme's zone. */
export const morningOf = (day: Day, zone: string): Date => instantAt(`${day}T${timeOfDay}`, zone)
