import type { Form } from '../../../core/form/field.ts'
import { readAsked } from '../../../core/plain/hearing.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import type { Hears, Kind } from '../hears.ts'
import { nounWords, spokenOf } from '../spoken.ts'

/** 导出武隆今年的互访, export the visits of March; after a list of them 导出 alone. */
export const hearsExport =
  (kind: Kind, form: Form): Hears =>
  (sentence, reading) => {
    const { text, after } = sentence
    const verbs = wordsOf('records.plain.export')
    if (!verbs.isIn(text)) return []
    const { isNamed } = spokenOf(kind, sentence, reading)
    const list = `/${kind.word} list`
    const listed =
      after?.kind === 'list' && after.line.startsWith(list) ? after.line.slice(list.length) : undefined
    const { words, isWhole } = readAsked(
      form,
      text,
      reading,
      verbs,
      nounWords(kind),
      wordsOf('records.plain.list'),
    )
    // The list that was just shown, unless another one is asked for.
    if (listed !== undefined && words === '')
      return [{ words: listed.replace(/\spage:\d+/u, '').trim(), certainty: 'sure', weight: 9 }]
    return isNamed ? [{ words, certainty: isWhole ? 'sure' : 'likely', weight: 9 }] : []
  }
