import { problemOf, quoted } from '../../core/fields/outcome.ts'
import { text } from '../../core/fields/text.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'

/** Days, numbers and what is said of a term are no part of anybody's name. */
const noName = /\d|任期|挂职|^[到至从自]/u

/** What an officer is called. */
export const nameField = (): FieldType<string> => {
  const type = text({ maximum: 60 })
  return {
    ...type,
    validate: (typed, reading) => {
      const read = type.validate(typed, reading)
      return read.kind === 'value' && noName.test(read.value)
        ? problemOf(notice('officers.noName', { text: quoted(typed) }))
        : read
    },
  }
}
