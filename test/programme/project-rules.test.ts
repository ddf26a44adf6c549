import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { toDay } from '../../src/core/time/day.ts'
import { createProjectRules } from '../../src/programme/project-rules.ts'

const file = (content: string) => {
  const directory = mkdtempSync(join(tmpdir(), 'luyu-rules-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const path = join(directory, 'project-rules.json')
  writeFileSync(path, content)
  return path
}
const today = toDay('2025-03-03')

describe('the rules of projects', () => {
  it('are built in, each with its source', () => {
    const rules = createProjectRules()
    expect(rules.lightLimits(today)).toContainEqual({
      rule: 'notStarted',
      light: 'red',
      limit: 60,
      words: [],
    })
    expect(rules.stageLimits.map(({ stage }) => stage)).toContain('bidding')
    expect(rules.reminderWorkdays(today)).toBe(5)
    // Before the programme began nothing was a rule.
    expect(rules.lightLimits(toDay('2009-12-31'))).toEqual([])
  })

  it('of a file take the place of those of their name, each from its day; null does away with one', () => {
    const rules = createProjectRules({
      extra: file(
        JSON.stringify([
          { rule: 'stageLimit', stage: 'bidding', workdays: 30, from: '2025-01-01', source: '渝〔2025〕1号' },
          { rule: 'stageLimit', stage: 'bidding', workdays: 20, from: '2026-01-01', source: '渝〔2026〕1号' },
          { rule: 'silent', light: 'yellow', days: null, from: '2010-01-01', source: '不提示' },
        ]),
      ),
    })
    expect(rules.stageLimits.filter(({ stage }) => stage === 'bidding')).toEqual([
      { stage: 'bidding', from: '2025-01-01', until: '2026-01-01', workdays: 30 },
      { stage: 'bidding', from: '2026-01-01', until: undefined, workdays: 20 },
    ])
    expect(rules.stageLimits.some(({ stage }) => stage === 'completed')).toBe(true)
    const lights = rules.lightLimits(today).map(({ rule, light }) => `${rule} ${light}`)
    expect(lights).not.toContain('silent yellow')
    expect(lights).toContain('silent red')
  })

  it.each([
    '{}',
    '[{"rule": "stageLimit"',
    '[{"rule": "stageLimit", "stage": "bidding", "workdays": 30, "from": "2025-01-01"}]',
    '[{"rule": "stageLimit", "stage": "bidding", "workdays": -1, "from": "2025-01-01", "source": "x"}]',
    '[{"rule": "silent", "light": "red", "days": 30, "from": "2025-02-30", "source": "x"}]',
    '[{"rule": "guess", "from": "2025-01-01", "source": "x"}]',
    '',
  ])('that are none are named in one line: %s', (content) => {
    expect(() => createProjectRules({ extra: file(content) })).toThrow(
      /^[^\n]*project-rules\.json is not a list of project rules: [^\n]+; for example [^\n]+$/,
    )
  })
})
