import { text } from '../../core/fields/text.ts'
import type { FieldType } from '../../core/form/field.ts'
import { isPersonalName } from '../people/chinese-names.ts'
import { chineseTitle } from '../people/titles.ts'

const firstWord = /^[^\s,;。!?]+/u
const nextWord = /^ (?<word>[^\s,;。!?]+)/u
const endsWithTitle = new RegExp(`(?:${chineseTitle})$`, 'u')
const isTitle = new RegExp(`^(?:${chineseTitle})$`, 'u')
const isOffice = /^[\p{Script=Han}·]{2,16}(?:[局委办厅部处科院]|政府|公司|中心|集团)$/u
const latinWords = /^\p{Lu}[\p{L}'’.-]*(?:(?: and|,)? (?:of |the )*\p{Lu}[\p{L}'’.-]*)*/u

/** Zhao Yi, Qian Er and Sun San: several names in Latin letters. */
const latinName = "\\p{Lu}[\\p{L}'’.-]*(?: \\p{Lu}[\\p{L}'’.-]*)*"
const latinNames = new RegExp(`^${latinName}(?:\\s*(?:,|;|&|,? and)\\s*${latinName})*`, 'u')

/** Whether a word behind a blank goes on with who is named. */
const goesOn = (before: string, word: string, several: boolean): boolean =>
  isTitle.test(word) ||
  (endsWithTitle.test(before) && isPersonalName(word)) ||
  (several &&
    (word.includes('、') || isPersonalName(word) || isOffice.test(word) || endsWithTitle.test(word)))

const chineseLength = (words: string, several: boolean): number => {
  let length = firstWord.exec(words)?.[0].length ?? 0
  for (;;) {
    const { 0: next, groups } = nextWord.exec(words.slice(length)) ?? {}
    if (next === undefined || !goesOn(words.slice(0, length), groups?.word ?? '', several)) return length
    length += next.length
  }
}

/** Mayor Zhang Wei opened …, Mayor Zhang Industry was …: the last capital may begin a sentence, where there are more than two. */
const latinLength = (words: string): number => {
  const capitals = latinWords.exec(words)?.[0] ?? firstWord.exec(words)?.[0] ?? ''
  const isFollowed = /^ \p{Ll}/u.test(words.slice(capitals.length))
  const parts = capitals.split(' ')
  return isFollowed && parts.length > 2 ? parts.slice(0, -1).join(' ').length : capitals.length
}

/** Who is named in words of their own: a person, or `several` with their offices. A sentence that follows is none of them. */
export const namesField = ({
  maximum,
  several,
}: {
  maximum: number
  several: boolean
}): FieldType<string> => ({
  ...text({ maximum }),
  extent: (words) => {
    if (!/^\p{Script=Latin}/u.test(words)) return chineseLength(words, several)
    return several
      ? (latinNames.exec(words)?.[0].length ?? chineseLength(words, several))
      : latinLength(words)
  },
})
