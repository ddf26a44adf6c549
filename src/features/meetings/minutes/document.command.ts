import { card, fileBlock, text } from '../../../core/card.ts'
import { defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { keepFile } from '../../../db/files.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { referenceForm } from '../../../programme/records/forms.ts'
import { hearsStep } from '../../../programme/records/hears.ts'
import { mayNameIn } from '../../../programme/subject.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { documentText } from './document.text.ts'
import { writeDocument } from './document.ts'
import { findMinutes } from './keep.ts'
import type { MinutesKeeping } from './minutes.ts'
import { toMinute, toWrite } from './ready.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The minutes as a document in the official layout, in the reader's language. It names persons: in private only. */
export const documentCommand = (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  keeping: MinutesKeeping,
  named: Named,
) =>
  defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form: referenceForm(kind),
    hears: hearsStep(kind, named, false),
    run: async (context: ProgrammeContext, { reference }) => {
      const meeting = await toMinute(kind, tools, context, reference)
      const { request, transaction, clock, translate, reading, locale } = context
      if (!mayNameIn(context, tools.registry, meeting)) {
        const why = request.private ? 'minutes.document.ofPair' : 'minutes.document.inPrivate'
        throw new UserError(notice(why, { reference }))
      }
      const minutes = await findMinutes(transaction, meeting)
      if (!minutes) throw toWrite(context, kind, reference)
      const shown = await keeping.shownOf(transaction, meeting, minutes)
      const words = documentText(tools.registry, { ...shown, minutes }, reading)
      const content = await writeDocument(words, locale, minutes.updatedAt)
      const name = translate('minutes.document.file', { reference })
      const file = await keepFile(transaction, { name, mediaType, content }, clock.now())
      return { card: card(text(words.title.join('')), fileBlock(file)), about: aboutRecord(reference) }
    },
  })
