import { z } from 'zod'
import { card, text } from '../../core/card.ts'
import { defineCommand, inConversationLanguage } from '../../core/command.ts'
import { readAsked } from '../../core/plain/hearing.ts'
import type { Sentence } from '../../core/plain/sentence.ts'
import { wordsOf } from '../../core/plain/words.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { askPair } from '../../programme/fields/pair.ts'
import { familyOf } from '../../programme/places/family.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { cardsOf } from '../../programme/records/cards.ts'
import { aboutRecord, type Named } from '../../programme/records/commands.ts'
import { ask } from '../../programme/records/forms.ts'
import { selectRecords } from '../../programme/records/select.ts'
import { viewFor } from '../../programme/records/show.ts'
import { nounWords, spokenOf } from '../../programme/records/spoken.ts'
import { requireReadOf, subjectMeant } from '../../programme/subject.ts'
import type { MeetingRecordKind } from './kind.ts'

const agendaNoun = { prefix: 'Y', word: 'agenda', noun: 'agenda.noun' } as const

/** The next meeting of a pair, of a type if one is said: 下次联席会议什么时候. */
export const nextCommand = (kind: MeetingRecordKind, registry: Registry, named: Named) => {
  const form = z.object({
    pair: askPair(registry).optional(),
    type: ask(kind, 'type').optional(),
  })
  return defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form,
    hears: (sentence: Sentence, reading) => {
      const { text: said } = sentence
      const next = wordsOf('meetings.plain.next')
      const { namesRecord, isNamed } = spokenOf(kind, sentence, reading)
      const isAbout = isNamed || wordsOf('meetings.plain.alike').isIn(said)
      if (namesRecord || !isAbout || !next.isIn(said)) return []
      const asked = readAsked(
        form,
        said,
        reading,
        next,
        nounWords(kind),
        // 下次会议有什么议题: its card says so.
        nounWords(agendaNoun),
        wordsOf('meetings.plain.alike', 'meetings.plain.held'),
      )
      return [{ words: asked.words, certainty: asked.isWhole ? 'sure' : 'possible' }]
    },
    run: async (asker: ProgrammeContext, { pair, type }) => {
      const context = inConversationLanguage(asker)
      const { transaction, clock, translate } = context
      const subject = subjectMeant(asker, registry, pair)
      requireReadOf(asker, subject)
      const ours =
        subject.kind === 'programme'
          ? Prisma.empty
          : Prisma.sql`AND (pair_id IS NULL OR pair_id IN (${Prisma.join(familyOf(registry, subject.pair))}))`
      const ofType = type ? Prisma.sql`AND type = ${type}::"MeetingType"` : Prisma.empty
      const [next] = await selectRecords(
        kind,
        transaction,
        Prisma.sql`WHERE state <> 'cancelled' AND starts_at > ${clock.now()} ${ours} ${ofType}
          ORDER BY starts_at, id LIMIT 1`,
      )
      return next
        ? {
            card: cardsOf(kind, registry).recordCard(viewFor(context), next),
            about: aboutRecord(next.reference),
          }
        : { card: card(text(translate('meetings.noneNext'))) }
    },
  })
}
