import { type Form, fieldsOf, type Reading } from '../../core/form/field.ts'
import { readWords } from '../../core/form/words.ts'
import type { PlainKey } from '../../core/i18n.ts'
import { exchangeIn } from '../../core/line/exchanged.ts'
import { type Asked, readAsked, understoodIn } from '../../core/plain/hearing.ts'
import { type Hearing, isDoubted, type Sentence } from '../../core/plain/sentence.ts'
import { wordsOf } from '../../core/plain/words.ts'
import { withoutDay } from './called-by-day.ts'
import type { Content, RecordKind } from './kind.ts'
import { besidesReason, inFull } from './noted.ts'
import { isAsked, isOfRecord, nounWords, spokenOf, verbIn, verbsOf, withoutVerb } from './spoken.ts'

export type Hears = (sentence: Sentence, reading: Reading) => readonly Hearing[]
export type Kind = Pick<RecordKind<Content>, 'prefix' | 'word' | 'noun' | 'implied' | 'namedOnly'>

/** How a command of a kind is called. */
export interface Names {
  readonly name: string
  readonly aliases: readonly string[]
  /** Other words for it, of sentences in plain words. */
  readonly plain?: PlainKey
}

export const extra = ({ plain }: Names) => (plain ? [plain] : [])

/** A reference, alone or with words that ask for it: 看看V-2025-1, V-2025-0001怎么样了. */
export const hearsShow =
  (kind: Kind, form: Form): Hears =>
  (sentence, reading) => {
    const { references } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    if (only === undefined) return []
    if (more.length > 0) return references.map((words) => ({ words, certainty: 'likely' }))
    const { words, isWhole } = readAsked(form, sentence.text, reading, nounWords(kind, 'records.plain.about'))
    if (isAsked(sentence)) return [{ words, certainty: 'sure' }]
    return [{ words: only, certainty: isWhole ? 'sure' : 'possible' }]
  }

/** Of so many anything can be added and taken away. */
const someNumber = '10000'

/** As though days and numbers stood already: what changes them (改期到, 再加两个人) says something of them, whatever they are. */
const someValues = (form: Form, reading: Reading): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    fieldsOf(form).flatMap(({ name, type }) => {
      const known = type.some?.(reading)
      if (known !== undefined) return [[name, known]]
      const isChanging = type.ask(reading).kind === 'calendar' || type.name === 'count'
      const some = isChanging
        ? type.validate(type.name === 'count' ? someNumber : reading.today, reading)
        : undefined
      return some?.kind === 'value' ? [[name, some.value]] : []
    }),
  )

/** Words for more, less, or one end of the days (再加, until), with whether they are a part of what was understood. */
const partsIn = ({ pieces }: Asked, text: string) =>
  wordsOf('records.plain.partly')
    .placesIn(text)
    .filter(({ end }) => !/^[到至为成]/u.test(text.slice(end)))
    .map((place) => ({
      isRead: pieces.some(
        ({ kind, start, end }) => kind === 'value' && start <= place.start && place.end <= end,
      ),
    }))

/** Such words that nothing explains: no value by itself; both ends are one. */
const isPartly = (form: Form, asked: Asked, text: string, isMoved: boolean): boolean => {
  if (partsIn(asked, text).every(({ isRead }) => isRead)) return false
  const isRange = fieldsOf(form).some(({ name, type }) => {
    const outcome = asked.entries[name]?.outcome
    return outcome?.kind === 'value' && type.name === 'dateRange' && type.write(outcome.value).includes('..')
  })
  return isMoved || !isRange
}

/** purpose should be: what joins a key and its value doubts nothing. */
const withoutKeys = ({ pieces }: Asked, text: string): string =>
  pieces
    .map(({ kind, start, end }) => (kind === 'key' ? ' '.repeat(end - start) : text.slice(start, end)))
    .join('')

const articles = /^[\s把将这那次个]*(?:(?:the|this|that|our|next)\s+)?/iu
const joining = /^(?:[\s,，:：]|时间|日期|[将被已]|(?:is|was|has been|will be)(?![\p{L}\p{N}]))+/iu

