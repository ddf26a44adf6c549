import { anyOf, chinese } from '../text.ts'
import { amount, looseness } from './amounts.ts'
import { chineseDigits } from './numerals.ts'

export interface CountWords {
  readonly units: readonly string[]
  /** Units of many things, which count only as words by themselves: 大概8个, but not 8个项目. */
  readonly looseUnits?: readonly string[]
  /** Words after a number and a hyphen: a 12-member delegation. */
  readonly compounds?: readonly string[]
  /** Words after which a number counts something else of the same unit: 培训300人. */
  readonly others?: readonly string[]
  /** Words that count without a unit: a delegation of 12. */
  readonly groups?: readonly string[]
  /** Words that count without a unit before a colon: participants: 7. */
  readonly labels?: readonly string[]
  /** What the number is called where it is changed: 人数加2. */
  readonly titles?: readonly string[]
  /** Words for the parts that make up the whole, of which each has a number: 5男3女. */
  readonly parts?: readonly string[]
  /** Words for those who come beside one who is not counted, before or after the number: 随行8人 are nine. */
  readonly beside?: readonly string[]
  /** Words for the same, each of which comes after the number: 8 others. */
  readonly besides?: readonly string[]
  /** Kinds of what is counted (教师): by themselves no text. */
  readonly kinds?: readonly string[]
}

/*
 * Which words around a number leave it what it is, and which do not:
 * - a hedge belongs to the count, which is the number: 近20人 and 三十来人, about a hundred people;
 * - words for no number (数十人, 好几个, dozens of), and a limit (不到20人, at least 20), are asked about;
 * - a difference (多2个人, two more people) is no count of the whole: it changes the one that stands, or is not understood.
 */
const hedge =
  '(?:(?:大约|大概|约[莫摸]|差不多|将近|接近|约|近)\\s?|(?<![a-z])(?:about|around|approx(?:\\.|imately)?|roughly|some|nearly|almost|circa)\\s)?'
const went =
  '(?:\\s?(?:参[加会]|出席|到会|前往)(?!\\p{Script=Han})|(?:\\s(?:went|came|travelled|attended|joined|took part|participated|were there|in (?:all|total)|altogether|all told))+(?![\\p{L}\\p{N}]|\\s(?:to|from|by|on|in|at)(?![a-z])))'
const hedgeAfter = `(?:\\s?(?:左右|上下)|\\s(?:or so|approximately)(?![a-z]))?${went}?`
const limit =
  '(?<limit>(?:不到|不足|不满|不少于|不低于|不多于|不超过|超过|少于|多于|至少|最少|最多|至多|起码|顶多)\\s?|(?<![a-z])(?:more than|less than|fewer than|over|under|at least|at most|up to|no more than|no fewer than)\\s)?'
const limitAfter =
  '(?<limitAfter>\\s?(?:以上|以下|以内|之内|开外)|,?\\s(?:or more|or fewer|or less|at least|at most|max(?:imum)?|min(?:imum)?)(?![a-z]))?'
/** 一共去了9个人: the verb tells who was counted, not what for. */
const counted = '(?:(?:派出?|前往|参[加会]|出席|去|来|到)[了过]?的?有?|了)?'
const total = `(?:(?:一行|[一总]?共(?:有|计|是)?|[总合]计|计)${counted}|(?:[去到]了|(?:参[加会]|出席|前往|[去来到])的有))?`
const introduction = `(?:等|${total}${total}|an? [a-z]{1,20} of )?${limit}${hedge}`
const ish = '(?:-?ish|\\sor\\sso)?'
/** People that are counted apart (40 people plus 3 journalists), and another number that may be the right one (or maybe 13). */
const further =
  '\\s?(?:,\\s?)?(?:(?:and\\s)?plus\\s|\\+\\s?|as well as\\s|and\\s(?=.{1,20}(?:journalists?|reporters?|drivers?|interpreters?|guests?|staff|crew)(?![a-z]))|[外另]?加上?|另有|还有|外带|[和及与](?=\\S{1,4}[名位]))(?:\\p{Script=Han}{1,4})?'
const otherwise =
  '\\s?(?:,\\s?)?(?:or|maybe|perhaps|possibly|或者?|可能是?|也许是?|也可能是?)(?:\\s(?:maybe|perhaps|possibly|even))?\\s?'
const dash = '\\s?(?:[-~–—〜](?![a-z])|[至到或]|、(?=[\\d一二两三四五六七八九]\\s?个?人)|or|to)\\s?'
const vague =
  '(?:很多|许多|好多|众多|大批|多(?=\\s?[名位])|好?几[十百千]?来?|若干|数[十百千]|[成上]百上千|上[百千]|百十[来号]?|百八十|[百千][把余]|several|a few|quite a few|a handful of|a couple of|(?:dozens|scores|tens|hundreds|thousands) of|many|numerous|various|some)'
const difference =
  '(?<![不最至很许])(?:(?:[再又还另]|增加|减少|新增|[加减添增多少])(?:增加|减少|[加减添增派来多少])?了?\\s?|\\+\\s?|another\\s|an additional\\s)'
const more = '\\s(?:more|fewer|less|extra|additional)'

