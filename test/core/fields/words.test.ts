import { describe, expect, it } from 'vitest'
import { choice } from '../../../src/core/fields/choice.ts'
import { file } from '../../../src/core/fields/file.ts'
import { reference } from '../../../src/core/fields/reference.ts'
import { text } from '../../../src/core/fields/text.ts'
import { chinese, claimed, english, meaning } from './reading.ts'

describe('text', () => {
  it('keeps the words and drops the blanks around them', () => {
    expect(meaning(text().validate('  “智慧”　产业园 \n 二期 ', chinese))).toBe('“智慧” 产业园 二期')
    expect(meaning(text({ multiline: true }).validate('一\r\n二', chinese))).toBe('一\n二')
  })

  it('says how long it may be, counting characters as people do', () => {
    expect(meaning(text({ maximum: 3 }).validate('😀😀😀', chinese))).toBe('😀😀😀')
    expect(meaning(text({ maximum: 3 }).validate('一二三四', chinese))).toContain('4个字，最多3个字')
    expect(meaning(text().validate(' ', english), english)).toContain('Nothing was written')
  })
})

describe('choice', () => {
  const type = choice([
    { value: 'back', label: 'core.form.back', words: ['回去', 'return'] },
    { value: 'skip', label: 'core.form.skip', words: ['不填', 'leave out'] },
  ])

  it.each(['back', 'BACK', ' 回去 ', 'Return', 'ｒｅｔｕｒｎ', '上一步'])('%s is back', (typed) => {
    expect(meaning(type.validate(typed, chinese))).toBe('back')
    expect(meaning(type.validate(typed, english))).toBe('back')
  })

  it('lists the choices when the word is none of them', () => {
    expect(meaning(type.validate('明天', chinese))).toContain('上一步 / 跳过')
  })

  it('claims only words that stand alone', () => {
    expect(claimed(type, '考察, leave out 回去')).toEqual([
      ['leave out', 'skip'],
      ['回去', 'back'],
    ])
    expect(claimed(type, '带回去学习 returned')).toEqual([])
  })

  it('is asked for with its labels', () => {
    expect(type.ask(chinese)).toMatchObject({
      kind: 'choice',
      options: [{ value: 'back' }, { value: 'skip' }],
    })
  })
})

describe('reference', () => {
  const type = reference('V')
  it.each(['V-2025-0031', 'v-2025-31', 'Ｖ－2025-0031', 'V2025-0031'])('%s is V-2025-0031', (typed) => {
    expect(meaning(type.validate(typed, chinese))).toBe('V-2025-0031')
  })
  it.each(['P-2025-0031', 'V-25-1', '31', ''])('%s is none', (typed) => {
    expect(meaning(type.validate(typed, chinese))).toContain('V-2025-0001')
  })
  it('by a number alone is this year’s, where nothing else can be meant', () => {
    const alone = reference('V', { alone: true })
    expect(meaning(alone.validate('31', chinese))).toBe('V-2025-0031')
    expect(claimed(alone, '31')).toEqual([])
  })
  it('is found in a line', () => {
    expect(claimed(type, '见 v-2025-31, AV-2025-0001')).toEqual([['v-2025-31', 'V-2025-0031']])
  })
})

it('stored files are their names and ids, a line each, and are shown by name', () => {
  const type = file({ most: 2 })
  const files = [
    { name: '会议纪要 2.pdf', id: 'F01AB' },
    { name: '现场.jpg', id: 'F02CD' },
  ]
  expect(meaning(type.validate('会议纪要 2.pdf <F01AB>\n现场.jpg <F02CD>', chinese))).toEqual(files)
  expect(type.show(files, chinese)).toBe('会议纪要 2.pdf、现场.jpg')
  expect(meaning(type.validate('会议纪要.pdf', chinese))).toContain('不是文件')
  expect(meaning(type.validate('会议纪要 2.pdf <F01AB>\n第二个', chinese))).toContain('不是文件')
  expect(meaning(type.validate('a <1>\nb <2>\nc <3>', chinese))).toContain('最多2个')
})
