import type { Form, FormField, Reading } from './field.ts'
import type { Filled } from './filled.ts'
import { readWords } from './words.ts'

const steering = {
  cancel: ['取消', '算了', 'cancel'],
  back: ['上一步', '返回', 'back'],
  skip: ['跳过', '略过', 'skip'],
} as const

/** A typed word that does what a question's button does. */
export const steeringOf = (typed: string): keyof typeof steering | undefined => {
  const word = typed.trim().toLowerCase()
  return (['cancel', 'back', 'skip'] as const).find((action) =>
    steering[action].some((known) => known === word),
  )
}

/** What a typed answer to a field's question fills in: that field, or several when it says more than was asked for (3月5日 12人). */
export const readAnswer = (form: Form, field: FormField, typed: string, reading: Reading): Filled => {
  const outcome = field.type.validate(typed, reading)
  const several = outcome.kind === 'problem' ? readWords(form, typed, reading).filled : {}
  return several[field.name] !== undefined && Object.keys(several).length > 1
    ? several
    : { [field.name]: { text: typed, outcome } }
}
