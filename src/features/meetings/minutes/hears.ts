import { readAsked } from '../../../core/plain/hearing.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { referenceForm } from '../../../programme/records/forms.ts'
import { type Hears, hearsStep } from '../../../programme/records/hears.ts'
import { isAsked, nounWords, spokenOf } from '../../../programme/records/spoken.ts'
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

/** 确认M-2025-0001的纪要, please confirm the minutes of M-2025-0001. */
export const hearsConfirm = (kind: MeetingRecordKind, named: Named): Hears => {
  const step = hearsStep(kind, named, false)
  return (sentence, reading) => {
    const { references, rest } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    const words = wordsOf('plain.courtesy').blankedIn(rest).trim()
    const isMeant =
      wordsOf('minutes.plain').isIn(words) && wordsOf('minutes.plain.confirm').lengthAtStart(words) > 0
    return only !== undefined && more.length === 0 && isMeant && !isAsked(sentence) && !sentence.doubts
      ? [{ words: only, certainty: 'sure', weight: 4 }]
      : step(sentence, reading)
  }
}
