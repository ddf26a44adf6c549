import { type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { reference } from '../../../core/fields/reference.ts'
import type { Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { Hearing, Sentence } from '../../../core/plain/sentence.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import { fold } from '../../../core/text.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { pairOfWords } from '../../../programme/fields/leading-pair.ts'
import { enterCommand, enterContent, type Named } from '../../../programme/records/commands.ts'
import { isAsked, spokenOf, withoutVerb } from '../../../programme/records/spoken.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { meetingOf } from './item.commands.ts'
import type { ItemKind } from './item.kind.ts'
import { lastDayOf } from './place.ts'
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

/** M-2025-0018 招商引资: the meeting whose agenda is meant is no part of what it shall treat. */
const withoutMeeting = (said: string, reading: Reading): { about: string; meeting?: string } => {
  const [claim] = reference('M').recognise(fold(said), reading)
  if (claim?.outcome.kind !== 'value') return { about: said }
  const about = `${said.slice(0, claim.start)} ${said.slice(claim.end)}`
    .replace(/^[\s,，、:：]+|[\s,，、:：]+$/gu, '')
    .replace(/\s+/gu, ' ')
  return about === '' ? { about: said } : { about, meeting: claim.outcome.value }
}

/** Adds an item, for the next meeting or for every one. Its pair is the one that is said first, the channel's, or the one that the words name. */
export const addCommand = (
  kind: ItemKind,
  meetings: MeetingRecordKind,
  { registry, calendar }: FeatureTools,
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
      const { about, meeting } =
        state === 'waiting' ? withoutMeeting(values.about, context.reading) : { about: values.about }
      const at =
        meeting === undefined ? undefined : await meetingOf(kind, meetings, registry, context, { meeting })
      if (at && context.clock.today() > lastDayOf(calendar, at))
        throw new UserError(notice('agenda.meetingOver', { meeting: at.reference }), 'about')
      const named = at ? at.pairId : pairOfWords(context, registry, about)
      const whose = values.pair ? values.pair.pairId : named
      if (whose === undefined) throw new UserError(notice('programme.whichPair'), 'pair')
      if (at && whose !== at.pairId)
        throw new UserError(notice('agenda.otherPair', { meeting: at.reference }), 'pair')
      const item = newItem(context, whose, { about, state, ...(at && { meeting: at.reference }) })
      return enterContent(kind, registry, context, item, { ...values, about })
    },
  })
}
