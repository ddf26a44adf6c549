/** A time of day in a text; `clock` is `HH:mm`, undefined for one that does not exist (25:00). */
export interface TimeMatch {
  readonly start: number
  readonly end: number
  readonly clock: string | undefined
}
