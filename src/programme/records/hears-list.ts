import { type Form, type FormField, fieldsOf, type Reading } from '../../core/form/field.ts'
import type { Filled } from '../../core/form/filled.ts'
import { readWords } from '../../core/form/words.ts'
import type { PlainKey } from '../../core/i18n.ts'
import { type Asked, readAsked, understoodIn } from '../../core/plain/hearing.ts'
import type { Sentence } from '../../core/plain/sentence.ts'
import { type Words, wordsOf } from '../../core/plain/words.ts'
import { fold } from '../../core/text.ts'
import { isPersonalName } from '../people/chinese-names.ts'
import { dropping, places } from './dropping.ts'
import { changeIn, extra, type Hears, type Kind, type Names } from './hears.ts'
import type { Content, RecordKind } from './kind.ts'
import { nounWords, spokenOf, verbIn, verbsOf, withoutVerb } from './spoken.ts'

/** Words of a question, and what the list of its answer is narrowed to: 上次 to what has begun. */
export interface ListQuestion {
  readonly words: PlainKey
  /** As typed behind the command; nothing where the totals answer (来了多少人). Left out where a period is told. */
  readonly narrowed: string
}

/** What of a listing a sentence may speak of. */
export interface ListSpoken {
  readonly questions?: readonly ListQuestion[]
  /** The pair that a direction implies: it stays when the direction is dropped. */
  pairOf?(known: Filled): number | undefined
}

/** The values of some fields as they are typed after their keys. */
const keyed = (form: Form, filled: Filled): string =>
  fieldsOf(form)
    .flatMap(({ name, type }) => {
      const entry = filled[name]
      if (!entry) return []
      const { outcome } = entry
      return [`${name}:"${outcome.kind === 'value' ? type.write(outcome.value) : entry.text}"`]
    })
    .join(' ')

/** What a sentence says for the list of a kind. */
interface Told {
  readonly asked: Asked
  /** What may be typed behind the command. */
  readonly words: string
  /** How many filters they are. */
  readonly said: number
  /** Of them those that are named, and follow from no other word. */
  readonly named: number
  readonly isListed: boolean
  readonly isAbout: boolean
  readonly isLate: boolean
  readonly isQuestion: boolean
  readonly isPhase: boolean
}

const toldIn = (
  kind: Kind & Pick<RecordKind<Content>, 'alike'>,
  form: Form,
  names: Names,
  questions: readonly ListQuestion[],
  text: string,
  reading: Reading,
): Told => {
  const about = kind.alike && wordsOf(kind.alike)
  const listed = verbsOf(names, 'records.plain.list', ...extra(names))
  const late = wordsOf('records.plain.late')
  const andNow = wordsOf('records.plain.andNow')
  const own = questions.map(({ words }) => wordsOf(words))
  const noise = [nounWords(kind), listed, ...own, late, andNow, ...(about ? [about] : [])]
  const asked = readAsked(form, text, reading, ...noise)
  const named = understoodIn(asked).length
  const isPhase = asked.entries.status !== undefined
  const isTold =
    isPhase ||
    fieldsOf(form).some(({ name, type }) => asked.entries[name] && type.ask(reading).kind === 'calendar')
  const meant = questions.filter(({ words }) => wordsOf(words).isIn(text))
  const part = isTold ? undefined : meant.find(({ narrowed }) => narrowed !== '')?.narrowed
  const isLate = late.isIn(text)
  // What is due is what is late, by the first word for it.
  const due =
    isLate && !isPhase && part === undefined
      ? reading.translate('records.plain.late').replace(/\|.*$/u, '')
      : undefined
  const narrowed = [part, due].filter((words) => words !== undefined)
  return {
    asked,
    words: [asked.words, ...narrowed].join(' ').trim(),
    said: named + narrowed.length,
    named,
    isListed: listed.isIn(text),
    isAbout: about?.isIn(text) === true,
    isLate,
    isQuestion: meant.length > 0,
    isPhase,
  }
}

/** A question for records, or what they are called beside when and where: 武隆最近有什么互访, 本周互访. */
export const hearsList =
  (
    kind: Kind & Pick<RecordKind<Content>, 'alike'>,
    form: Form,
    names: Names,
    { questions = [], pairOf }: ListSpoken = {},
  ): Hears =>
  (sentence, reading) => {
    const { text, asks, after } = sentence
    const { isNamed, namesRecord } = spokenOf(kind, sentence, reading)
    if (namesRecord) return []
    // Visits: nothing but what they are called.
    if (isOnly(nounWords(kind), text)) return [{ words: '', certainty: 'sure' }]
    const before = after?.kind === 'list' ? lineOf(names, after.line) : undefined
    if (before === undefined && !isNamed && isOthers(kind, form, sentence, reading)) return []
    const told = toldIn(kind, form, names, questions, text, reading)
    const { asked, words, said, isListed, isAbout } = told
    const { isWhole } = asked
    if (before !== undefined) {
      const known = readWords(form, before, reading).filled
      const dropped = dropping(form, text, nounWords(kind), known, pairOf)
      if (dropped) return [{ words: keyed(form, dropped), certainty: 'sure' }]
      // A question stands for itself, unless it goes on from the last one (那4月呢); so does 逾期, but 逾期的 is some of those.
      const goesOn =
        (!asks || wordsOf('records.plain.andNow').isIn(text)) && !isOnly(wordsOf('records.plain.late'), text)
      const next =
        goesOn && !isNamed && !isListed && !isAbout ? goingOn(form, known, text, reading, asked) : undefined
      if (next !== undefined) return [{ words: next, certainty: 'sure' }]
    }
    const changes = wordsOf('records.plain.enter', 'records.plain.edit', 'records.plain.cancel')
    // 怎么登记互访: how something is done is no question for records.
    if (asks && said === 0 && changes.isIn(text)) return []
    if (isNamed && !asks && !isListed && isChange(kind, text)) return []
    if (isNamed && (asks || isListed || (said > 0 && isWhole)))
      return [{ words, certainty: isWhole ? 'sure' : 'likely' }]
    if (isWhole && isForList(kind, sentence, told)) return [{ words, certainty: 'likely', weight: said }]
    const isRemote = !isListed && (isNamed || isAbout) && said > 0
    return isRemote &&
      wordsOf('records.plain.cancel', 'records.plain.calledOff', 'records.plain.edit').isIn(text)
      ? [{ words: keyed(form, withoutChoices(form, asked.entries)), certainty: 'possible' }]
      : []
  }

