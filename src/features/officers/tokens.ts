import { z } from 'zod'
import type { FieldType, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { readAccount } from '../../programme/people/accounts.ts'

type Read = (text: string) => Outcome<string>

/** A field that is one word of a fixed shape. What has the shape and is none all the same is said to be wrong, never taken for something else. */
export const token = (name: string, pattern: RegExp, read: Read): FieldType<string> => ({
  name,
  schema: z.string().refine((text) => read(text).kind === 'value'),
  recognise: (line) =>
    [...line.matchAll(new RegExp(`(?<![\\w/:-])(?:${pattern.source})(?![\\w/:-])`, 'giu'))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      outcome: read(match[0]),
    })),
  validate: read,
  ask: () => ({ kind: 'text', multiline: false }),
  show: (value) => value,
  write: (value) => value,
})

/** An account's reference, as `/whoami` shows it: `telegram:123`, `slack:T1/U1`. */
export const accountField = (): FieldType<string> =>
  token('account', /[a-z]+:[\p{L}\p{N}_/.-]+/u, (text) => {
    const value = readAccount(text)
    return value === undefined
      ? { kind: 'problem', problem: notice('officers.badAccount') }
      : { kind: 'value', value }
  })
