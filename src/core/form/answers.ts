import type { Context } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Entry } from '../line/piece.ts'
import { withoutPoliteness } from '../line/politeness.ts'
import { fold } from '../text.ts'
import type { Draft } from './drafts.ts'
import { type Form, type FormField, fieldsOf, type Outcome, type Reading, readingOf } from './field.ts'
import { type Filled, valuesOf } from './filled.ts'
import { withoutOwnName } from './own-name.ts'
import { anyWords, readWords } from './words.ts'

const steering = {
  cancel: [
    '取消',
    '算了',
    '停',
    '停止',
    '退出',
    '不填了',
    '先不填了',
    '不用了',
    '不登记了',
    '先不登记了',
    '没事了',
    '先放着',
    'cancel',
    'stop',
    'quit',
    'never mind',
    'nevermind',
    'forget it',
    'exit',
  ],
  back: ['上一步', '返回', 'back'],
  skip: ['跳过', '略过', 'skip'],
} as const

/** A typed word that does what a question's button does. */
export const steeringOf = (typed: string): keyof typeof steering | undefined => {
  const word = typed
    .trim()
    .replace(/[。.!！]+$/u, '')
    .toLowerCase()
  return (['cancel', 'back', 'skip'] as const).find((action) =>
    steering[action].some((known) => known === word),
  )
}

/** What a typed answer fills in, and what of it was not understood. */
export interface Answered {
  readonly filled: Filled
  readonly unread: readonly string[]
  /** What answers the question, if the words that are not understood are not what matters: it is asked about. */
  readonly perhaps?: Entry
}

