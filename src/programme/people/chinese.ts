import { chineseName, chineseSurname, isPersonalName } from './chinese-names.ts'
import { chineseTitle, governmentBefore, officeBefore, plainTitle, shortPosts } from './titles.ts'

/** A person told in Chinese: where in the line, by which words, and where the title stands among them. */
export interface ChinesePerson {
  readonly start: number
  readonly end: number
  readonly name?: string | undefined
  readonly title?: string | undefined
  /** The words begin with the title, which may begin with a place before them. */
  readonly beginsWithTitle: boolean
  /** Nothing but the title says that somebody leads: it must stand by itself. */
  readonly alone?: boolean
  /** Further words that say the same: 带队 of 李强下周四带队. */
  readonly also?: { readonly start: number; readonly end: number }
}

const group = '(?:\\p{Script=Han}{0,6}(?:代表团|考察团|访问团|工作组|工作队|小组|团|队))'
// 一行5人 is how many they are.
export const leads = `(?:带队|率队|代队|带对|代对|帅队|领队|率团|带团|率领${group}?|率${group}|一行(?!\\s?(?:共|约)?[\\d一二两三四五六七八九十]))`
/** 带队李局, 率队领导：副市长王建国; a homophone of dictation is one of them. */
const byWords = '(?:由|(?:带队|率队|领队)(?:领导|人|的)?\\s?[是为:]?\\s?)'
const by = `${byWords}?`
const title = `(?<title>${chineseTitle})`
const name = `(?<name>${chineseName})`
const comrade = '(?:同志)?'
const short = `(?<short>[${Object.keys(shortPosts).join('')}])`
/** 、李明、张伟等: those who come with the first; not without end, or a list of places is gone through again from each. */
const others = `(?:[、,和]${chineseName}){1,9}`
const titledOthers = `(?:[、,和](?:${chineseTitle})?${chineseName}(?:\\s?\\(?${chineseTitle}\\)?)?){1,9}`

/** How the head of a delegation is told, the fuller ways first. */
const tellings = [
  `${by}(?<office>${officeBefore})(?<name>${chineseSurname})(?<title>${plainTitle})${leads}?`,
  `${by}${title}\\s?${name}${comrade}(?:${others}等|${titledOthers}等)?${leads}?`,
  `${by}(?<office>${governmentBefore})${name}${comrade}(?<title>${plainTitle})${leads}?`,
  `${by}${name}${comrade}\\s?\\(?${title}\\)?(?:${titledOthers}等)?${leads}?`,
  `${by}(?<name>${chineseSurname})(?<title>${plainTitle})${leads}?`,
  `(?:${byWords}|(?<!\\p{Script=Han})|(?<=[换改]成|改为))(?<name>${chineseSurname})${short}(?=${leads}|[赴到去来率将拟]|[^\\p{Script=Han}]|$)${leads}?`,
  `${by}${name}${others}(?:等|一行)(?=\\s?(?:共|约)?[\\d一二两三四五六七八九十\\0]|[^\\p{L}\\p{N}]|$)`,
  `${by}${name}${comrade}(?=(?:等|一行)\\s?(?:共|约)?(?:[\\d一二两三四五六七八九十\\0]))`,
  `${by}${name}${comrade}${leads}`,
  `(?:带队|率队|领队)(?:领导|人|的)?\\s?[是为:]?\\s?${name}(?!\\p{Script=Han})`,
  `${by}${title}${leads}`,
  `(?<alone>${title})(?=[来赴去到]|前往|\\0)`,
]
/** 李强下周四带队: between the two, what another field took. */
const apart = new RegExp(`${name}\\0+(?:将|拟)?(?<also>${leads})`, 'gu')
const compiled: RegExp[] = []
const patterns = (): readonly RegExp[] => {
  // Patterns are compiled when they are first used, which takes longer than a line does.
  if (compiled.length === 0) compiled.push(...tellings.map((telling) => new RegExp(telling, 'gu')))
  return compiled
}
/** Between two pieces of other fields, without a blank, words are more likely part of a sentence. */
const words = /(?<![\p{L}\p{N}\0])\p{Script=Han}{2,4}(?![\p{L}\p{N}\0])/gu
const onlySurname = new RegExp(`^${chineseSurname}$`, 'u')

/** What the grammar takes for a Chinese name may be the beginning of a title: 石柱县 of 石柱县委书记. */
const mayBeName = (word: string | undefined): boolean =>
  word === undefined || onlySurname.test(word) || isPersonalName(word)

const personIn = (groups: Readonly<Record<string, string | undefined>>) => {
  const { office = '', title: post, short: body } = groups
  const told = post ?? (body && shortPosts[body])
  return { name: groups.name, title: told && `${office}${told}` }
}

/** Every person that a line tells in Chinese, the fuller ways of telling first; they may overlap. */
export const chinesePersons = (line: string): ChinesePerson[] => {
  const found: ChinesePerson[] = []
  for (const telling of patterns())
    for (const match of line.matchAll(telling)) {
      const groups = match.groups ?? {}
      if (!mayBeName(groups.name)) continue
      const [text] = match
      const person = personIn(groups)
      const beginsWithTitle =
        person.title !== undefined &&
        text.replace(/^由/u, '').startsWith(groups.office ?? groups.title ?? '\0')
      found.push({
        start: match.index,
        end: match.index + text.length,
        ...person,
        beginsWithTitle,
        alone: groups.alone !== undefined,
      })
    }
  for (const match of line.matchAll(apart)) {
    const { name: called = '', also = '' } = match.groups ?? {}
    const end = match.index + match[0].length
    if (isPersonalName(called))
      found.push({
        start: match.index,
        end: match.index + called.length,
        name: called,
        beginsWithTitle: false,
        also: { start: end - also.length, end },
      })
  }
  for (const { 0: called, index } of line.matchAll(words))
    if (isPersonalName(called))
      found.push({ start: index, end: index + called.length, name: called, beginsWithTitle: false })
  return found
}

let whole: readonly RegExp[] | undefined

/** The whole of some words as a person; undefined when they are told in no known way. */
export const readChinese = (
  text: string,
): { name?: string | undefined; title?: string | undefined } | undefined => {
  whole ??= tellings.map((telling) => new RegExp(`^(?:${telling})$`, 'u'))
  for (const telling of whole) {
    const groups = telling.exec(text)?.groups
    if (groups && mayBeName(groups.name)) return personIn(groups)
  }
  return undefined
}

/** 李明陪同, 王建国 between two pieces, 王 建国: a name, but nobody's who leads. */
const bystander = new RegExp(
  `(?<!\\p{Script=Han})(?:请?联系人?|司机)?(?<name>${chineseName})(?:同志)?(?:等|等人)?(?:陪同|随行|参加|参与|同行|(?:常务)?[副市区县省局处]\\p{Script=Han}{1,3})?(?!\\p{Script=Han})`,
  'gu',
)

/** 副市张王建国带队: whoever leads, and was not understood. */
const unknownLeader = /(?<!\p{Script=Han})\p{Script=Han}{2,12}(?:带队|率队|率团|领队)(?!\p{Script=Han})/gu

/** Persons who do not lead, or who are not known by what is said of them. */
export const chineseBystanders = (line: string): Array<{ readonly start: number; readonly end: number }> =>
  [
    ...[...line.matchAll(bystander)].filter(({ groups }) => isPersonalName(groups?.name ?? '')),
    ...line.matchAll(unknownLeader),
  ].map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
