import { choice } from '../../../core/fields/choice.ts'
import { understood } from '../../../core/fields/outcome.ts'
import type { FieldType } from '../../../core/form/field.ts'

/** What a text does to one that stands already: it is added, unless it is said that it replaces it. */
export type How = 'add' | 'replace'

const atStart = '(?<=^[\\s\\0]*(?:m-?\\d{4}-?\\d{1,9})?[\\s,:;\\0]*)'
const replaces =
  '(?:replace(?:\\s(?:all|it|everything|the\\s(?:text|minutes)))?(?:\\s(?:with|by))?|(?:替换|改写|重写|全文|改为|替换为|全文改为|全文替换为?))'
/** Replace: …, 全文改为：…: with its colon, since minutes may begin with the word. */
const said = new RegExp(`${atStart}${replaces}(?:\\s?:\\s?|(?=\\s?\\0))`, 'iu')

/** Said at the beginning of a line only; what stands further on is text. */
export const howField = (): FieldType<How> => ({
  ...choice([
    { value: 'add', label: 'minutes.how.add', words: [] },
    { value: 'replace', label: 'minutes.how.replace', words: [] },
  ]),
  recognise: (line) => {
    const found = said.exec(line)
    if (!found) return []
    return [{ start: found.index, end: found.index + found[0].length, outcome: understood('replace') }]
  },
})

/** In characters: more than that is better read in a file. */
export const longestMinutes = 20_000

/** The text that stands after one was given; one that is there already is not written twice. */
export const joinedText = (
  before: string | null | undefined,
  given: string | undefined,
  how: How | undefined,
): string | null => {
  if (given === undefined) return before ?? null
  if (!before || how === 'replace') return given
  return `\n${before}\n`.includes(`\n${given}\n`) ? before : `${before}\n${given}`
}
