import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { text } from '../../../src/core/fields/text.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { withMaskedNumbers } from '../../../src/core/line/personal.ts'
import { toDay } from '../../../src/core/time/day.ts'

const reading = { today: toDay('2025-03-05'), translate: translatorOf('en') }
const read = (words: string) => text().validate(words, reading)
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`, 'u'))
const wide = (words: string) =>
  words.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkOf = (number: string): string =>
  '10X98765432'[weights.reduce((sum, weight, place) => sum + weight * Number(number[place]), 0) % 11] ?? ''

/** Numbers of identity cards without the check digit. */
const identities = fc
  .record({
    region: fc.constantFrom('370102', '500156', '110101', '654321'),
    born: fc.date({ min: new Date('1930-01-01'), max: new Date('2024-12-31'), noInvalidDate: true }),
    order: digits(3),
  })
  .map(({ region, born, order }) => `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}`)
const mobiles = fc
  .tuple(fc.constantFrom(...'3456789'), digits(9))
  .map(([second, rest]) => `1${second}${rest}`)
const around = fc.constantFrom(
  (number: string) => number,
  (number: string) => `请与李明联系${number}，谢谢`,
  (number: string) => `please call ${number} on arrival`,
  (number: string) => `（${wide(number)}）`,
)

describe('personal numbers in words', () => {
  it('of mobile telephones are always refused', () => {
    const written = fc.constantFrom(
      (number: string) => number,
      (number: string) => `+86 ${number}`,
      (number: string) => `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`,
      (number: string) => `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`,
    )
    fc.assert(
      fc.property(mobiles, written, around, (number, write, within) => {
        const outcome = read(within(write(number)))
        expect(outcome).toMatchObject({ kind: 'problem', problem: { key: 'fields.text.personal' } })
        expect(JSON.stringify(outcome)).not.toContain(number)
        expect(JSON.stringify(outcome)).toContain(number.slice(-4))
      }),
    )
  })

  it('of identity cards are refused, and numbers with another check digit are not', () => {
    fc.assert(
      fc.property(identities, around, fc.integer({ min: 1, max: 10 }), (number, within, shift) => {
        const check = checkOf(number)
        expect(read(within(`${number}${check}`))).toMatchObject({ kind: 'problem' })
        const wrong = '0123456789X'[('0123456789X'.indexOf(check) + shift) % 11]
        expect(read(within(`${number}${wrong}`))).toMatchObject({ kind: 'value' })
      }),
    )
  })

  it('are not seen in numbers of documents, amounts, references and accounts', () => {
    const year = fc.integer({ min: 2015, max: 2030 })
    const small = fc.integer({ min: 1, max: 9999 })
    const harmless = fc.oneof(
      fc.tuple(year, small).map(([of, number]) => `黔财农〔${of}〕${number}号`),
      fc.tuple(year, small).map(([of, number]) => `V-${of}-${String(number).padStart(4, '0')}`),
      fc.tuple(year, digits(6)).map(([of, number]) => `PZ-${of}-${number}`),
      fc.tuple(year, digits(4)).map(([of, number]) => `HT${of}0305${number}`),
      fc.tuple(year, digits(4)).map(([of, number]) => `00${of}0305${number}`),
      fc.bigInt({ min: 1n, max: 99_999_999_999n }).map((amount) => `${amount}元`),
      fc.bigInt({ min: 1n, max: 99_999_999_999n }).map((amount) => `${amount} yuan`),
      fc.bigInt({ min: 1n, max: 99_999_999_999n }).map((amount) => `${amount}.50元`),
      fc.bigInt({ min: 1n, max: 9_999n }).map((amount) => `${amount}.3亿元`),
      fc
        .date({ min: new Date('2015-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((at) => at.toISOString().slice(0, 10)),
    )
    fc.assert(
      fc.property(harmless, (words) => {
        expect(read(`按${words}办理`), words).toMatchObject({ kind: 'value' })
        expect(read(`as in ${words}`), words).toMatchObject({ kind: 'value' })
        expect(withMaskedNumbers(`按${words}办理`)).toBe(`按${words}办理`)
      }),
    )
  })

  it.each([
    ['电话：13812345678，请联系', '电话：138****5678，请联系'],
    ['call +86 138-1234-5678 now', 'call 861****5678 now'],
    ['身份证370102197003051238。', '身份证370****1238。'],
    ['写信到 li.ming@example.com 即可', '写信到 **** 即可'],
    ['１３８１２３４５６７８', '138****5678'],
    ['考察产业园', '考察产业园'],
  ])('%s is kept as %s', (words, kept) => {
    expect(withMaskedNumbers(words)).toBe(kept)
  })
})
