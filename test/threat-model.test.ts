import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../', import.meta.url)
const model = readFileSync(new URL('docs/threat-model.md', root), 'utf8')

/** Rows that say a threat, what is done against it, and by which test that is shown. */
const rows = model
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|[-|]+\|$/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 5 && cells[1] !== 'threat')

it('each threat names a test that is there, by its title', () => {
  expect(rows.length).toBeGreaterThan(25)
  const wrong = rows.filter(([, , , shown = '']) => {
    const [, file, title] = /^`([^`]+)`: (.+)$/.exec(shown) ?? []
    if (!file || !title || !existsSync(new URL(file, root))) return true
    const named = readFileSync(new URL(file, root), 'utf8')
    return !named.includes(`'${title}'`)
  })
  expect(wrong.map((cells) => cells.join(' | '))).toEqual([])
})
