import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shorten, splitText } from '../../../src/adapters/slack/limits.ts'
import { clean, escapeText, typedLine, typedText, unmarked } from '../../../src/adapters/slack/text.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 300 })

describe('what a person typed', () => {
  it('is read as it was typed, whatever Slack escapes', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(typedText(escapeText(text), 'T1')).toBe(text.trim())
      }),
    )
  })

  it.each([
    ['<@UBOT> visit 武隆', 'visit 武隆'],
    ['<@UBOT|luyu>, visit 武隆', 'visit 武隆'],
    ['visit 武隆 <@UBOT>', 'visit 武隆'],
    ['with <@U2|wang> and <@U3>', 'with slack:T1/U2 and slack:T1/U3'],
    ['for <!subteam^S1|@liaison>', 'for @liaison'],
    ['in <#C1|general>', 'in #general'],
    [
      'see <https://example.org/a?b=1&amp;c=2|example.org> or <https://example.org>',
      'see example.org or https://example.org',
    ],
    ['3 &lt; 5 &amp;&amp; 5 &gt; 3', '3 < 5 && 5 > 3'],
  ])('%j means %j', (sent, typed) => {
    expect(typedLine(sent, 'UBOT', 'T1')).toEqual({ text: typed })
  })

  it('is what follows our name, and what stood before it is told apart', () => {
    expect(typedLine('Hi :wave: <@UBOT> please status', 'UBOT', 'T1')).toEqual({
      text: 'please status',
      before: 'Hi :wave:',
    })
  })

  it.each([
    ['*visit* 5 March', 'visit 5 March'],
    ['*互访*3月5日', '互访3月5日'],
    ['_visit_ ~5~ March', 'visit 5 March'],
    ['`visit` 5 March', 'visit 5 March'],
    ['```visit 5 March\n12 people```', 'visit 5 March\n12 people'],
    ['*_visit_* 5 March', 'visit 5 March'],
    ['> visit 5 March\n> 12 people', 'visit 5 March\n12 people'],
    ['>visit', 'visit'],
    ['• visit 5 March', 'visit 5 March'],
    ['- *visit* 5 March', 'visit 5 March'],
    ['visit 12 people :white_check_mark:', 'visit 12 people :white_check_mark:'],
    ['visit park :tada:', 'visit park :tada:'],
    [':wave: visit a_b_c 5*3*2 ~5 人', ':wave: visit a_b_c 5*3*2 ~5 人'],
    ['济南->武隆 3月5日~7日，约~5人', '济南->武隆 3月5日~7日，约~5人'],
  ])('is read without marks: %j', (marked, words) => {
    expect(unmarked(marked)).toBe(words)
  })

  it('loses nothing but marks', () => {
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
    fc.assert(
      fc.property(words, (text) => {
        expect(letters(unmarked(text))).toBe(letters(text))
      }),
    )
  })
})

describe('a long text', () => {
  it('is split within the limit, at line ends or spaces if it can be, and loses no word', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 100 }), (text, most) => {
        const pieces = splitText(text, most)
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(most)
        for (const piece of pieces) expect(piece).not.toMatch(/\p{Cs}/u)
        expect(pieces.join('').replace(/[ \n]/g, '')).toBe(text.replace(/[ \n]/g, ''))
      }),
    )
    expect(splitText('first line\nsecond line', 15)).toEqual(['first line', 'second line'])
  })

  it('is shortened within the limit, never inside a character', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 50 }), (text, most) => {
        const short = shorten(text, most)
        expect(short.length).toBeLessThanOrEqual(most)
        expect(text.startsWith(short.replace(/…$/, '')) || short === text).toBe(true)
      }),
    )
    expect(shorten('𠮷𠮷𠮷', 4)).toBe('𠮷…')
  })

  it('has nothing in it that turns or steers what follows', () => {
    expect(clean('a\u202Eb\u001B[31mc\r\nd\u2066e')).toBe('ab[31mc\nde')
  })
})
