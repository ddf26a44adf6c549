import { chinese } from '../text.ts'
import type { Piece } from './piece.ts'

/** Words between the pieces that fields took. */
export interface Leftover {
  readonly text: string
  /** Only taken pieces, and no blank or mark, lie between this and the leftover before it. */
  readonly adjacent: boolean
}

const opening = '(（\\[【{《“‘「『'
const closing = ')）\\]】}》”’」』'
const marks = '\\s,;:，；：、。·|/→\\-–—'
const leading = new RegExp(`^[${marks}.${closing}]+`, 'u')
const trailing = new RegExp(`[${marks}${opening}]+$`, 'u')
const particleWord = '(?:and|with|on|at|from|by|for|of|in|the)'
const leadingParticle = new RegExp(`^(?:(?:and|with|for)\\b[${marks}]*)+`, 'iu')
const trailingParticle = new RegExp(`(?:(?:^|[\\s,;])${particleWord})+$`, 'iu')
const onlyParticles =
  /^[和与及并由从自于在到至赴的等共率为是]$|^(?:一行|将?带队|将?率队|率团|带领|率领|以及|前往|共计|改[为成到]|调整[为到]|更正为|应为|to)$/iu
const wordCharacter = /[\p{L}\p{N}\p{So}]/u
const han = new RegExp(`[${chinese}]`, 'u')

const trimmed = (text: string): string => {
  const bare = text.replace(leading, '').replace(trailing, '')
  const words = bare.replace(leadingParticle, '').replace(trailingParticle, '').trim()
  return onlyParticles.test(words) || !wordCharacter.test(words) ? '' : words
}

/** What no field took, without the separators and little words that are left dangling. */
export const leftoverPieces = (line: string, taken: readonly Piece[]): Leftover[] => {
  const found: Leftover[] = []
  let from = 0
  let unbroken = false
  const add = (to: number) => {
    const raw = line.slice(from, to)
    const text = trimmed(raw)
    if (text !== '') {
      found.push({ text, adjacent: unbroken && raw.startsWith(text) })
      unbroken = raw.endsWith(text)
    } else if (raw !== '') unbroken = false
  }
  for (const { start, end } of [...taken].sort((a, b) => a.start - b.start)) {
    add(start)
    from = Math.max(from, end)
  }
  add(line.length)
  return found
}

/** Chinese words that stood on both sides of one taken piece meet again; others keep a blank between them. */
export const joinLeftovers = (pieces: readonly Leftover[]): string =>
  pieces.reduce((joined, { text, adjacent }) => {
    if (joined === '') return text
    const together = adjacent && han.test(joined.slice(-1)) && han.test(text.charAt(0))
    return together ? `${joined}${text}` : `${joined} ${text}`
  }, '')
