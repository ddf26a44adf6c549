import { readFileSync } from 'node:fs'
import type { Context } from '../../../src/core/command.ts'
import { createCommands } from '../../../src/core/commands.ts'
import type { Draft } from '../../../src/core/form/drafts.ts'
import { fieldsOf, type Reading } from '../../../src/core/form/field.ts'
import { readWords } from '../../../src/core/form/words.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { createListener } from '../../../src/core/plain/listener.ts'
import { matchReference } from '../../../src/core/referring.ts'
import type { Desk } from '../../../src/core/reply.ts'
import { locales } from '../../../src/core/request.ts'
import { toDay } from '../../../src/core/time/day.ts'
import type { ProgrammeContext } from '../../../src/programme/context.ts'
import { allFeatures } from '../../harness/registry.ts'

/** A sentence said to the bot, and what it means: see the head of `sentences.md`. */
export interface Said {
  readonly section: string
  readonly typed: string
  readonly means: string
  readonly locale: 'zh-CN' | 'en'
  /** What was shown before: a record's reference, or the line of a list. */
  readonly after: string | undefined
  /** The place that the person serves. */
  readonly home: string | undefined
}

// Names are the database's to find, and there is none.
const commands = createCommands(allFeatures().map(({ finder: _, ...feature }) => feature))
const listener = createListener(commands)

const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

export const saidIn = (file: string): Said[] => {
  const [, ...sections] = readFileSync(new URL(file, import.meta.url), 'utf8').split(/^## /mu)
  return sections.flatMap((section) => {
    const [title = '', ...lines] = section.split('\n')
    const { language, home, after } =
      /^(?<language>[\w-]+)(?:, of (?<home>[^,:]+))?(?:, after (?<after>.+))?: /u.exec(title)?.groups ?? {}
    const locale = locales.find((known) => known === language)
    if (!locale) throw new Error(`${file}: no language in “${title}”`)
    const [, , ...rows] = lines.filter((line) => line.startsWith('|'))
    return rows.map((row): Said => {
      const [typed = '', means = ''] = cellsOf(row)
      return {
        section: title,
        typed,
        means,
        locale,
        home,
        after: after?.replace(/:.*$/u, (rest) => (after.startsWith('/') ? rest : '')),
      }
    })
  })
}

/** A pair is shown as people see it, everything else as it is stored. */
const shown = ['direction', 'pair', 'subject']

const filledIn = (name: string, words: string, reading: Reading): string => {
  const command = commands.named(name)
  if (!command) throw new Error(`no command ${name}`)
  // An edit is read against what stands: a visit of one day, and 12 people; a meeting of two hours.
  const standing = command.changes
    ? {
        date: { start: reading.today, end: reading.today },
        people: 12,
        time: { start: '2025-03-20T14:30', minutes: 120 },
      }
    : {}
  const { filled, unread } = readWords(command.form, words, { ...reading, standing })
  const fields = fieldsOf(command.form).flatMap((field) => {
    const outcome = filled[field.name]?.outcome
    if (!outcome) return []
    const write = (value: unknown) =>
      shown.includes(field.name) ? field.type.show(value, reading) : field.type.write(value)
    if (outcome.kind === 'problem') return [`${field.name} ! ${outcome.problem.key}`]
    const said =
      outcome.kind === 'value' ? write(outcome.value) : `? ${outcome.values.map(write).join(' / ')}`
    return [`${field.name} ${said}`]
  })
  return [name, ...fields, ...(unread.length > 0 ? [`unread ${unread.join(' ')}`] : [])].join(' · ')
}

/** What a sentence is taken for, in the words of the table. */
export const understand = async ({
  typed,
  locale,
  home,
  after,
}: Omit<Said, 'means' | 'section'>): Promise<string> => {
  const reading: Reading = {
    today: toDay('2025-03-05'),
    translate: translatorOf(locale),
    ...(home && { home }),
  }
  const entries =
    after === undefined ? undefined : after.startsWith('/') ? { list: after } : { record: after }
  const desk = { drafts: { findOwn: async () => (entries ? ({ entries } as unknown as Draft) : undefined) } }
  const context = {
    reading,
    request: { actor: {}, conversation: '', input: { kind: 'line' } },
  } as unknown as Context
  const { match, heard } = await listener.listen(
    context as ProgrammeContext,
    desk as unknown as Desk,
    typed,
    commands.match(typed) ?? matchReference(commands, typed, reading),
  )
  if (match) return filledIn(match.command.name, match.rest, reading)
  const buttons = heard.map(({ command, words }) => filledIn(command.name, words, reading))
  const isOffer = heard.every(({ certainty }) => certainty === 'possible')
  return buttons.length === 0 ? 'nothing' : `${isOffer ? 'offer ' : ''}${buttons.join(' or ')}`
}
