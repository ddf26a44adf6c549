import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shorten, splitText } from '../../../src/adapters/slack/limits.ts'
import { clean, escapeText, typedText } from '../../../src/adapters/slack/text.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 300 })

describe('what a person typed', () => {
  it('is read as it was typed, whatever Slack escapes', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(typedText(escapeText(text))).toBe(text.trim())
      }),
    )
  })

  it.each([
    ['<@UBOT> visit 武隆', 'visit 武隆'],
    ['please <@UBOT|luyu> help', 'please   help'],
    ['with <@U2|wang> and <@U3>', 'with @wang and @U3'],
    ['in <#C1|general>', 'in #general'],
    [
      'see <https://example.org/a?b=1&amp;c=2|example.org> or <https://example.org>',
      'see example.org or https://example.org',
    ],
    ['3 &lt; 5 &amp;&amp; 5 &gt; 3', '3 < 5 && 5 > 3'],
  ])('%j means %j', (sent, typed) => {
    expect(typedText(sent, 'UBOT')).toBe(typed)
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
