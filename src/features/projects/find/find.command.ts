import { z } from 'zod'
import { actions, card, heading, lineAction, text } from '../../../core/card.ts'
import { type Command, defineCommand, inConversationLanguage } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { quoted, understood } from '../../../core/fields/outcome.ts'
import { text as words } from '../../../core/fields/text.ts'
import { type FieldType, field, type Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { readLine } from '../../../core/line/line.ts'
import type { Hearing, Sentence } from '../../../core/plain/sentence.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { pairField } from '../../../programme/fields/pair.ts'
import { familyOf } from '../../../programme/places/family.ts'
import { pairName, type Registry } from '../../../programme/places/registry.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import { joinPieces, listLine, showPhase } from '../../../programme/records/show.ts'
import { nounWords, spokenOf } from '../../../programme/records/spoken.ts'
import { requireReadOf, subjectMeant } from '../../../programme/subject.ts'
import type { ProjectKind } from '../kind.ts'
import { findProjects } from './search.ts'

/** Buttons of projects that have the words in their names: more are asked to be narrowed. */
const mostShown = 6

/** What else than blanks and pieces of other fields is one character, or two letters: little, but enough to look for. */
const short = /^[\s\0]*(?<said>\p{Script=Han}|[a-z]{2})[\s\0]*$/iu
const anyName = words({ maximum: 60 })
const nameType: FieldType<string> = {
  ...anyName,
  recognise: (line) => {
    const said = short.exec(line)?.groups?.said
    const start = said === undefined ? -1 : line.indexOf(said)
    return said === undefined ? [] : [{ start, end: start + said.length, outcome: understood(said) }]
  },
}

interface Others {
  readonly list: Command<ProgrammeContext>
  readonly show: Command<ProgrammeContext>
}

/** 蔬菜大棚进展怎么样: a project by words of its name; what it is called stands between the words of the question. */
const hearsFind =
  (kind: ProjectKind, pairOnly: z.ZodObject<Record<string, z.ZodType>>) =>
  (sentence: Sentence, reading: Reading): Hearing[] => {
    const { text: said } = sentence
    const how = wordsOf('projects.plain.how')
    const { isNamed, namesRecord } = spokenOf(kind, sentence, reading)
    if (namesRecord || !sentence.asks || !how.isIn(said)) return []
    const quiet = wordsOf('plain.noise', 'plain.asks', 'plain.courtesy').blankedIn(
      nounWords(kind).blankedIn(how.blankedIn(said)),
      2,
    )
    const words = quiet
      .replace(/[\s\p{P}]+$|^[\s\p{P}]+|(?<=^\s*)的|的(?=\s*$)/gu, '')
      .replace(/\s+/gu, ' ')
      .trim()
    const { pieces, unread } = readLine(pairOnly, words, reading)
    // 武隆进展怎么样 asks for the pair.
    if (words === '' || unread.length === 0) return []
    const ofPair = pieces.flatMap(({ kind: read, start, end }) =>
      read === 'value' ? [words.slice(start, end)] : [],
    )
    const called = unread.join(' ').replace(/^的/u, '')
    const isPlain = isNamed || wordsOf('projects.plain.progress').isIn(said)
    return [{ words: [...ofPair, called].join(' '), certainty: isPlain ? 'likely' : 'possible', weight: 2 }]
  }

/** `/project 蔬菜`: the project that is called so, by words of its name, its pinyin, its initials, or in English. */
export const findCommand = (
  kind: ProjectKind,
  registry: Registry,
  named: Named,
  { list, show }: Others,
): Command<ProgrammeContext> => {
  const pair = field(pairField(registry), {
    label: 'programme.pair.label',
    example: 'programme.pair.example',
    keys: ['结对', '市县'],
  }).optional()
  const form = z.object({
    pair,
    words: field(nameType, {
      label: 'projects.find.words',
      example: 'projects.find.wordsExample',
      keys: ['名称', '关键词', 'name'],
      freeText: true,
    }).optional(),
  })
  return defineCommand({
    ...named,
    apart: true,
    access: 'read',
    effect: 'read',
    form,
    hears: hearsFind(kind, z.object({ pair })),
    run: async (asker: ProgrammeContext, { pair, words: typed }) => {
      if (typed === undefined) return list.run(asker, { ...(pair !== undefined && { pair }) })
      const context = inConversationLanguage(asker)
      const { transaction, translate, reading } = context
      const subject = subjectMeant(asker, registry, pair)
      requireReadOf(asker, subject)
      const ours = subject.kind === 'programme' ? undefined : familyOf(registry, subject.pair)
      const found = await findProjects(transaction, typed, ours, mostShown + 1)
      if (!found) throw new UserError(notice('projects.find.short', { text: quoted(typed) }), 'words')
      const references = found.slice(0, mostShown)
      const [only, ...more] = references
      if (only !== undefined && more.length === 0) return show.run(asker, { reference: only })
      const scope =
        subject.kind === 'programme'
          ? translate('records.everywhere')
          : pairName(subject.pair, translate.locale)
      const listed = lineAction(
        translate(kind.listLabel),
        listLine(kind, subject.kind === 'programme' ? undefined : subject.pair, translate),
      )
      if (only === undefined)
        return {
          card: card(text(translate('projects.find.none', { text: quoted(typed), scope })), actions(listed)),
        }
      const projects = await selectReferenced(kind, transaction, references)
      const inOrder = references.flatMap((reference) =>
        projects.filter((project) => project.reference === reference),
      )
      return {
        card: card(
          heading(translate('projects.find.several', { text: quoted(typed), scope })),
          {
            type: 'list',
            items: inOrder.map((project) => ({
              text: joinPieces(project.reference, project.name, showPhase(kind, project, reading)),
              detail: pairName(registry.pair(project.pairId), translate.locale),
            })),
          },
          found.length > references.length && text(translate('projects.find.more'), 'quiet'),
          actions(
            ...inOrder.map(({ reference }) => lineAction(reference, `/project show ${reference}`)),
            listed,
          ),
        ),
      }
    },
  })
}
