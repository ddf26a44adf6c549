import { createHash, randomInt } from 'node:crypto'
import type { FieldType, Secret } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import { token } from './tokens.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What every code begins with, so that one is recognised wherever it is typed. */
const mark = 'Ly'
const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const drawn = 20

/** 119 bits in letters and digits: a dash or an underscore at an end would be taken for a mark, by a person or a platform. */
export const newCode = (): string =>
  mark + Array.from({ length: drawn }, () => characters.charAt(randomInt(characters.length))).join('')

/** What was mistyped, in its mark too, counts as a wrong code. */
const code = /[\w-]{22}/u
const wholeCode = new RegExp(`^(?:${code.source})$`, 'u')
const sealPattern = /sealed[0-9a-f]{64}/u
const wholeSeal = new RegExp(`^${sealPattern.source}$`, 'u')
/** What stands where somebody typed what is no code: of no use to whoever reads it, or to anybody. */
const covered = 'xxxxxxxx'

const sealOf = (typed: string): string => `sealed${digest(typed)}`

/** What is kept of an invitation's code: the digest of its seal, so that nobody can make the seal from it. */
export const digestOf = (seal: string): string => digest(seal)
export const digestOfCode = (typed: string): string => digestOf(sealOf(typed))

/** Letters and digits of either width, as keyboards for Chinese type them. */
const alphanumeric = 'A-Za-z0-9Ａ-Ｚａ-ｚ０-９'
const marked = new RegExp(
  `(?<![${alphanumeric}])[LＬ][yｙ][${alphanumeric}]{${drawn}}(?![${alphanumeric}])`,
  'gu',
)
const typedSeal = new RegExp(sealPattern, 'giu')
/** A text that is quoted may end within one. */
const shownSeal = /sealed(?:[0-9a-f]{64}|[0-9a-f]{1,63}…)/giu
/** Long enough that some of a code could be guessed by it. */
const piece = new RegExp(`[${alphanumeric}_＿－-]{8,}`, 'gu')
const word = /^[A-Z]?[a-z]+(?:-[a-z]+)*$/u

const sealPiece = (typed: string): string => {
  const folded = fold(typed)
  if (word.test(folded)) return typed
  return wholeCode.test(folded) ? sealOf(folded) : covered
}

/** Codes of invitations, wherever they are typed; where one belongs, whatever may be one that was mistyped. */
export const codeSecret: Secret = {
  seal: (text, whence) => {
    if (whence === 'expected') return text.replace(piece, sealPiece)
    const own = whence === 'ours' ? text : text.replace(typedSeal, covered)
    return own.replace(marked, (typed) => sealOf(fold(typed)))
  },
  cover: (text) => text.replace(shownSeal, covered),
  how: 'officers.codeAlone',
}

/** The digest by which an invitation is found that a text may name by its code. */
export const digestNamedBy = (text: string): string =>
  wholeSeal.test(text) ? digestOf(text) : digestOfCode(text)

/** The code of an invitation, as its seal. Whoever has it becomes the officer. */
export const codeField = (): FieldType<string> => ({
  ...token('code', new RegExp(`${sealPattern.source}|${covered}|${code.source}`, 'u'), (text) => {
    const value = fold(text).trim()
    if (wholeSeal.test(value)) return { kind: 'value', value }
    return wholeCode.test(value)
      ? { kind: 'value', value: sealOf(value) }
      : { kind: 'problem', problem: notice('officers.badCode') }
  }),
  show: () => covered,
  secret: codeSecret,
})
