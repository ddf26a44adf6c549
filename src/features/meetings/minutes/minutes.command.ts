import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { text as textBlock } from '../../../core/card.ts'
import { type Answer, defineCommand, inConversationLanguage } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { text } from '../../../core/fields/text.ts'
import { formButton } from '../../../core/form/button.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { MinutesState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { namesField } from '../../../programme/fields/names.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { filesGiven, filesOf, newFiles } from '../../../programme/records/files.ts'
import { askReference, takingFiles } from '../../../programme/records/forms.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { answerChange } from './answer.ts'

import { isLocked, type MinutesContent, minutesContent } from './content.ts'
import { hearsMinutes } from './hears.ts'
import { howField, joinedText, longestMinutes } from './how.ts'
import { findMinutes, keepMinutes } from './keep.ts'
import { type MinutesKeeping, minutesView, topicOfMinutes } from './minutes.ts'
import { presentByAnswers } from './present.ts'
import { toChange, toMinute } from './ready.ts'

const formOf = (kind: MeetingRecordKind) =>
  z.object({
    reference: askReference(kind),
    how: field(howField(), {
      label: 'minutes.field.how',
      example: 'minutes.example.how',
      keys: [],
      asked: false,
    }).optional(),
    // As much as one message holds; what is longer comes in parts.
    text: field(text({ maximum: 4000, multiline: true }), {
      label: 'minutes.field.text',
      example: 'minutes.example.text',
      keys: ['正文'],
      freeText: true,
      wholeText: true,
    }).optional(),
    chair: field(namesField({ maximum: 60, several: false }), {
      label: 'minutes.field.chair',
      example: 'minutes.example.chair',
      keys: ['主持人', '主持'],
    }).optional(),
    present: field(namesField({ maximum: 500, several: true }), {
      label: 'minutes.field.present',
      example: 'minutes.example.present',
      keys: ['出席', '出席人员', '参会人员'],
    }).optional(),
    ...takingFiles(),
  })
type Values = z.infer<ReturnType<typeof formOf>>

/** Writes minutes of a meeting: a text, files, or both; with the reference alone it shows them. */
export const minutesCommand = (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  keeping: MinutesKeeping,
  named: Named,
) => {
  const { registry } = tools

  const show = async (asker: ProgrammeContext, reference: string): Promise<Answer> => {
    // A refusal is for the person who asked.
    const meeting = await toMinute(kind, tools, asker, reference)
    const context = inConversationLanguage(asker)
    const { transaction, request } = context
    const shown = await keeping.shownOf(transaction, meeting, await findMinutes(transaction, meeting))
    return {
      card: keeping.cardFor(minutesView(context, registry, meeting), shown),
      about: aboutRecord(reference),
      ...(!request.private && { topic: topicOfMinutes(meeting) }),
    }
  }

  const write = async (context: ProgrammeContext, { reference, how, ...values }: Values): Promise<Answer> => {
    const { meeting, before } = await toChange(kind, tools, context, reference)
    const { translate, transaction, caller } = context
    if (before && isLocked(before))
      throw new UserError(notice('minutes.locked', { reference }), undefined, [
        formButton(translate('minutes.button.reopen'), `${kind.word} reopen`, { reference }),
      ])
    const by = caller.officer?.side ?? before?.side ?? meeting.hostSide
    const content: MinutesContent = {
      text: joinedText(before?.text, values.text, how),
      chair: values.chair ?? before?.chair ?? null,
      present:
        values.present ?? (before ? before.present : await presentByAnswers(context, registry, meeting)),
      state: MinutesState.draft,
      side: by,
      confirmedAt: null,
      finalAt: null,
      agreed: null,
      // It is corrected with this, and to be confirmed.
      reopenReason: null,
    }
    const length = [...(content.text ?? '')].length
    if (length > longestMinutes)
      throw new UserError(notice('minutes.long', { length, maximum: longestMinutes }), 'text')
    const isAdded = before?.text != null && values.text !== undefined && content.text !== values.text
    const files = await newFiles(context, reference, filesGiven(values))
    const isBare = content.text === null && files.length === 0
    if (isBare && (!before || (await filesOf(context, reference)).length === 0))
      throw new UserError(notice('minutes.textOrFile'), 'text')
    if (before && files.length === 0 && isDeepStrictEqual(minutesContent.parse(before), content)) {
      const shown = await keeping.shownOf(transaction, meeting, before)
      const said = textBlock(translate('minutes.unchanged', { reference }))
      return {
        card: keeping.cardFor(minutesView(context, registry, meeting, values), shown, said),
        about: aboutRecord(reference),
      }
    }
    const { minutes, notes } = await keepMinutes(context, meeting, before, content, 'written', { files })
    return answerChange(keeping, registry, context, {
      meeting,
      minutes,
      act: 'written',
      by,
      notes: [...notes, ...(isAdded ? [textBlock(translate('minutes.added', { reference }), 'quiet')] : [])],
      typed: { ...values, ...(values.present === undefined && !before && { present: content.present }) },
    })
  }

  return defineCommand({
    ...named,
    access: 'read',
    effect: 'write',
    form: formOf(kind),
    hears: hearsMinutes(kind, named),
    check: async (context: ProgrammeContext, { reference }) => {
      if (reference !== undefined) await toMinute(kind, tools, context, reference)
    },
    run: (context: ProgrammeContext, values) => {
      const { reference, how: _how, ...given } = values
      return Object.values(given).some((value) => value !== undefined)
        ? write(context, values)
        : show(context, reference)
    },
  })
}