/** What a change may call its record: the one that is meant where none is named is what people travel for. */
const calledIn = (kind: Kind) => nounWords(kind, ...(kind.implied ? (['records.plain.course'] as const) : []))

/** Whether a sentence tells that a thing of the kind is changed (会议改到…), or asks for it (互访 改 …, move the meeting). */
export const changeIn = (kind: Kind, text: string): 'told' | 'asked' | undefined => {
  const nouns = calledIn(kind)
  const [changed, edited] = [wordsOf('records.plain.change'), wordsOf('records.plain.edit')]
  const noun = nouns.lengthAtStart(text)
  const behind = text.slice(noun).replace(joining, '')
  if (noun > 0 && changed.lengthAtStart(behind) > 0) return 'told'
  const verb = edited.lengthAtStart(text)
  const isFirst = verb > 0 && nouns.lengthAtStart(text.slice(verb).replace(articles, '')) > 0
  return isFirst || (noun > 0 && edited.lengthAtStart(behind) > 0) ? 'asked' : undefined
}

/** What a sentence says shall be different, as though days and numbers stood already. */
const changesIn = (kind: Kind, form: Form, named: Names, text: string, reading: Reading): Asked => {
  const shown = wordsOf('records.plain.shown')
  const noise = [verbsOf(named, 'records.plain.edit', ...extra(named)), correction(), calledIn(kind), shown]
  return readAsked(form, text, { ...reading, standing: someValues(form, reading) }, ...noise)
}

const correction = () => wordsOf('records.plain.correction', 'plain.corrects')

/** 会议改到3月25日, 互访 改 人数 9, 行程推迟一天, move the meeting, and nothing was shown: it is asked which one. */
const hearsChange = (
  kind: Kind,
  form: Form,
  named: Names,
  sentence: Sentence,
  reading: Reading,
): Hearing[] => {
  const { text } = sentence
  const { namesRecord } = spokenOf(kind, sentence, reading)
  if (namesRecord || sentence.doubts) return []
  const change = changeIn(kind, text)
  if (!change) return []
  const asked = changesIn(kind, form, named, text, reading)
  const isSaid =
    asked.isKeyed || fieldsOf(form).some(({ name, freeText }) => !freeText && asked.entries[name])
  // 问题 改造工程款未付: what begins like a verb is none.
  return change === 'told' || isSaid ? [{ words: isSaid ? asked.words : '', certainty: 'likely' }] : []
}

/** A record and what shall be different in it; after a record, what is corrected (人数改成15). */
export const hearsEdit =
  (kind: Kind, form: Form, named: Names): Hears =>
  (sentence, reading) => {
    const { references, last, rest } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    const about = only ?? last
    const verbs = verbsOf(named, 'records.plain.edit', ...extra(named))
    if (more.length > 0 || isAsked(sentence)) return []
    const called = only === undefined ? withoutDay(kind, sentence.text) : undefined
    if (called !== undefined && changeIn(kind, called))
      return hearsChange(kind, form, named, { ...sentence, text: called }, reading)
    if (about === undefined) return hearsChange(kind, form, named, sentence, reading)
    // 不是21是22: what stands tells of what it is said.
    if (exchangeIn(rest)) return [{ words: `${about} ${rest}`, certainty: 'sure' }]
    const asked = changesIn(kind, form, named, rest, reading)
    const weight = verbs.lengthAtStart(sentence.text) > 0 ? 2 : 1
    // Words of doubt are never passed over.
    const doubts = sentence.doubts && isDoubted(withoutKeys(asked, rest))
    const words = `${about} ${doubts ? rest : asked.words}`.trim()
    const isSaid = understoodIn(asked).length > 0
    const isMeant = verbIn(verbs, rest) !== undefined
    const isClear = !doubts && !isPartly(form, asked, rest, isMeant)
    if (only !== undefined) {
      if (isSaid) return [{ words, certainty: asked.isWhole && isClear ? 'sure' : 'possible', weight }]
      const certainty = asked.isWhole ? 'sure' : 'likely'
      return isMeant ? [{ words, certainty: isClear ? certainty : 'possible', weight }] : []
    }
    if (!isSaid || !asked.isWhole) return []
    const isCorrected =
      asked.isKeyed || correction().isIn(sentence.line) || partsIn(asked, rest).some(({ isRead }) => isRead)
    const certainty = isCorrected && isClear ? 'sure' : 'possible'
    return [{ words, certainty, weight: understoodIn(asked).length }]
  }

