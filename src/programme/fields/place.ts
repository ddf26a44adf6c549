import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import { outcomeOf } from '../places/reading.ts'
import { namesOfPlaces, type Place, placeName, type Registry } from '../places/registry.ts'

/** One of the places, by its id. */
export const placeField = (registry: Registry): FieldType<number> => {
  const place = (id: number): Place => {
    const found = registry.places.find((candidate) => candidate.id === id)
    if (!found) throw new Error(`no place ${id} in the registry`)
    return found
  }
  return {
    name: 'place',
    schema: z.int().positive(),
    recognise: (line) =>
      registry
        .find(line)
        .map(({ start, end, places }): Claim<number> => ({ start, end, outcome: idsOf(outcomeOf(places)) })),
    validate: (text) => idsOf(registry.place(text)),
    words: () => namesOfPlaces(registry),
    ask: ({ translate }) => ({
      kind: 'choice',
      options: registry.places
        .filter(({ code }) => code !== undefined)
        .map((one) => ({ label: placeName(one, translate.locale), value: one.code ?? one.nameZh })),
    }),
    show: (id, { translate }) => placeName(place(id), translate.locale),
    write: (id) => place(id).code ?? place(id).nameZh,
  }
}

const idsOf = (outcome: Outcome<Place>): Outcome<number> => {
  if (outcome.kind === 'value') return { kind: 'value', value: outcome.value.id }
  if (outcome.kind === 'choice') return { kind: 'choice', values: outcome.values.map(({ id }) => id) }
  return outcome
}
