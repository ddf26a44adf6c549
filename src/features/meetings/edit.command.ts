import type { Command } from '../../core/command.ts'
import { readWords } from '../../core/form/words.ts'
import { wordsOf } from '../../core/plain/words.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { editCommand, type Named } from '../../programme/records/commands.ts'
import type { MeetingRecordKind } from './kind.ts'
import { notInThePast } from './past.ts'

/** Changes a meeting. A type at the head of a sentence names a meeting, perhaps another one: 联席会议推迟到3月26日 is only offered. */
export const editMeeting = (
  kind: MeetingRecordKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> => {
  const edit = editCommand(kind, registry, named)
  return notInThePast(kind, registry, {
    ...edit,
    hears: (sentence, reading) =>
      (edit.hears?.(sentence, reading) ?? []).map((hearing) => {
        const isNamed = wordsOf('meetings.plain.alike').lengthAtStart(sentence.text) > 0
        return isNamed && readWords(edit.form, hearing.words, reading).filled.type
          ? { ...hearing, certainty: 'possible' }
          : hearing
      }),
  })
}
