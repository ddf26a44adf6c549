import { fold } from '../../../core/text.ts'

/** How a project is called: as it is written, in pinyin, by the first letters of that, and in English. */
export interface Called {
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly english: string
}

/** Letters in a piece of pinyin or English, and in one of initials. */
const lettersAPiece = 3
const initialsAPiece = 2
/** Initials are marked: two letters of them are not two letters of a word. */
const mark = '~'

const han = /\p{Script=Han}+/gu
const letters = /[a-z0-9]+/gu

export const plain = (text: string): string => fold(text).normalize('NFC').toLowerCase().trim()

const pieces = (text: string, length: number): string[] => {
  const characters = [...text]
  return characters.length < length
    ? []
    : characters.slice(length - 1).map((_, index) => characters.slice(index, index + length).join(''))
}

const ofHan = (text: string): string[] =>
  [...text.matchAll(han)].flatMap(([run]) => [...pieces(run, 1), ...pieces(run, 2)])
const ofLetters = (text: string): string[] =>
  [...text.matchAll(letters)].flatMap(([run]) => pieces(run, lettersAPiece))
const ofInitials = (text: string): string[] => pieces(text, initialsAPiece).map((piece) => `${mark}${piece}`)

/** The text that is searched, a way of calling it a line. */
export const wordsOf = ({ name, pinyin, initials, english }: Called): string =>
  [name, pinyin, initials, english].join('\n')

/** Pieces of all ways to call a project: an index finds those that have all pieces of what is asked for. */
export const piecesOf = ({ name, pinyin, initials, english }: Called): string[] => [
  ...new Set([
    ...ofHan(name),
    ...ofLetters(name),
    ...ofLetters(pinyin),
    ...ofLetters(english),
    ...ofInitials(initials),
  ]),
]

/** One word that is asked for: the pieces that a project must have, of which any group will do; none when it is too short. */
export interface AskedWord {
  readonly word: string
  readonly groups: ReadonlyArray<readonly string[]>
}

/** The words that are asked for, all of which must be in what a project is called. */
export const askedIn = (typed: string): AskedWord[] =>
  plain(typed)
    .split(/[\s,，、]+/u)
    .filter((word) => word !== '')
    .map((word) => {
      const ofHanOnly = [...new Set(pieces([...word.matchAll(han)].map(([run]) => run).join(''), 1))]
      const groups = /\p{Script=Han}/u.test(word)
        ? [[...ofHanOnly, ...ofHan(word), ...ofLetters(word)]]
        : [ofLetters(word), ofInitials(word.replace(/[^a-z0-9]/gu, ''))]
      return { word, groups: groups.map((group) => [...new Set(group)]).filter((group) => group.length > 0) }
    })
