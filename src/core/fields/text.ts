import { z } from 'zod'
import type { FieldType } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { maskedNumber } from '../line/personal.ts'
import { isPlaceholder } from '../line/placeholders.ts'
import { problemOf, quoted, understood } from './outcome.ts'

/** Marks around all of it keep it together for us (name "Vegetable greenhouses"), and are no part of it. */
const quotation = /^["“”„«「『](?<said>[^"“”„«»「」『』]*\S[^"“”„«»「」『』]*)["“”»」』]$/u

/**
 * Words as they are. They are read in channels: numbers of telephones and identity cards are refused, and left out of a line. So
 * are words for what nobody knows yet (tbc, 待定).
 * `maximum` counts characters (code points); 500 when absent.
 */
export const text = ({
  maximum = 500,
  multiline = false,
}: {
  maximum?: number
  multiline?: boolean
} = {}): FieldType<string> => ({
  name: 'text',
  schema: z.string().trim().min(1),
  recognise: () => [],
  validate: (typed) => {
    const whole = (multiline ? typed.replace(/\r\n?/gu, '\n') : typed.replace(/\s+/gu, ' ')).trim()
    const words = quotation.exec(whole)?.groups?.said?.trim() ?? whole
    if (words === '') return problemOf(notice('fields.text.empty'))
    const personal = maskedNumber(words)
    if (personal !== undefined) return problemOf(notice('fields.text.personal', { number: personal }))
    if (isPlaceholder(words)) return problemOf(notice('fields.placeholder', { text: quoted(words) }))
    const length = [...words].length
    if (length > maximum) return problemOf(notice('fields.text.long', { length, maximum }))
    return understood(words)
  },
  ask: () => ({ kind: 'text', multiline }),
  show: (words) => words,
  write: (words) => words,
})
