import { text } from '../../core/fields/text.ts'
import type { FieldType } from '../../core/form/field.ts'

const link = /https?:\/\/[^\s，。；、）\0]+/giu
export const isLink = (venue: string): boolean => /^https?:\/\//iu.test(venue)

/** A room, or a link: a link is found in a line, a room needs its key. */
export const venueField = (): FieldType<string> => ({
  ...text({ maximum: 300 }),
  recognise: (line) =>
    [...line.matchAll(link)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      outcome: { kind: 'value', value: found },
    })),
})