/** A step of a record's life, named beside its reference: 取消互访 V-2025-0001. `last`: words may follow the verb that comes last. */
export const hearsStep =
  (kind: Kind, named: Names, last: boolean): Hears =>
  (spoken, reading) => {
    const sentence = besidesReason(spoken)
    const { references, last: shown, rest, around, isNamed, namesRecord } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    const verbs = verbsOf(named, ...extra(named))
    const verb = verbIn(verbs, rest)
    const about = only ?? shown
    if (more.length > 0 || !verb || isAsked(sentence)) return []
    const isFirst = withoutVerb(kind, rest.slice(0, verb.start), undefined) === ''
    const noted = inFull(rest, withoutVerb(kind, rest, verb))
    // 取消 大棚: what else is said may be what a record is called, rather than the reason to cancel the one shown before.
    const called: Hearing[] =
      namesRecord || noted === '' ? [] : [{ words: noted, certainty: 'possible', weight: 3, isCalled: true }]
    // 取消会议, and nothing was shown: it is asked which one.
    if (about === undefined)
      return isNamed && !namesRecord && isFirst && noted === '' && !sentence.doubts
        ? [{ words: '', certainty: 'likely' }]
        : called
    const words = `${about} ${noted}`.trim()
    if (only !== undefined) {
      // What else is said may be what the verb is about: the record itself is only asked after.
      if (sentence.doubts || !isOfRecord(kind, verbs, around, last))
        return [{ words: only, certainty: 'possible' }]
      return [{ words, certainty: 'sure', weight: verbs.lengthAtStart(sentence.text) > 0 ? 2 : 1 }]
    }
    return isFirst ? [...called, { words, certainty: 'possible' }] : called
  }

/** What stands between a verb and the thing: 登记一次互访, report a new problem. */
const aNew = /^(?:[\s一下次条个的新:：]|(?:a|an|another|new)(?!\p{L}))+/iu

/** What is told and could be written down; `sure` where it is asked for (登记互访 …). */
export const hearsEnter =
  (kind: Kind, form: Form, named: Names): Hears =>
  (sentence, reading) => {
    const { text } = sentence
    const { isNamed, namesRecord, rest } = spokenOf(kind, sentence, reading)
    if (kind.namedOnly && !isNamed) return []
    if (namesRecord || isAsked(sentence) || wordsOf('records.plain.list').isIn(text)) return []
    const verbs = verbsOf(named, 'records.plain.enter', ...extra(named))
    const length = verbs.lengthAtStart(rest)
    const words = withoutVerb(kind, rest, length > 0 ? { start: 0, end: length } : undefined)
    const fields = fieldsOf(form)
    const { filled } = readWords(form, length > 0 ? words : rest, reading)
    const said = fields.filter(({ name, freeText }) => !freeText && filled[name])
    if (length > 0) {
      const isNamed = nounWords(kind).lengthAtStart(rest.slice(length).replace(aNew, '')) > 0
      if (isNamed) return [{ words, certainty: 'sure', weight: said.length }]
      if (!kind.implied) return []
      return said.length > 0 || words === '' ? [{ words, certainty: 'likely', weight: said.length }] : []
    }
    const isCalledOff = wordsOf('records.plain.cancel', 'records.plain.calledOff', 'records.plain.edit').isIn(
      rest,
    )
    if (isCalledOff || said.length < 2 || !said.some(({ required }) => required)) return []
    return [{ words: rest, certainty: 'possible', weight: said.length }]
  }
