import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { currentFeatures } from '../scripts/slack-manifest.ts'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src')

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
  .map((file) => ({ file, content: readFileSync(join(source, file), 'utf8') }))

/** Everything a file imports: files as paths below src, packages by name. */
const importsOf = (file: string, content: string): string[] =>
  [...content.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? relative(source, resolve(source, file, '..', name)) : name,
  )

const withoutComments = (content: string) => content.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')

const ringOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : path)
const isFile = (name: string) => name.endsWith('.ts')
const second = (path: string) => path.split('/')[1] ?? ''

/** What each ring may import of the others; its own files always. */
const allowed: Record<string, readonly string[]> = {
  core: ['generated/messages.ts'],
  programme: ['core', 'db', 'generated'],
  features: ['core', 'programme', 'db', 'generated'],
  adapters: ['core'],
  delivery: ['core', 'db', 'generated'],
  intake: ['core', 'db', 'generated'],
  schedule: ['core', 'db', 'generated'],
  db: ['core', 'generated'],
  http: ['core'],
  'config.ts': ['core', 'environment.ts'],
  'environment.ts': ['core'],
}

/** Packages with one home. */
const homes: ReadonlyArray<readonly [packages: RegExp, home: RegExp]> = [
  [/^grammy$|^@grammyjs\//, /^adapters\/telegram\//],
  [/^@slack\//, /^adapters\/slack\//],
  [/^pg$|^@prisma\/|^@electric-sql\//, /^db\//],
  [/^pino$/, /^main\.ts$/],
  [/^prom-client$/, /^http\//],
  [/^ical-generator$|^docx$/, /^features\/meetings\//],
  [/^fflate$/, /^features\/(?:meetings|imports)\//],
  [/^hucre|^csv-parse/, /^features\/imports\/sheet\//],
  [/^fontkit$|^@resvg\/|^@embedpdf\//, /^programme\/charts\//],
  [/^write-excel-file/, /^programme\/records\/export\//],
]

describe('the rings of the house', () => {
  it('import only what lies inside them', () => {
    const wrong = files.flatMap(({ file, content }) => {
      const permitted = allowed[ringOf(file)]
      if (!permitted) return []
      return importsOf(file, content)
        .filter(isFile)
        .filter(
          (target) => ringOf(target) !== ringOf(file) && !permitted.some((ring) => target.startsWith(ring)),
        )
        .map((target) => `${file} imports ${target}`)
    })
    expect(wrong).toEqual([])
  })

  it('keep features and adapters from knowing their siblings', () => {
    const wrong = files
      .filter(({ file }) => /^(features|adapters)\/[^/]+\//.test(file))
      .flatMap(({ file, content }) =>
        importsOf(file, content)
          .filter(
            (target) => isFile(target) && ringOf(target) === ringOf(file) && second(target) !== second(file),
          )
          .map((target) => `${file} imports ${target}`),
      )
    expect(wrong).toEqual([])
  })

  it('keep each platform library in its own folder', () => {
    const wrong = files.flatMap(({ file, content }) =>
      importsOf(file, content)
        .filter((name) => homes.some(([packages, home]) => packages.test(name) && !home.test(file)))
        .map((name) => `${file} imports ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('name the commands of a feature in its own folder only', () => {
    const wrong = currentFeatures().flatMap((feature) => {
      const nouns = new Set(feature.commands.map(({ name }) => name.split(' ')[0]))
      const line = new RegExp(`['"\`]/(?:${[...nouns].join('|')})(?![\\w/-])`)
      return files
        .filter(({ file }) => !file.startsWith(`features/${feature.name}/`))
        .flatMap(({ file, content }) => {
          const found = line.exec(withoutComments(content))
          return found ? [`${file} names ${found[0].slice(1)}, which is the feature ${feature.name}'s`] : []
        })
    })
    expect(wrong).toEqual([])
    // What one feature offers on cards of others goes through its manifest: these do.
    expect(
      currentFeatures().flatMap(({ pairActions }) => (pairActions ? [pairActions] : [])).length,
    ).toBeGreaterThan(2)
  })

  it('leave platforms and the programme out of the core', () => {
    const nouns =
      /\b(telegram|slack|visits?|pairs?|count(y|ies)|cit(y|ies)|officers?|digests?|twin\w*|delegations?)\b/i
    const wrong = files
      .filter(({ file }) => file.startsWith('core/'))
      .flatMap(({ file, content }) => {
        // Examples in comments may name what the words stand for; code may not.
        const found = nouns.exec(withoutComments(content))
        return found ? [`${file}: ${found[0]}`] : []
      })
    expect(wrong).toEqual([])
  })
})

describe('imports', () => {
  /** What can be reached from a file, itself only if there is a way back to it. */
  const reachable = (graph: ReadonlyMap<string, readonly string[]>, from: string): ReadonlySet<string> => {
    const reached = new Set<string>()
    const go = (file: string): void => {
      for (const target of graph.get(file) ?? [])
        if (!reached.has(target)) {
          reached.add(target)
          go(target)
        }
    }
    go(from)
    return reached
  }
  const inCircles = (graph: ReadonlyMap<string, readonly string[]>) =>
    [...graph.keys()].filter((file) => reachable(graph, file).has(file))

  it('run in no circle, types included', () => {
    const graph = new Map(files.map(({ file, content }) => [file, importsOf(file, content).filter(isFile)]))
    expect(inCircles(graph)).toEqual([])
    // The check itself: it would see one.
    const [one, two] = ['core/card.ts', 'core/command.ts']
    expect(inCircles(new Map([...graph, [one, [two]]]))).toEqual(expect.arrayContaining([one, two]))
  })
})

describe('the outside world', () => {
  const places = (pattern: RegExp) =>
    files.filter(({ content }) => pattern.test(content)).map(({ file }) => file)

  it('is read from the environment in one place', () => {
    expect(places(/process\.env/)).toEqual(['main.ts'])
  })

  it('tells the time in one place', () => {
    expect(places(/Date\.now\(\)|new Date\(\)/)).toEqual(['core/time/clock.ts'])
  })
})

describe('the build', () => {
  it('loads nothing that it has yet to write', () => {
    const loaded = new Set<string>()
    const load = (file: string): void => {
      if (loaded.has(file)) return
      loaded.add(file)
      if (file.includes('/generated/')) return
      for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^import (?!type )[^']*'(\.[^']+)'$/gm))
        load(resolve(file, '..', name))
    }
    // What the build imports later, it imports once these have run.
    for (const script of ['build.ts', 'generate.ts', 'messages.ts']) load(join(root, 'scripts', script))
    expect([...loaded].filter((file) => file.includes('/generated/'))).toEqual([])
    expect(loaded.size).toBeGreaterThan(3)
  })
})

describe('every folder', () => {
  const folders = (of: string) =>
    readdirSync(join(source, of), { withFileTypes: true }).filter((entry) => entry.isDirectory())

  it('of a feature is registered, and has its words in both languages', () => {
    const registry = readFileSync(join(source, 'features/index.ts'), 'utf8')
    for (const { name } of folders('features')) {
      expect(registry, `features/index.ts lacks ${name}`).toContain(`./${name}/index.ts`)
      for (const locale of ['zh-CN', 'en'])
        expect(
          existsSync(join(root, 'locales', locale, `${name}.json`)),
          `locales/${locale}/${name}.json`,
        ).toBe(true)
    }
  })

  it('of an adapter is joined in platforms.ts', () => {
    const platforms = readFileSync(join(source, 'app/platforms.ts'), 'utf8')
    for (const { name } of folders('adapters')) expect(platforms).toContain(`../adapters/${name}/index.ts`)
  })
})

describe('the code', () => {
  /** Files that may be longer than others, each with its reason. */
  const long: Readonly<Record<string, string>> = {}

  it('stands in short files', () => {
    const lines = (content: string) => content.split('\n').length - 1
    const tooLong = files.filter(({ content }) => lines(content) > 250).map(({ file }) => file)
    expect(tooLong).toEqual(Object.keys(long))
  })

  it('exports by name only', () => {
    expect(files.filter(({ content }) => /export default/.test(content)).map(({ file }) => file)).toEqual([])
  })

  it('says nothing to people in words of its own', () => {
    // Chinese belongs to the locales; in code it may only be grammar that is read, never a sentence that is said.
    const sentences = files.flatMap(({ file, content }) => {
      return [...withoutComments(content).matchAll(/['"`][^'"`\n]*[。！？，；][^'"`\n]*['"`]/g)]
        .filter(([found]) => /\p{Script=Han}/u.test(found))
        .map(([found]) => `${file}: ${found}`)
    })
    expect(sentences).toEqual([])
  })
})
