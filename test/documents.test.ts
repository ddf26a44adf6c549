import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const decisions = readdirSync(join(root, 'docs/adr')).filter((file) => /^\d{4}-/.test(file))
const documents = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'docs/adr/README.md',
  ...decisions.map((file) => `docs/adr/${file}`),
]

describe('the documents', () => {
  it.each(documents)('%s links to files that exist', (file) => {
    const targets = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target)
    const missing = targets.filter((target) => !existsSync(resolve(root, dirname(file), target)))
    expect(missing).toEqual([])
  })

  it('justify each dependency, and no other', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'))
    const rows = read('docs/adr/0002-dependencies.md').matchAll(/^\| (`.+?`) \|/gm)
    const justified = [...rows].flatMap(([, names = '']) =>
      [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    )
    const used = Object.keys({ ...dependencies, ...devDependencies }).map((name) =>
      name.replace(/^@types\/.*/, '@types/*'),
    )
    expect(new Set(justified)).toEqual(new Set(used))
  })

  it('show code as it stands in the file that they name, but for comments', () => {
    const bare = (code: string) =>
      code
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\/\/.*$/gm, '')
        .replace(/\s+/g, ' ')
        .trim()
    const shown = documents.flatMap((document) =>
      [...read(document).matchAll(/^```(?:ts|sql) ?(.*)\n([\s\S]*?)^```$/gm)].map(
        ([, file = '', code = '']) => ({
          document,
          file,
          code,
        }),
      ),
    )
    expect(shown.length).toBeGreaterThan(2)
    for (const { document, file, code } of shown) {
      expect(
        existsSync(join(root, file)) && file !== '',
        `${document} shows code of ${file || 'no file'}`,
      ).toBe(true)
      expect(bare(read(file)), `${document} shows ${file} as it was`).toContain(bare(code))
    }
  })

  it('name files that exist', () => {
    const named = (document: string) =>
      [...read(document).matchAll(/`((?:src|test|scripts|bench|docs|prisma|deploy)\/[\w./-]*)`/g)].map(
        ([, path = '']) => path,
      )
    for (const document of ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])
      expect(
        named(document).filter((path) => !existsSync(join(root, path))),
        document,
      ).toEqual([])
  })

  it('list each decision', () => {
    const list = read('docs/adr/README.md')
    expect(decisions.filter((file) => !list.includes(`(${file})`))).toEqual([])
  })

  it('give each decision its background, decision and consequences', () => {
    const headings = (file: string) =>
      [...read(`docs/adr/${file}`).matchAll(/^## (.+)$/gm)].map(([, title]) => title)
    for (const file of decisions)
      expect(headings(file), file).toEqual(['Background', 'Decision', 'Consequences'])
  })

  it('say the same in both languages, section by section', () => {
    const shape = (file: string) =>
      read(file)
        .split(/^## /m)
        .map((section) => [...section.matchAll(/^(```|\d+\. |- )/gm)].map(([mark]) => mark))
    expect(shape('README.zh-CN.md')).toEqual(shape('README.md'))
  })

  it('name npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const known = new Set([...Object.keys(scripts), 'ci'])
    for (const file of documents)
      for (const [, script = ''] of read(file).matchAll(/npm run ([\w:]+)/g))
        expect(known, `${relative(root, join(root, file))}: ${script}`).toContain(script)
  })
})
