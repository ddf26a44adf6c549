import { type Form, type FormField, fieldsOf, type Reading } from '../form/field.ts'
import { fold } from '../text.ts'
import { candidatesIn, readClaims, settle } from './claims.ts'
import { readKeyed, shortened } from './key-values.ts'
import { keyedPieces } from './keys.ts'
import { joinLeftovers, leftoverPieces } from './leftovers.ts'
import { type Entry, type Found, mask, type Piece } from './piece.ts'

export interface LineReading {
  /** Entries by field name. A field that is not among them was not mentioned. */
  readonly entries: Readonly<Record<string, Entry>>
  /** Words that no field took, in a form without a free-text field. Empty when there are none. */
  readonly leftover: string
}

/**
 * Reads one line into a form: `key:value` first, then every field claims its piece, then the words left over go to the
 * free-text field. `current` gives the values that parts complete.
 */
export const readLine = (
  form: Form,
  line: string,
  reading: Reading,
  current: Readonly<Record<string, unknown>> = {},
): LineReading => {
  const fields = fieldsOf(form)
  const folded = fold(line)
  const keyed = keyedPieces(fields, line, folded)
  const entries: Record<string, Entry> = {}
  const taken: Piece[] = []
  const take = (field: FormField, { pieces, ...entry }: Found) => {
    entries[field.name] = entry
    taken.push(...pieces)
  }

  for (const field of fields) {
    const own = keyed.filter((piece) => piece.field === field)
    if (own.length === 0) continue
    const others = fields.filter((other) => other !== field && other.claims !== false)
    const found = readKeyed(field, shortened(own, others, folded, reading), reading, current[field.name])
    if (found && (found.outcome.kind === 'value' || own.some(({ loose }) => !loose))) take(field, found)
  }

  // Twice: what touches another field's piece (3.5济南→武隆) stands alone once that piece is known.
  for (let look = 0; look < 2; look += 1) {
    const masked = mask(folded, taken)
    const claiming = fields.filter((field) => !entries[field.name] && field.claims !== false)
    const claims = settle(candidatesIn(masked, claiming, reading))
    for (const field of claiming) {
      const own = claims.filter((claim) => claim.field === field)
      if (own.length > 0) take(field, readClaims(field, own, line))
    }
  }

  // 方向济南→武隆: a key without its colon says no more than what follows it.
  const named = new Set(fields.filter(({ name }) => entries[name]).flatMap(({ keys }) => keys))
  const leftover = joinLeftovers(leftoverPieces(line, taken).filter(({ text }) => !named.has(text)))
  const freeText = fields.find((field) => field.freeText)
  if (!freeText || leftover === '') return { entries, leftover }
  const known = entries[freeText.name]
  const text = known && known.outcome.kind !== 'problem' ? `${known.text} ${leftover}` : leftover
  entries[freeText.name] = { text, outcome: freeText.type.validate(text, reading) }
  return { entries, leftover: '' }
}
