import { describe, expect, it } from 'vitest'
import { saidIn, understand } from './tables.ts'

const said = saidIn('sentences.md')

describe('plain sentences', () => {
  it('are many', () => {
    expect(said.length).toBeGreaterThan(100)
  })

  it.each(said.map((one) => [`${one.section} — ${one.typed}`, one] as const))('%s', async (_name, one) => {
    expect(await understand(one)).toBe(one.means)
  })
})
