/** How often meetings of a series come, by days of the week or of the month; on clocks in China. */
export interface Rule {
  readonly every: 'week' | 'month' | 'quarter' | 'half'
  /** Weeks or months from one to the next; 1 for quarters and half-years. */
  readonly interval: number
  /** Of a quarter or half-year, from 1; 1 otherwise. */
  readonly month: number
  /** 1 for Monday. */
  readonly weekday?: number
  /** Which such weekday of the month; -1 for the last. */
  readonly nth?: number
  /** Of the month; every month has it. */
  readonly day?: number
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
export const monthsIn = { week: 1, month: 1, quarter: 3, half: 6 } as const

/** In the words of RFC 5545 (3.3.10), which is how a series is kept: `FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TH`. */
export const ruleText = ({ every, interval, month, weekday, nth, day }: Rule): string => {
  const months = Array.from({ length: 12 / monthsIn[every] }, (_, index) => month + index * monthsIn[every])
  return [
    every === 'week' ? 'FREQ=WEEKLY' : 'FREQ=MONTHLY',
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...(every === 'quarter' || every === 'half' ? [`BYMONTH=${months.join(',')}`] : []),
    day === undefined ? `BYDAY=${nth ?? ''}${weekdays[(weekday ?? 1) - 1]}` : `BYMONTHDAY=${day}`,
  ].join(';')
}

const written =
  /^FREQ=(?<often>WEEKLY|MONTHLY)(?:;INTERVAL=(?<interval>\d{1,2}))?(?:;BYMONTH=(?<months>\d{1,2}(?:,\d{1,2})*))?;(?:BYDAY=(?<nth>-1|[1-4])?(?<weekday>MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=(?<day>\d{1,2}))$/u

/** What such a text says; undefined for one that no series is kept by. */
export const ruleOf = (text: string): Rule | undefined => {
  const groups = written.exec(text)?.groups
  if (!groups) return undefined
  const months = groups.months?.split(',').map(Number) ?? []
  const every =
    groups.often === 'WEEKLY' ? 'week' : (({ 4: 'quarter', 2: 'half' } as const)[months.length] ?? 'month')
  return {
    every,
    interval: Number(groups.interval ?? 1),
    month: months[0] ?? 1,
    ...(groups.weekday !== undefined && { weekday: weekdays.indexOf(groups.weekday) + 1 }),
    ...(groups.nth !== undefined && { nth: Number(groups.nth) }),
    ...(groups.day !== undefined && { day: Number(groups.day) }),
  }
}