/** Somebody asks, or tells what shall not be: no answer to a question, whatever it names. */
const noAnswer =
  /[?？]|什么|谁|吗|呢$|怎么|哪[里个些]|几次|多少|不(?:来|去|到|赴|能|会|成)|没(?:来|去|有)|\b(?:who|what|when|where|why|how|which|not|n't)\b/iu

/** Put off: neither a name nor a text is written down for it. Words for what nobody knows yet are refused as such by the field. */
const putOff =
  /^(?:不(?:是|行|要|用|对)?|否|nope?|(?:还|尚|暂)?(?:没|未)(?:有|想好|完成|填|批|批下来|批复|下来|定|定下来|办|办好|办完|拿到|签|招标|出来|到)?|无|(?:等下|等会儿?|稍后|回头|晚点|以后|明天)(?:再?(?:填|说|补|写|看|定))?|等等(?:先[别不]要?)?|先别急?|且慢|later|ask me later|not (?:sure|yet)(?: yet)?|no idea|hang on|hold on|wait|no wait)[了吧呢。.!！\s]*$/iu

/** Something is off, unless all of it is understood (推迟两天). */
const calledOff = /取消|推迟|延期|改期|\b(?:cancel+ed|postponed|delayed)\b/iu

/** Whoever answers with more characters than these tells something else. */
const longestName = 30

/**
 * What an answer to a field's question says: that field, or any that it names (3月5日 12人; 不对，是15人). Courtesy, questions
 * and what shall not be are no answer: they fill in nothing.
 */
export const readAnswer = (
  form: Form,
  field: FormField | undefined,
  said: string,
  reading: Reading,
  known: Filled,
): Answered => {
  const typed = field?.type.name === 'text' ? withoutOwnName(field, said, reading) : said
  if (!withoutPoliteness(fold(typed), [])) return { filled: {}, unread: [] }
  const none: Answered = { filled: {}, unread: [typed.trim()] }
  if (!field) {
    if (noAnswer.test(typed)) return none
    const named = readNamed(form, typed, reading, known, undefined)
    return named.unread.length > 0 && !keyed.test(typed) ? none : named
  }
  const own = amongOffered(field, known, reading)
  const before = known[field.name]
  const outcome =
    offeredIn(field, known, typed) ??
    field.type.validate(typed, before ? { ...own, pending: before.text } : own)
  const single: Answered = { filled: { [field.name]: { text: typed, outcome } }, unread: [] }
  if (anyWords.has(field.type.name) && putOff.test(typed.trim())) return none
  if (field.type.name === 'text') {
    if (question.test(typed) || (field.freeText && scrap.test(fold(typed)))) return none
    const others = readNamed(form, typed, reading, known, field)
    return others.isOther ? others : single
  }
  // One of a few words is meant as it stands, 已取消 too.
  if (field.type.name === 'choice' && outcome.kind !== 'problem') return single
  if (noAnswer.test(typed)) return none
  if (field.type.isPlain?.(typed) && outcome.kind === 'value') return single
  // Whoever is asked for a person or a unit, and tells that something is put off, tells it of something else.
  if (anyWords.has(field.type.name) && calledOff.test(typed)) return none
  const named = readNamed(form, typed, reading, known, field)
  const isWhole = outcome.kind !== 'problem' && !anyWords.has(field.type.name)
  const isOnly = field.type.lists || Object.keys(named.filled).every((name) => name === field.name)
  if (isWhole && isOnly) return single
  const taken = beside(named, field, typed)
  if (!taken || (calledOff.test(typed) && taken.unread.length > 0)) return none
  const { filled, unread, perhaps } = taken
  if (perhaps) return taken
  if (Object.keys(filled).length > 0) return { filled, unread }
  return [...typed.trim()].length <= longestName && !bareNumber.test(typed) ? single : none
}

/** Two or three may lie far apart (6/3); more are those of a time that was named. */
const fewestInRow = 4

/** Where 4月 was said, 8号 is a day of that month: it is read near the middle of the days that are offered. */
const amongOffered = (field: FormField, known: Filled, reading: Reading): Reading => {
  const near = readingOf(field, reading)
  const outcome = known[field.name]?.outcome
  const offered = outcome?.kind === 'choice' ? outcome.values : []
  return near.current !== undefined || offered.length < fewestInRow
    ? near
    : { ...near, current: offered[Math.floor(offered.length / 2)] }
}

/** One of the values that were offered, as its button types it. */
const offeredIn = ({ name, type }: FormField, known: Filled, typed: string): Outcome<unknown> | undefined => {
  const outcome = known[name]?.outcome
  const offered = outcome?.kind === 'choice' ? outcome.values : []
  const chosen = offered.find((value) => type.write(value) === typed.trim())
  return chosen === undefined ? undefined : { kind: 'value', value: chosen }
}

/**
 * What is taken of an answer. Words that are not understood make it talk, which may hold a day and a number by chance (昨天有
 * 5个人请假): what answers the question is asked about, and what else was read is said to be left out, unless a key or many fields say that it is meant. Undefined when nothing is taken.
 */
const beside = ({ filled, unread }: Answered, field: FormField, typed: string): Answered | undefined => {
  if (keyed.test(typed)) return { filled, unread }
  // A word that is no answer is no mistyped value of another field either.
  const isTaken = ([name, { outcome }]: readonly [string, Entry]) =>
    name === field.name || outcome.kind !== 'problem'
  const read = Object.entries(filled).filter(isTaken)
  if (read.length === 0) return { filled: {}, unread }
  const failed = Object.entries(filled).filter((one) => !isTaken(one))
  const said = [...failed.map(([, { text }]) => text), ...unread]
  const entry = filled[field.name]
  const isKnown = entry !== undefined && entry.outcome.kind !== 'problem'
  if (said.length === 0 || (isKnown && read.length >= fewestOfReport))
    return { filled: Object.fromEntries(read), unread: said }
  if (!isKnown) return unread.length === 0 ? { filled: Object.fromEntries(read), unread: said } : undefined
  const { outcome } = entry
  const perhaps: Entry =
    outcome.kind === 'value' ? { ...entry, outcome: { kind: 'choice', values: [outcome.value] } } : entry
  const others = read.flatMap(([name, { text }]) => (name === field.name ? [] : [text]))
  return { filled: {}, unread: [...others, ...said], perhaps }
}

/** So many fields are read of no talk by chance: it tells of what the form is for. */
const fewestOfReport = 3

/** What an answer names of the form's fields: any but what the form is about, and a text only by its key. */
const readNamed = (
  form: Form,
  typed: string,
  reading: Reading,
  known: Filled,
  field: FormField | undefined,
): Answered & { readonly isOther: boolean } => {
  const none = { filled: {}, unread: [typed.trim()], isOther: false }
  // A number by itself answers what is asked, or nothing.
  if (bareNumber.test(typed)) return none
  const { filled, unread } = readWords(form, typed, {
    ...reading,
    standing: { ...reading.standing, ...valuesOf(known) },
  })
  const isFree = (name: string) => fieldsOf(form).some((one) => one.name === name && Boolean(one.freeText))
  // What the form is about is told by no answer to something else: 15 is not the record of that number.
  const isAbout = (name: string) =>
    name !== field?.name && fieldsOf(form).some((one) => one.name === name && one.fixed === true)
  // Only a key says that an answer to something else is a text; other words are not understood.
  const isLoose = (name: string) => isFree(name) && !keyed.test(typed)
  const taken = Object.entries(filled).filter(([name]) => !isAbout(name) && !isLoose(name))
  if (taken.length === 0) return none
  const loose = Object.entries(filled).flatMap(([name, { text }]) => (isLoose(name) ? [text] : []))
  return {
    filled: Object.fromEntries(taken),
    unread: [...loose, ...unread],
    // All of it says something of other fields: a correction.
    isOther: unread.length + loose.length === 0 && !filled[field?.name ?? ''],
  }
}

/** q1, 12, 5%: a value that failed, or a slip, rather than a text. */
const scrap = /^\s*(?:[a-z]{0,2}[\s.-]?\d{1,6}[a-z%]?|[\d\s.,:/-]+)[\s.!。]*$/iu
/** 大棚还剩多少钱没花, without its mark: whoever writes such words down presses the button for it. */
const question =
  /[?？]\s*$|(?:多少|哪[些个里]|几[个项笔条]|怎么样|咋样|如何|吗|呢)[^，。；,;]{0,8}[\s。.!！]*$/u
const bareNumber = /^\s*[\d０-９]+\s*$/u
const keyed = /[:：]/u

/** The field that an open form asks for. */
export const askedIn = <C extends Context>(
  commands: Commands<C>,
  draft: Draft | undefined,
): FormField | undefined => {
  const form = draft && commands.named(draft.command)?.form
  return form && fieldsOf(form).find(({ name }) => name === draft.asking)
}

/** Whether words are plainly an answer to a field's question, where not any words are. */
export const isAnswer = ({ type }: FormField, typed: string, reading: Reading): boolean =>
  anyWords.has(type.name) ? type.isPlain?.(typed) === true : type.validate(typed, reading).kind !== 'problem'
