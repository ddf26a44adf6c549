import { z } from 'zod'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'

/** A field that is one word of a fixed shape. */
const token = (
  name: string,
  pattern: RegExp,
  problem: 'officers.badAccount' | 'officers.badCode',
): FieldType<string> => {
  const schema = z.string().regex(new RegExp(`^(?:${pattern.source})$`, 'u'))
  return {
    name,
    schema,
    recognise: (line) =>
      [...line.matchAll(new RegExp(`(?<![\\w/:-])(?:${pattern.source})(?![\\w/:-])`, 'gu'))].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: { kind: 'value', value: match[0] },
      })),
    validate: (text) => {
      const read = schema.safeParse(text.normalize('NFKC').trim())
      return read.success
        ? { kind: 'value', value: read.data }
        : { kind: 'problem', problem: notice(problem) }
    },
    ask: () => ({ kind: 'text', multiline: false }),
    show: (value) => value,
    write: (value) => value,
  }
}

/** An account's reference, as `/whoami` shows it: `telegram:123`, `slack:T1/U1`. */
export const accountField = (): FieldType<string> =>
  token('account', /[a-z]+:[\p{L}\p{N}_/.-]+/u, 'officers.badAccount')

/** The code of an invitation; those of earlier versions were base64url. Whoever has it becomes the officer. */
export const codeField = (): FieldType<string> => ({
  ...token('code', /[\w-]{22}/u, 'officers.badCode'),
  isSecret: true,
})