/**
 * Whether a sentence that does not name what is listed has none of the words by which such records are asked for all the
 * same: seen at once, where reading it into every list there is would take long.
 */
const isOthers = (
  { implied = false, alike }: Kind & Pick<RecordKind<Content>, 'alike'>,
  form: Form,
  { asks, after, text }: Sentence,
  reading: Reading,
): boolean => {
  if (implied || (alike && wordsOf(alike).isIn(text))) return false
  const status = fieldsOf(form).find(({ name }) => name === 'status')
  const isPhaseAsked = asks && after?.kind !== 'record'
  return !isPhaseAsked || !status || status.type.recognise(fold(text), reading).length === 0
}

/** 取消会议, 会议改到3月25日 ask for a change, 取消的会议 for a list. */
const isChange = (kind: Kind, text: string): boolean => {
  if (changeIn(kind, text)) return true
  const verb = verbIn(wordsOf('records.plain.cancel'), text)
  return verb !== undefined && withoutVerb(kind, text, verb) === '' && !/的/u.test(text)
}

/** Whether a sentence that leaves nothing unread, and does not name what is listed, asks for a list all the same. */
const isForList = ({ implied = false }: Kind, { asks, after, text }: Sentence, told: Told): boolean => {
  const { said, named, isListed, isAbout, isLate, isQuestion, isPhase } = told
  if (isListed) return implied
  if (isAbout && asks && (said > 0 || wordsOf('records.plain.who').isIn(text))) return true
  if (isQuestion && (implied || isAbout) && (asks ? said > 0 : named > 0)) return true
  // 有什么逾期 is asked of all that can be late: several that hear it are buttons.
  if (isLate) return implied ? asks || named > 0 : asks && isPhase && after?.kind !== 'record'
  // 还有哪些没填结果; after a record it is asked of that one.
  return isPhase && asks && after?.kind !== 'record'
}

const choicesOf = (form: Form): string[] =>
  fieldsOf(form).flatMap(({ name, type }) => (type.name === 'choice' ? [name] : []))

/** 取消了 is told of what shall be found, and is no state to look for. */
const withoutChoices = (form: Form, entries: Filled): Filled => {
  const choices = choicesOf(form)
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !choices.includes(name)))
}

/** The words after a command's name, when the line is that command's. */
const lineOf = ({ name }: Names, line: string): string | undefined =>
  line.startsWith(`/${name}`) ? line.slice(name.length + 1).trim() : undefined

/** After a list: another page of it, or fewer of its records (王建国, 市级的). */
const goingOn = (
  form: Form,
  { page, ...known }: Filled,
  text: string,
  reading: Reading,
  asked: Asked,
): string | undefined => {
  const turn = turnOf(text)
  if (turn !== undefined) {
    const now = page?.outcome.kind === 'value' ? Number(page.outcome.value) : 1
    return `${keyed(form, known)} page:${Math.max(1, now + turn)}`.trim()
  }
  if (asked.isWhole && understoodIn(asked).length > 0)
    return keyed(form, { ...withoutPlaces(known, asked.entries), ...asked.entries })
  const person = fieldsOf(form).find(({ type }) => type.name === 'person')
  const name = person && nameIn(person, text, reading)
  return person === undefined || name === undefined
    ? undefined
    : keyed(form, { ...known, [person.name]: { text: name, outcome: person.type.validate(name, reading) } })
}

/** Another place takes the place of the last one, and of where that was travelled to. */
const withoutPlaces = (known: Filled, next: Filled): Filled =>
  places.some((name) => next[name])
    ? Object.fromEntries(Object.entries(known).filter(([name]) => !places.includes(name)))
    : known

const isOnly = (words: Words, text: string): boolean =>
  words.isIn(text) && /^[\s\p{P}]*$/u.test(words.blankedIn(text))

const turnOf = (text: string): number | undefined => {
  if (isOnly(wordsOf('records.plain.nextPage'), text)) return 1
  return isOnly(wordsOf('records.plain.previousPage'), text) ? -1 : undefined
}

const latinName = /^\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+){1,3}$/u

/** A person, by name or post, and nothing else. */
const nameIn = ({ type }: FormField, text: string, reading: Reading): string | undefined => {
  const name = text.replace(/[\s。.!！?？呢的]+$/u, '')
  const isWhole = type
    .recognise(fold(name), reading)
    .some(({ start, end }) => start === 0 && end === name.length)
  return isWhole || isPersonalName(name) || latinName.test(name) ? name : undefined
}
