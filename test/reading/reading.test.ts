import { describe, expect, it } from 'vitest'
import { judge, workedLines } from './tables.ts'

const lines = workedLines()
const sections = [...new Set(lines.map(({ file, section }) => `${file}: ${section}`))]

it('has many lines to understand', () => {
  expect(lines.length).toBeGreaterThan(700)
})

describe.each(sections)('%s', (name) => {
  it.each(lines.filter(({ file, section }) => `${file}: ${section}` === name))('$typed', (line) => {
    const wrong = judge(line).filter(({ verdict }) => verdict === 'wrong')
    expect(wrong).toEqual([])
  })
})
