import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../../src/core/form/field.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import { readLine } from '../../src/core/line/line.ts'
import { locales } from '../../src/core/request.ts'
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
      { numRuns: 150 },
    )
  })

  it.each([' 谢谢', '谢谢！', ' 🙏', '。', ' please', ' thanks'])(
    'means the same with %j after it',
    (courtesy) => {
      // Minutes are kept as they were sent, their last full stop included.
      const calm = lines.filter(
        ({ typed, command }) =>
          !/[：:]\s*\S*$/u.test(typed.split('\n').at(-1) ?? '') &&
          !fieldsOf(formOf(command)).some(({ wholeText }) => wholeText),
      )
      fc.assert(
        fc.property(fc.constantFrom(...calm), (line) => {
          const { unread: _, ...values } = understood(line)
          const { unread: __, ...after } = understood({ ...line, typed: `${line.typed}${courtesy}` })
          expect(after).toEqual(values)
        }),
        { numRuns: 40 },
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
      { numRuns: 100 },
    )
  })

  it('holds only values that are read back as they are shown and as they are written', () => {
    // Most lines share their values with others, and most forms their types.
    const checked = new Map<object, Set<string>>()
    for (const { command, typed, reading } of lines) {
      const form = formOf(command)
      const { entries } = readLine(form, typed, reading)
      for (const { name, type } of fieldsOf(form)) {
        const outcome = entries[name]?.outcome
        if (outcome?.kind !== 'value') continue
        for (const words of [type.show(outcome.value, reading), type.write(outcome.value)]) {
          const known = checked.get(type) ?? new Set()
          checked.set(type, known)
          const checking = [words, reading.today, reading.translate.locale].join('|')
          if (known.has(checking)) continue
          known.add(checking)
          expect(type.validate(words, reading), words).toMatchObject({ kind: 'value', value: outcome.value })
        }
      }
    }
  })

  it('keeps no number of a telephone or an identity card', () => {
    const numbers = fc.constantFrom('13812345678', '138 1234 5678', '0531-86012345', '370102197003051238')
    fc.assert(
      fc.property(fc.constantFrom(...lines), numbers, ({ command, typed, reading }, number) => {
        const { entries } = readLine(formOf(command), `${typed}，${number}`, reading)
        // What is refused is kept nowhere.
        const kept = Object.values(entries).flatMap(({ text, outcome }) =>
          outcome.kind === 'problem' ? [] : [JSON.stringify([text, outcome])],
        )
        expect(kept.filter((words) => words.includes(number))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('changes nothing that stands but what its words name', () => {
    const [edit] = lines.filter(({ reading }) => reading.standing)
    if (!edit) throw new Error('no edits of what stands among the worked lines')
    const changes = [
      '推迟两天',
      '提前',
      '延期到',
      'postpone to ',
      'by one day',
      '改期',
      '人数',
      '带队 ',
      '15人',
      '备注',
    ]
    const words = fc.array(fc.constantFrom(...pieces, ...changes), { maxLength: 12 })
    fc.assert(
      fc.property(words, (some) => {
        const { entries, pieces: read } = readLine(formOf('visit edit'), some.join(''), edit.reading)
        const said = read.some(({ kind }) => kind === 'value' || kind === 'key')
        expect(Object.keys(entries).length > 0).toBe(said)
      }),
      { numRuns: 100 },
    )
  })

  it('shows dates that were moved as they can be read back', () => {
    const form = formOf('visit edit')
    const type = fieldsOf(form).find(({ name }) => name === 'date')?.type
    const [edit] = lines.filter(({ reading }) => reading.standing)
    if (!type || !edit) throw new Error('no dates to move')
    const moves = fc.record({
      way: fc.constantFrom('推迟', '提前', '延长', 'postponed by ', 'brought forward by '),
      days: fc.integer({ min: 1, max: 400 }),
      locale: fc.constantFrom(...locales),
    })
    fc.assert(
      fc.property(moves, ({ way, days, locale }) => {
        const words = /[a-z]/u.test(way) ? `${way}${days} days` : `${way}${days}天`
        const reading = { ...edit.reading, translate: translatorOf(locale) }
        const outcome = readLine(form, words, reading).entries.date?.outcome
        if (outcome?.kind !== 'value') throw new Error(`not moved: ${words}`)
        expect(type.validate(type.show(outcome.value, reading), reading)).toEqual(outcome)
        expect(type.validate(type.write(outcome.value), reading)).toEqual(outcome)
      }),
      { numRuns: 50 },
    )
  })

  it('is judged right by the tables only when it says what they say', () => {
    const line = lines.find(({ expected }) => expected.people === '12')
    if (!line) throw new Error('no worked line with 12 people')
    const wrong = judge({ ...line, expected: { ...line.expected, people: '13' } })
    expect(wrong.some(({ verdict }) => verdict === 'wrong')).toBe(true)
  })
})
