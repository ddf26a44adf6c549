import { fold } from '../../../core/text.ts'
import type { Registry } from '../registry.ts'
import { chongqing, type Division, directory, type Meaning } from './directory.ts'
import { nearTo } from './near.ts'
import { createRunReader, unitsOf } from './runs.ts'

/** What a whole text may mean. */
export interface Found {
  /** The units of exactly this name; one: it is meant, several: one of them. */
  readonly units: readonly Meaning[]
  /** Where there are none: what may be meant, mistyped. */
  readonly near: readonly Division[]
  /** It names a county, and nothing in it. */
  readonly isCounty: boolean
}

/** 万峰村民委员会, 白马街道办事处: whose place is that of the village. */
const institution = /(?<=村)(?:村?民委员会|委会)$|(?<=社区)(?:居民委员会|居委会)$|(?<=街道)办(?:事处)?$/u

/** Reads a whole text as a township or village, with or without its county, what it is, and the units above it. */
export const lookUp = (registry: Registry, text: string): Found => {
  const known = directory()
  const typed = fold(text).trim().replace(institution, '')
  const whole = createRunReader(registry, known, typed)(0).filter(({ end }) => end === typed.length)
  const named = whole.filter((run) => run.named !== undefined)
  if (named.length > 0) return { units: unitsOf(named), near: [], isCounty: false }
  if (whole.length > 0) return { units: [], near: [], isCounty: true }
  const { rest, counties } = withoutCounty(registry, typed)
  return { units: [], near: nearTo(rest, known, counties), isCounty: false }
}

const mark = /^[\s,、·/-]+|[\s,、·/-]+$/gu

/** A county stands before or behind what lies in it. */
const withoutCounty = (registry: Registry, typed: string): { rest: string; counties: string[] } => {
  let rest = typed
  const counties: string[] = []
  for (const { start, end, places } of [...registry.find(typed)].reverse()) {
    const isAtEnd = rest.slice(end).replace(mark, '') === '' && /\P{Script=Han}$/u.test(typed.slice(0, start))
    const named = places.filter(({ level, code }) => level === 'county' || code === chongqing)
    if (named.length === 0 || !(start === 0 || isAtEnd)) continue
    rest = (start === 0 ? rest.slice(end) : rest.slice(0, start)).replace(mark, '')
    counties.push(...named.flatMap(({ level, code }) => (level === 'county' && code ? [code] : [])))
  }
  return { rest, counties }
}
