import { readAsked } from '../../../core/plain/hearing.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { referenceForm } from '../../../programme/records/forms.ts'
import { type Hears, hearsStep } from '../../../programme/records/hears.ts'
import { nounWords, spokenOf } from '../../../programme/records/spoken.ts'
import type { MeetingRecordKind } from '../kind.ts'

/**
 * Minutes of a meeting that is named are shown: 看看M-2025-0001的纪要. What is told of them beside that (写好了) is none of their
 * text unless a person says so.
 */
export const hearsMinutes = (kind: MeetingRecordKind, named: Named): Hears => {
  const form = referenceForm(kind)
  const step = hearsStep(kind, named, true)
  return (sentence, reading) => {
    const { references } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    const minutes = wordsOf('minutes.plain')
    if (only !== undefined && more.length === 0 && minutes.isIn(sentence.text)) {
      const { isWhole } = readAsked(form, sentence.text, reading, minutes, nounWords(kind))
      return [{ words: only, certainty: isWhole ? 'sure' : 'possible', weight: 2 }]
    }
    return step(sentence, reading).map((hearing) => ({ ...hearing, certainty: 'possible' }))
  }
}
