import { reference } from '../../core/fields/reference.ts'
import type { Reading } from '../../core/form/field.ts'
import type { Hearing, Sentence } from '../../core/plain/sentence.ts'
import { wordsOf } from '../../core/plain/words.ts'
import { fold } from '../../core/text.ts'

const joining = /^(?:[\s,，:：、了]|that(?![a-z])|to(?![a-z]))+/iu

/** What is told to have been agreed at a meeting (M-2025-0001会上商定…) is offered as an agreed item of it, and changes no meeting. */
export const hearsAgreed = ({ text, asks }: Sentence, reading: Reading): Hearing[] => {
  const [meeting, ...others] = reference('M').recognise(fold(text), reading)
  if (asks || !meeting || others.length > 0) return []
  const agreed = wordsOf('decisions.plain.agreed')
    .placesIn(text)
    .find(({ start }) => start >= meeting.end)
  const about = agreed && text.slice(agreed.end).replace(joining, '').trim()
  if (!about) return []
  return [{ words: `${text.slice(meeting.start, meeting.end)} ${about}`, certainty: 'possible', weight: 9 }]
}
