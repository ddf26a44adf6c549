import type { Outcome } from '../form/field.ts'
import type { MessageKey, Notice } from '../i18n.ts'

export type Problem = Extract<Outcome<never>, { kind: 'problem' }>

export const understood = <Value>(value: Value): Outcome<Value> => ({ kind: 'value', value })

export const problemOf = (problem: Notice<MessageKey>): Problem => ({ kind: 'problem', problem })

/** A text as it is quoted in a message: one line, not too long. */
export const quoted = (text: string): string => {
  const line = text.trim().replace(/\s+/gu, ' ')
  const characters = [...line]
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : line
}