/** What a pattern finds in a line; most lines lack a word that it needs, and looking for that alone is many times faster. */
const finding = (needed: string, pattern: string) => {
  const [needs, whole] = [new RegExp(needed, 'iu'), new RegExp(pattern, 'giu')]
  return (line: string): RegExpExecArray[] => (needs.test(line) ? [...line.matchAll(whole)] : [])
}

const han = new RegExp(`[${chinese}]`, 'u')
const among = (words: readonly string[]) => `(?:${anyOf(words)})`

/** Kinds of words in which numbers of the same unit count something else. */
export const countingOthers = (others: readonly string[] = []): RegExp =>
  new RegExp(`${among(others)}\\p{Script=Han}{0,4}\\s?$`, 'iu')

/** How a count is written in a free line, and as all that was typed. */
export const patternsOf = (words: CountWords) => {
  const { units, looseUnits = [], compounds = [], groups = [], labels = [], parts = [] } = words
  const { beside = [], besides = [], kinds = [] } = words
  const number = `(?:(?:between\\s+)?(?<least>${amount})(?:${dash}|\\s+and\\s+(?<=between.{1,40})))?(?<digits>${amount})(?<loose>${looseness})?${ish}`
  const unit = `(?:${among(units)}|(?<lone>${among(looseUnits)})(?![\\p{L}\\p{N}]))`
  const someUnit = among([...units, ...looseUnits])
  const part = `(?:${amount}\\s?${among(parts)}|${among(parts)}\\s?${amount})(?:\\s?${among(units)})?`
  return {
    counted: new RegExp(
      `${introduction}${number}\\s?(?:${unit}|-${among(compounds)}(?![a-z]))${hedgeAfter}${limitAfter}`,
      'giu',
    ),
    grouped: new RegExp(
      `(?:(?:an? )?${among(groups)} of |(?<![\\p{L}\\p{N}])${among(labels)}\\s?:\\s?)${hedge}(?<digits>${amount})(?:\\s?${someUnit})?(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    apart: finding(
      'plus|\\+|as well as|and|of|[外另加和及与每各]|还有',
      `${amount}\\s?${someUnit}${further}${amount}(?:\\s?(?:[名位个]|[a-z]{3,20}(?![a-z]))(?:\\p{Script=Han}{1,4}(?![${chinese}]))?|\\s?${someUnit})?|(?<![\\p{L}\\p{N}])${amount}\\s(?:groups|teams|parties|batches|buses|cars) of ${amount}(?:\\s?${someUnit})?|(?:分?${amount}[组批队],?\\s?)?[每各]\\p{Script=Han}?\\s?${amount}\\s?${among(units)}`,
    ),
    either: finding(
      'or|maybe|perhaps|possibly|或|可能',
      `(?<least>${amount})\\s?${someUnit}${otherwise}(?<digits>${amount})(?:\\s?${someUnit})?(?![\\p{L}\\p{N}])`,
    ),
    plusAlone:
      /(?<![\p{L}\p{N}])(?:(?:the )?\p{L}+\s){0,3}(?:plus|\+)\s?\d{1,4}(?:\s[a-z]{3,20})?(?![\p{L}\p{N}])|(?<!\p{Script=Han})\p{Script=Han}{0,8}(?:[长委员任]|书记|领导)[另外]?加\s?\d{1,4}\s?[人名位个]/giu,
    summed: finding(among(parts), `${part}(?:\\s?(?:[、,]|and)?\\s?${part})+`),
    uncounted: new RegExp(
      `(?:${total}${total})(?<![\\d${chineseDigits}a-z好])${hedge}${vague}\\s?${someUnit}(?![${chinese}]{0,2}市)`,
      'giu',
    ),
    besideBefore: finding(
      among(beside),
      `${among(beside)}\\s?(?:人员)?\\s?${hedge}${number}(?:\\s?${someUnit}|(?![\\p{L}\\p{N}]))`,
    ),
    besideAfter: finding(
      among([...beside.filter((word) => han.test(word)), ...besides]),
      `(?:另有|还有|(?<![a-z])(?:and|plus|with)\\s)?${hedge}${number}(?:\\s?${someUnit})?\\s?(?:${among(beside.filter((word) => han.test(word)))}|${among(besides)})(?!\\s?[${chinese}a-z:])`,
    ),
    whole: new RegExp(`^${introduction}${number}\\s*${someUnit}?${hedgeAfter}${limitAfter}$`, 'iu'),
    changed: new RegExp(
      `(?<![\\p{L}\\p{N}-])(?:[由从]\\s?)?\\d{1,6}\\s?(?:${someUnit})?\\s?(?:-{1,2}>|=>|[→➡]|改(?:[为成到]|)|变[为成])\\s?(?<digits>\\d{1,6})(?:\\s?${someUnit})?(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    differing: finding(
      '[再又还另增减新加添多少+]|another|additional|more|fewer|less|extra',
      `${difference}${amount}\\s?${someUnit}|(?<![a-z])${amount}${more}(?:\\s${someUnit})?(?![a-z])`,
    ),
    vagueAlone: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${vague}(?:\\s?${someUnit})?|dozens|hundreds|a handful|a couple)(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    kinds: new RegExp(`(?<![\\p{L}\\p{N}])(?:${among(kinds)}[和与、]?)+(?![\\p{L}\\p{N}])`, 'giu'),
    digits: new RegExp(amount, 'giu'),
  }
}
