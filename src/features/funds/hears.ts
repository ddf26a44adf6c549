import { type Form, fieldsOf, type Reading } from '../../core/form/field.ts'
import { readAsked } from '../../core/plain/hearing.ts'
import type { Hearing, Sentence } from '../../core/plain/sentence.ts'
import { type Words, wordsOf } from '../../core/plain/words.ts'
import { isAsked } from '../../programme/records/spoken.ts'

type Hears = (sentence: Sentence, reading: Reading) => readonly Hearing[]

/** 拨付50万 P-2025-0001 市级: an entry is told where its kind and its amount are; it is asked about before it counts. */
export const hearsEntry =
  (form: Form): Hears =>
  (sentence, reading) => {
    if (isAsked(sentence) || sentence.doubts) return []
    const { entries, words, isWhole } = readAsked(form, sentence.text, reading, wordsOf('funds.plain.money'))
    if (!entries.type || !entries.amount) return []
    const said = fieldsOf(form).filter(({ name }) => entries[name]).length
    const isClear = said > 3 || (said === 3 && isWhole)
    return [{ words, certainty: isClear ? 'likely' : 'possible', weight: said }]
  }

/** 这个项目花了多少: the one that was shown just before. */
const withProject = ({ text, after }: Sentence): string => {
  const spoken = wordsOf('funds.plain.project')
  return after?.kind === 'record' && after.reference.startsWith('P-') && spoken.isIn(text)
    ? `${after.reference} ${spoken.blankedIn(text)}`
    : text
}

/** 武隆的资金情况, how much of P-2025-0001 is paid: money is asked for, and who it is of stands beside. */
export const hearsAccount =
  (form: Form): Hears =>
  (sentence, reading) => {
    const { asks, requests } = sentence
    const text = withProject(sentence)
    const [money, standing] = [wordsOf('funds.plain.money'), wordsOf('funds.plain.standing')]
    if (!money.isIn(text) || wordsOf('funds.plain.entries').isIn(text)) return []
    const isStanding = standing.isIn(text)
    if (!asks && !requests && !isStanding) return isBare(money, form, text, reading)
    const { words, isWhole, entries } = readAsked(
      form,
      text,
      reading,
      money,
      standing,
      wordsOf('funds.plain.spent', 'funds.plain.joining'),
    )
    const isMeant = isStanding || wordsOf('funds.plain.spent').isIn(text)
    const weight = 4 + Object.keys(entries).length
    if (isWhole && isMeant) return [{ words, certainty: 'sure', weight }]
    return isMeant && (isWhole || entries.project) ? [{ words, certainty: 'likely', weight }] : []
  }

/** 武隆资金, payments of Wulong in February: nothing but whose money it is, or of which days. */
const isBare = (money: Words, form: Form, text: string, reading: Reading): Hearing[] => {
  const { words, isWhole, entries } = readAsked(form, text, reading, money, wordsOf('funds.plain.joining'))
  const isAbout = entries.period !== undefined || !wordsOf('funds.plain.spent').isIn(text)
  return isWhole && isAbout ? [{ words, certainty: 'sure', weight: 4 }] : []
}
