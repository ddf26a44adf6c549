import { type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import type { Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { Hearing, Sentence } from '../../../core/plain/sentence.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { pairOfWords } from '../../../programme/fields/leading-pair.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { enterCommand, enterContent, type Named } from '../../../programme/records/commands.ts'
import { isAsked, spokenOf, withoutVerb } from '../../../programme/records/spoken.ts'
import type { ItemKind } from './item.kind.ts'
import { newItem } from './put.ts'

/** 把产业园用地列入下次会议议题, put the land on the agenda: what is told of no record. */
const hearsPut = (
  kind: ItemKind,
  sentence: Sentence,
  reading: Reading,
  put: 'agenda.plain.waiting' | 'agenda.plain.standing',
): Hearing[] => {
  const { text, doubts } = sentence
  const words = wordsOf(put)
  if (doubts || !words.isIn(text) || isAsked(sentence) || spokenOf(kind, sentence, reading).namesRecord)
    return []
  const told = withoutVerb(kind, words.blankedIn(text).replace(putting, ''), undefined)
  const about = told.replace(forNext, '').trim().replace(inQuotes, '$<words>')
  return about === '' ? [] : [{ words: about, certainty: 'likely' }]
}
const forNext = /\s+(?:for|of|at)\s+(?:the|our)\s+next\s+(?:joint\s+)?meeting$/iu
const inQuotes = /^["“「『'](?<words>[^"“”「」『』]+)["”」』']$/u
const putting = /^\s*(?:把|将|请|(?:please\s+)?(?:put|add)(?!\p{L}))/iu

/** Adds an item, for the next meeting or for every one. Its pair is the one that is said first, the channel's, or the one that the words name. */
export const addCommand = (
  kind: ItemKind,
  registry: Registry,
  named: Named,
  state: 'waiting' | 'standing',
): Command<ProgrammeContext> => {
  const enter = enterCommand(kind, registry, named)
  const said = state === 'waiting' ? (enter.hears ?? (() => [])) : () => []
  return defineCommand({
    ...enter,
    hears: (sentence, reading) => [
      ...said(sentence, reading),
      ...hearsPut(kind, sentence, reading, `agenda.plain.${state}`),
    ],
    run: async (context: ProgrammeContext, values) => {
      const { about } = values
      const whose = values.pair ? values.pair.pairId : pairOfWords(context, registry, about)
      if (whose === undefined) throw new UserError(notice('programme.whichPair'), 'pair')
      return enterContent(kind, registry, context, newItem(context, whose, { about, state }), values)
    },
  })
}
