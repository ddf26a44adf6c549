import { z } from 'zod'
import { choice } from '../../core/fields/choice.ts'
import type { FieldType } from '../../core/form/field.ts'
import type { PlainKey } from '../../core/i18n.ts'

/** A feature that says how pairs stand, and what its part is called. */
export interface NamedSection {
  readonly name: string
  readonly title: PlainKey
}

/** One feature's part of the status, by its title in any language or the feature's name. Asked late, when all features are known. */
export const sectionField = (sections: () => readonly NamedSection[]): FieldType<string> => {
  const titles = (): FieldType<string> =>
    choice(sections().map(({ name, title }) => ({ value: name, label: title, words: [name] })))
  return {
    name: 'section',
    schema: z.string(),
    recognise: (line, reading) => (sections().length > 0 ? titles().recognise(line, reading) : []),
    validate: (text, reading) => titles().validate(text, reading),
    ask: (reading) => titles().ask(reading),
    show: (name, reading) => titles().show(name, reading),
    write: (name) => name,
  }
}
