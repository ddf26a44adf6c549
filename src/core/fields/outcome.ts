import type { Outcome } from '../form/field.ts'
import type { MessageKey, Notice } from '../i18n.ts'

export type Problem = Extract<Outcome<never>, { kind: 'problem' }>

export const understood = <Value>(value: Value): Outcome<Value> => ({ kind: 'value', value })

export const problemOf = (problem: Notice<MessageKey>): Problem => ({ kind: 'problem', problem })

/** A text as it is quoted in a message: one line, of so many characters at most. */
export const quoted = (text: string, most = 40): string => {
  const line = text.trim().replace(/\s+/gu, ' ')
  const characters = [...line]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line
}
