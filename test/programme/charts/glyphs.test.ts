import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Lettering, openLettering } from '../../../src/programme/charts/lettering.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const root = new URL('../../../', import.meta.url)
let lettering: Lettering
beforeAll(async () => {
  lettering = await openLettering()
})

/** Characters that would be drawn and that the fonts lack. */
const missingIn = (words: string) => [
  ...new Set(
    [...words.replace(/[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')].filter(
      (one) => !lettering.has(one),
    ),
  ),
]

describe('the fonts of charts', () => {
  it('have every character of the names of places, pairs and offices', () => {
    const { pairs } = foundingRegistry()
    expect(pairs.length).toBe(14)
    const names = pairs.flatMap(({ assisting, recipient }) => [assisting, recipient])
    expect(missingIn(JSON.stringify(names))).toEqual([])
  })

  it.each(readdirSync(new URL('prisma/data/', root)).filter((file) => file.endsWith('.csv')))(
    'have every character of the built-in facts in %s',
    (file) => {
      expect(missingIn(readFileSync(new URL(`prisma/data/${file}`, root), 'utf8'))).toEqual([])
    },
  )

  it.each(['zh-CN', 'en'])(
    'have every character that is said in %s, but for signs of keys and of thanks',
    (locale) => {
      const folder = new URL(`locales/${locale}/`, root)
      const said = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
      expect(said.length).toBeGreaterThan(20)
      expect(missingIn(said.join('')).join('')).toMatch(/^[👍👌🙏⏎]*$/u)
    },
  )

  it('have what cannot be left out: rare characters of counties, traditional ones, the stand-in', () => {
    expect(missingIn('綦涪夔酉堠黔彭巫璧潼渝鲁産業臺灣㙟〓（）〔〕“”，。；：—–…·％%¥')).toEqual([])
  })

  it('lack some: the check would tell', () => {
    expect(missingIn('好🚀')).toEqual(['🚀'])
  })
})
