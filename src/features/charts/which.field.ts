import { z } from 'zod'
import { choice } from '../../core/fields/choice.ts'
import type { FieldType } from '../../core/form/field.ts'
import type { ChartOffer } from '../../programme/feature.ts'

/** A chart by its title in any language, or by other words for it. Asked late, when all features are known. */
export const whichField = (offers: () => readonly ChartOffer[]): FieldType<string> => {
  const titles = (): FieldType<string> =>
    choice(offers().map(({ name, title, words }) => ({ value: name, label: title, words })))
  return {
    name: 'chart',
    schema: z.string(),
    recognise: (line, reading) => (offers().length > 0 ? titles().recognise(line, reading) : []),
    validate: (text, reading) => titles().validate(text, reading),
    ask: (reading) => titles().ask(reading),
    show: (name, reading) => titles().show(name, reading),
    write: (name) => name,
  }
}
