import type { Claim, FieldType, Reading } from '../../core/form/field.ts'
import type { Place, Registry } from '../places/registry.ts'
import type { DirectionValue } from './direction.ts'
import { placesOf } from './routes.ts'

/** Lines are folded. Of 今年以来, 往来, 来自 nobody comes. */
const here =
  /(?<![以近原从本后出往未将上下回起])(?:来访|到访|来(?![自年电信函往]))(?:过|了)?|接待(?:过|了)?|(?<!\p{L})(?:coming|comes?|came|arriving|arrived|visit(?:ed|ing) us)(?!\p{L}|\sup(?!\p{L}))/iu
const there =
  /(?<![过上下进出回失除])(?:出访|去(?!年))(?:过|了)?|(?<!\p{L})(?:going|goes|go|went|travel(?:l?ing|l?ed|s)?)(?!\p{L}|\son(?!\p{L}))/iu

/** 武隆今年来了多少人: so many people are seen to come by the place that is named; 武隆来了几次 tells of its own people. */
const seen = /来(?:过|了)(?:多少|几)(?:个?人|[名位])/u
const overThere = /^(?:那边|方面|那里|的)/u

/** Who comes comes to where the person who speaks is, and who goes goes from there, where no place is named. */
export const seenFromHome = (
  directions: FieldType<DirectionValue>,
  registry: Registry,
): FieldType<DirectionValue> => ({
  ...directions,
  recognise: (line, reading) => {
    const { home, sentence = line } = reading
    const arrived = seenComing(directions, registry, line, reading)
    if (arrived.length > 0) return arrived
    if (home === undefined || registry.find(sentence).length > 0) return directions.recognise(line, reading)
    const [comes, goes] = [here.exec(line), there.exec(line)]
    const verb = comes ?? goes
    // Coming and going: either.
    if (!verb || (comes && goes)) return []
    const outcome = directions.validate(comes ? `→${home}` : `${home}→`, reading)
    return [{ start: verb.index, end: verb.index + verb[0].length, outcome }]
  },
})

/** Whoever serves at the other end asks who came to them. */
const seenComing = (
  directions: FieldType<DirectionValue>,
  registry: Registry,
  line: string,
  reading: Reading,
): Claim<DirectionValue>[] => {
  const coming = seen.exec(line)
  const [place, ...others] = registry.find(line)
  if (!coming || !place || others.length > 0 || place.start > coming.index) return []
  if (overThere.test(line.slice(place.end))) return []
  const name = line.slice(place.start, place.end)
  if (reading.home !== undefined && !isHome(registry, reading.home, place.places)) return []
  const outcome = directions.validate(`→${name}`, reading)
  if (outcome.kind === 'problem') return []
  const { 0: words, index } = coming
  return [
    { start: place.start, end: place.end, outcome },
    { start: index, end: index + words.length, outcome },
  ]
}

const isHome = (registry: Registry, home: string, places: readonly Place[]): boolean =>
  placesOf(registry.place(home)).some(({ id }) => places.some((place) => place.id === id))
