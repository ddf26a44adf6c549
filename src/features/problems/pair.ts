import type { FieldType } from '../../core/form/field.ts'
import { pairField } from '../../programme/fields/pair.ts'
import type { Registry } from '../../programme/places/registry.ts'

/** What parts a pair's name from a sentence that does not begin with it. */
const parted = /^(?:\s*[:,，、;]\s*|\s+(?![到至赴往去来]))/u

/**
 * A pair that stands before what is told of it (`武隆 冷链项目用地未批`). Within a sentence a place is part of what is said, and
 * is not cut out of it: `pairNamedIn` reads it there.
 */
export const leadingPairField = (registry: Registry): FieldType<number> => {
  const type = pairField(registry)
  return {
    ...type,
    recognise: (line, reading) =>
      type
        .recognise(line, reading)
        .filter(
          ({ start, end }) =>
            line.slice(0, start).trim() === '' && (end === line.length || parted.test(line.slice(end))),
        ),
  }
}

/** The only pair that a text names; undefined for none and for several. */
export const pairNamedIn = (registry: Registry, text: string): number | undefined => {
  const named = registry
    .find(text)
    .map(({ places }) => places.flatMap((place) => registry.pairsOf(place).map(({ id }) => id)))
    .filter((ids) => ids.length > 0)
  const [first = []] = named
  const common = named.reduce((ids, more) => ids.filter((id) => more.includes(id)), first)
  return common.length === 1 ? common[0] : undefined
}
