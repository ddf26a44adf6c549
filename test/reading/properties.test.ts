import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../../src/core/form/field.ts'
import { readLine } from '../../src/core/line/line.ts'
import { formOf, judge, understood, workedLines } from './tables.ts'

const lines = workedLines()
const anyLine = fc.constantFrom(...lines)
const pieces = [
  '济南',
  '武隆',
  '3月5日',
  '12人',
  '王建国',
  '副市长',
  '周五',
  '下',
  '到',
  '来',
  '-',
  '：',
  ' ',
  '\n',
  '。',
  '😀',
  '*',
  '谢谢',
  'to ',
  'March',
  'Wulong',
  '两三',
  '上午',
  '9:00',
  '人数',
  '"',
  '\0',
  '\ud800',
]
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((words) => words.join('')),
)

describe('every line', () => {
  it('is read without a throw, and each character belongs to one piece', () => {
    fc.assert(
      fc.property(anyText, anyLine, (text, { command, reading }) => {
        const { pieces: read } = readLine(formOf(command), text, reading)
        let end = 0
        for (const piece of read) {
          expect(piece.start).toBe(end)
          expect(piece.end).toBeGreaterThan(piece.start)
          end = piece.end
        }
        expect(end).toBe(text.length)
      }),
      { numRuns: 300 },
    )
  })

  it.each([' 谢谢', '谢谢！', ' 🙏', '。', ' please', ' thanks'])(
    'means the same with %j after it',
    (courtesy) => {
      const calm = lines.filter(({ typed }) => !/[：:]\s*\S*$/u.test(typed.split('\n').at(-1) ?? ''))
      fc.assert(
        fc.property(fc.constantFrom(...calm), (line) => {
          const { unread: _, ...values } = understood(line)
          const { unread: __, ...after } = understood({ ...line, typed: `${line.typed}${courtesy}` })
          expect(after).toEqual(values)
        }),
        { numRuns: 120 },
      )
    },
  )

  it('changes only what its pieces or keys name', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const edit = lines.find(({ command }) => command === 'visit edit')
        if (!edit) throw new Error('no edits among the worked lines')
        const { entries, pieces: read } = readLine(formOf('visit edit'), text, edit.reading)
        const said = read.some(({ kind }) => kind === 'value' || kind === 'key')
        expect(Object.keys(entries).length > 0).toBe(said)
      }),
      { numRuns: 200 },
    )
  })

  it('holds only values that are read back as they are shown and as they are written', () => {
    for (const { command, typed, reading } of lines) {
      const form = formOf(command)
      const { entries } = readLine(form, typed, reading)
      for (const { name, type } of fieldsOf(form)) {
        const outcome = entries[name]?.outcome
        if (outcome?.kind !== 'value') continue
        for (const words of [type.show(outcome.value, reading), type.write(outcome.value)])
          expect(type.validate(words, reading), words).toMatchObject({ kind: 'value', value: outcome.value })
      }
    }
  })

  it('keeps no number of a telephone or an identity card', () => {
    const numbers = fc.constantFrom('13812345678', '138 1234 5678', '0531-86012345', '37010219700305123X')
    fc.assert(
      fc.property(fc.constantFrom(...lines), numbers, ({ command, typed, reading }, number) => {
        const { entries } = readLine(formOf(command), `${typed}，${number}`, reading)
        const kept = Object.values(entries).map(({ text, outcome }) => JSON.stringify([text, outcome]))
        expect(kept.filter((words) => words.includes(number))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('is judged right by the tables only when it says what they say', () => {
    const line = lines.find(({ expected }) => expected.people === '12')
    if (!line) throw new Error('no worked line with 12 people')
    const wrong = judge({ ...line, expected: { ...line.expected, people: '13' } })
    expect(wrong.some(({ verdict }) => verdict === 'wrong')).toBe(true)
  })
})
