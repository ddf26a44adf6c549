import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { createCommands } from '../../src/core/commands.ts'
import { fieldsOf, type Reading } from '../../src/core/form/field.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import { readLine } from '../../src/core/line/line.ts'
import { locales } from '../../src/core/request.ts'
import { toDay } from '../../src/core/time/day.ts'
import { createDecisions } from '../../src/features/decisions/index.ts'
import { createFunds } from '../../src/features/funds/index.ts'
import { createMeetings } from '../../src/features/meetings/index.ts'
import { createProblems } from '../../src/features/problems/index.ts'
import { createProjects } from '../../src/features/projects/index.ts'
import { createPublicity } from '../../src/features/publicity/index.ts'
import { createTraining } from '../../src/features/training/index.ts'
import { createVisits } from '../../src/features/visits/index.ts'
import { createCalendar } from '../../src/programme/calendar.ts'
import type { FeatureTools } from '../../src/programme/feature.ts'
import { titleIn } from '../../src/programme/people/vocabulary.ts'
import { createProjectRules } from '../../src/programme/project-rules.ts'
import { foundingRegistry } from '../harness/registry.ts'

/**
 * Worked lines: what officers type, and what it must mean. A section is headed `## command, language` or
 * `## command, language: what it is about`; its table has a column for each field that is looked at. `Said in: … {} …` puts
 * what is typed into a sentence, of which `Always: field value; field value` says the rest; `Stands: …`, in the same way, is what
 * an edit finds. An empty cell is not mentioned
 * (what is required is asked for), `?` is asked about, `!` is a problem that is named, `⏎` is a line break, and `·` divides
 * words that were not understood.
 */
export interface WorkedLine {
  readonly file: string
  readonly section: string
  readonly typed: string
  readonly command: string
  readonly reading: Reading
  readonly expected: Readonly<Record<string, string>>
}

export type Verdict = 'right' | 'asked' | 'unread' | 'wrong'

export interface ReadField {
  readonly name: string
  readonly expected: string
  readonly understood: string
  readonly verdict: Verdict
}

const folders = [
  '.',
  '../features/visits',
  '../features/meetings',
  '../features/projects',
  '../features/funds',
].map((folder) => new URL(`${folder}/`, import.meta.url))

const registry = foundingRegistry()
const tools: FeatureTools = {
  registry,
  calendar: createCalendar(),
  digestCron: '0 9 * * 1',
  ladderWorkdays: [3, 5, 10],
  projectRules: createProjectRules(),
  fundLimit: '1000000.00',
  defaultLocale: 'zh-CN',
  features: () => [],
}
const commands = createCommands([
  createVisits(tools),
  createMeetings(tools),
  createProjects(tools),
  createFunds(tools),
  createProblems(tools),
  createDecisions(tools),
  createTraining(tools),
  createPublicity(tools),
])

export const formOf = (name: string) => {
  const command = commands.named(name)
  if (!command) throw new Error(`no command ${name}`)
  return command.form
}

const personSchema = z.object({ name: z.string().optional(), title: z.string().optional() })

/** Shown as people see them, a person as name (title); everything else as it is stored. */
const shown = ['direction', 'host', 'pair']

/** Every field of the line's form as it is understood, and the words that were not. */
export const understood = ({ command, typed, reading }: WorkedLine): Record<string, string> => {
  const form = formOf(command)
  const { entries, unread } = readLine(form, typed, reading)
  const cells = fieldsOf(form).map(({ name, type }): [string, string] => {
    const outcome = entries[name]?.outcome
    if (!outcome) return [name, '']
    if (outcome.kind === 'problem') return [name, `! ${outcome.problem.key}`]
    const written = (value: unknown) => {
      if (name !== 'head') return shown.includes(name) ? type.show(value, reading) : type.write(value)
      const person = personSchema.parse(value)
      const title = person.title && titleIn(registry, person.title, reading.translate.locale)
      return person.name && title ? `${person.name} (${title})` : (person.name ?? title ?? '')
    }
    if (outcome.kind === 'value') return [name, written(outcome.value).replaceAll('\n', '⏎')]
    return [name, `? ${outcome.values.map(written).join(' / ')}`]
  })
  return { ...Object.fromEntries(cells), unread: unread.join(' · ') }
}

/** `?` alone is any question, `!` any problem. */
const isAsExpected = (expected: string, read: string): boolean =>
  expected === read || (/^[?!]$/u.test(expected) && read.startsWith(`${expected} `))

/** How each field of a line was read, against what it must mean. */
export const judge = (line: WorkedLine): ReadField[] => {
  const read = understood(line)
  return Object.entries({ unread: '', level: '', ...line.expected }).flatMap(([name, expected]) => {
    const own = read[name] ?? ''
    if (expected === '' && own === '') return []
    const verdict: Verdict = !isAsExpected(expected, own)
      ? 'wrong'
      : name === 'unread'
        ? 'unread'
        : /^[?!]/u.test(own)
          ? 'asked'
          : 'right'
    return [{ name, expected, understood: own, verdict }]
  })
}

const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** `date 2025-03-05; people 12`, by name. */
const pairsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('; ').flatMap((part) => {
      const [name = '', ...value] = part.split(' ')
      return name === '' ? [] : [[name, value.join(' ')]]
    }),
  )

/** What a field of a command reads a text as, which must have one meaning. */
const standingValue = (command: string, name: string, text: string, reading: Reading): unknown => {
  const outcome = fieldsOf(formOf(command))
    .find((field) => field.name === name)
    ?.type.validate(text, reading)
  if (outcome?.kind !== 'value') throw new Error(`no ${name} of ${command}: ${text}`)
  return outcome.value
}

const linesIn = (file: string, text: string): WorkedLine[] => {
  const [intro = '', ...sections] = text.split(/^## /mu)
  const today = toDay(/\d{4}-\d{2}-\d{2}/u.exec(intro)?.[0] ?? '')
  return sections.flatMap((section) => {
    const [title = '', ...rest] = section.split('\n')
    const [command = '', language] = title.split(/[,:] /u)
    const locale = locales.find((known) => known === language)
    if (!locale) throw new Error(`${file}: no language ${language}`)
    const sentence = rest.find((line) => line.startsWith('Said in: '))?.slice('Said in: '.length) ?? '{}'
    const always = rest.find((line) => line.startsWith('Always: '))?.slice('Always: '.length) ?? ''
    const stands = rest.find((line) => line.startsWith('Stands: '))?.slice('Stands: '.length) ?? ''
    const reading: Reading = { today, translate: translatorOf(locale) }
    const standing = Object.fromEntries(
      Object.entries(pairsIn(stands)).map(([name, value]) => [
        name,
        standingValue(command, name, value, reading),
      ]),
    )
    const [header = '', , ...rows] = rest.filter((line) => line.startsWith('|'))
    const [, ...columns] = cellsOf(header)
    return rows.map((row): WorkedLine => {
      const [words = '', ...cells] = cellsOf(row)
      return {
        file,
        section: title,
        typed: sentence.replace('{}', words).replaceAll('⏎', '\n'),
        command,
        reading: stands === '' ? reading : { ...reading, standing },
        expected: {
          ...pairsIn(always),
          ...Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])),
        },
      }
    })
  })
}

/** Every worked line of every table. */
export const workedLines = (): WorkedLine[] =>
  folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .sort()
      .flatMap((name) => linesIn(name, readFileSync(new URL(name, folder), 'utf8'))),
  )
