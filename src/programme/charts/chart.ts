/** Of which kind figures are; it decides how they are written. */
export type Measure = 'count' | 'money' | 'percent'

/** What every picture says beside its figures. All words are in the reader's language already. */
interface Said {
  /** What is shown, and of whom, with the unit of what is counted: it must stand by itself when the picture is passed on. */
  readonly title: string
  /** What is to be seen, in one sentence or two: it stands for the picture where that cannot be seen. */
  readonly summary: string
  /** The cut-off date. */
  readonly note: string
  /** How many further rows were left out. */
  readonly more?: number
}

/** One to three figures for each row, as bars below each other: this year and last, planned, disbursed and paid. */
export interface BarChart extends Said {
  readonly type: 'bars'
  readonly measure: Measure
  /** What the rows are: months, tiers, pairs. */
  readonly rowTitle: string
  /** What the bars of a row are, in their order. One to three. */
  readonly series: readonly string[]
  readonly rows: ReadonlyArray<{
    readonly label: string
    /** Exact decimal texts, one a series; undefined where it is not known, which is not nothing. */
    readonly values: ReadonlyArray<string | undefined>
  }>
}

/** How far each of some records has come, beside where time alone would have it. */
export interface ProgressChart extends Said {
  readonly type: 'progress'
  /** What the rows are: projects. */
  readonly rowTitle: string
  readonly rows: ReadonlyArray<{
    readonly label: string
    /** Percent as exact decimal texts; may exceed 100. Undefined where it is not known. */
    readonly done: string | undefined
    /** The part of the time that has passed, in percent. */
    readonly elapsed?: string | undefined
    /** Behind time by more than is tolerated, which its feature decides. */
    readonly isBehind?: boolean
  }>
}

/** What can be drawn, as a plain value: the same value gives the same picture, byte for byte. */
export type Chart = BarChart | ProgressChart

/** Rows that a phone shows of one picture; the first are drawn, and how many more there are is said. */
const mostRows = { bars: 14, progress: 10 } as const

/** The chart with as many rows as are shown. */
export const withinRows = <C extends Chart>(chart: C): C => {
  const most = mostRows[chart.type]
  const left = Math.max(0, chart.rows.length - most)
  return left === 0 ? chart : { ...chart, rows: chart.rows.slice(0, most), more: (chart.more ?? 0) + left }
}
