import { type Day, dayAt } from './day.ts'

/** The only source of time: tests and the console's `:now` move it. */
export interface Clock {
  now(): Date
  /** Today in the programme's time zone. */
  today(): Day
  readonly zone: string
}

/** The instant so many times 24 hours earlier. */
export const daysBefore = (instant: Date, days: number): Date =>
  new Date(instant.getTime() - days * 86_400_000)

export interface MovableClock extends Clock {
  moveTo(instant: Date): void
}

/** A clock that ticks with the machine's, and may be moved away from it. */
export const systemClock = (zone: string): MovableClock => {
  let offset = 0
  const now = () => new Date(Date.now() + offset)
  return {
    zone,
    now,
    today: () => dayAt(now(), zone),
    moveTo: (instant) => {
      offset = instant.getTime() - Date.now()
    },
  }
}

/** A clock that stands still until it is moved. */
export const stoppedClock = (at: Date, zone: string): MovableClock => {
  let instant = at
  return {
    zone,
    now: () => instant,
    today: () => dayAt(instant, zone),
    moveTo: (to) => {
      instant = to
    },
  }
}
