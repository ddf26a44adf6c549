import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { chineseName, chineseSurname, isPersonalName, latinName } from '../people/chinese-names.ts'
import { isPinyinName, pinyinName } from '../people/pinyin.ts'
import { chineseTitle, latinTitle, plainTitle } from '../people/titles.ts'
import type { NameClaim, Registry } from '../places/registry.ts'

export interface Person {
  readonly name?: string | undefined
  readonly title?: string | undefined
}

/** The longest name or title kept, in characters. */
const maximum = 60
const part = z
  .string()
  .min(1)
  .max(maximum)
  .regex(/^[^\s()（）]+(?: [^\s()（）]+)*$/u)
const schema: z.ZodType<Person> = z
  .object({ name: part.optional(), title: part.optional() })
  .refine(({ name, title }) => name !== undefined || title !== undefined)

// 一行5人 is how many they are.
const leads = '(?:带队|率队|领队|率团|带团|率领|一行(?!\\s?(?:共|约)?[\\d一二两三四五六七八九十]))'
const led = '(?<=^|[\\s,;.\\0])(?:[Ll]ed|[Hh]eaded) by (?:(?:Mr|Mrs|Ms|Dr|Comrade)\\.? )?'
const leading = '(?: (?:leads|led|will lead|is leading)(?!\\p{L}))?'
const by = '(?:由)?'
const title = `(?<title>${chineseTitle})`
const name = `(?<name>${chineseName})`

/** How the head of a delegation is told, the fuller ways first. */
const chineseTellings = [
  new RegExp(`${by}${title}\\s?${name}(?:同志)?${leads}?`, 'gu'),
  new RegExp(`(?:${by}|带队(?:领导|的)是?|领队是?)${name}(?:同志)?\\s?${title}${leads}?`, 'gu'),
  new RegExp(`${by}(?<name>${chineseSurname})(?<title>${plainTitle})${leads}?`, 'gu'),
  new RegExp(`${by}${name}(?:同志)?${leads}`, 'gu'),
  new RegExp(`(?:带队(?:领导|的)是?|领队是?)${name}(?:同志)?(?!\\p{Script=Han})`, 'gu'),
  new RegExp(`${by}${title}${leads}`, 'gu'),
]
const latinTellings = [
  new RegExp(`${led}(?:the )?(?<title>${latinTitle}),? (?<name>${latinName})(?!\\p{L})`, 'gu'),
  new RegExp(`${led}(?<name>${latinName}),? (?:the )?(?<title>${latinTitle})(?!\\p{L})`, 'gu'),
  new RegExp(`${led}(?:the )?(?<title>${latinTitle})(?![\\p{L}])`, 'gu'),
  new RegExp(`${led}(?<name>${latinName})(?!\\p{L})`, 'gu'),
  new RegExp(`${led}(?<name>\\p{Ll}{2,9} \\p{Ll}{2,12})(?=\\s?(?:$|[\\d,;.)\\0]))`, 'gu'),
  new RegExp(`(?<=^|[\\s,;.\\0])(?<title>${latinTitle}),? (?<name>${latinName})(?!\\p{L})${leading}`, 'gu'),
]
/** Patterns are compiled when they are first used, which takes longer than a line does. */
const tellingsOf = (words: string): readonly RegExp[] =>
  /[a-z]{2}/iu.test(words) ? [...chineseTellings, ...latinTellings] : chineseTellings
const pinyin = new RegExp(
  `(?<=(?:^|[,;(\\0])\\s?)(?<name>${pinyinName})(?=${leading}\\s?(?:$|[,;.)\\0]))${leading}`,
  'gu',
)
/** In the middle of a sentence a name begins where something else plainly ends: 武隆区李明区长, 12人王建国带队. */
const boundary = /(?:^|\P{Script=Han}|[人名位日号天午]|我[省市区县镇乡局]|是|由)$/u
// Between two pieces of other fields, without a blank, words are more likely part of a sentence.
const words = /(?<![\p{L}\p{N}\0])\p{Script=Han}{2,4}(?![\p{L}\p{N}\0])/gu

const onlySurname = new RegExp(`^${chineseSurname}$`, 'u')
const onlyTitle = new RegExp(`^(?:${chineseTitle}|${latinTitle})$`, 'u')
const leadingWords = /^(?:由|[Ll]ed by |[Hh]eaded by )/u

/** The head of a delegation: a name, a title or both. */
export const personField = (registry: Registry): FieldType<Person> => ({
  name: 'person',
  schema,
  recognise: (line) => {
    const claims: Claim<Person>[] = []
    const claim = (start: number, end: number, value: Person) => {
      if (!claims.some((other) => start < other.end && other.start < end))
        claims.push({ start, end, outcome: { kind: 'value', value } })
    }
    const places = registry.find(line)
    for (const telling of tellingsOf(line))
      for (const match of line.matchAll(telling)) {
        const { name, title = '' } = match.groups ?? {}
        const { index } = match
        const startsWithTitle = title !== '' && match[0].startsWith(title)
        const start = startsWithTitle ? startOfTitle(index, title, places) : index
        const value = personOf(name, startsWithTitle ? line.slice(start, index + title.length) : title)
        if (name && /^\p{Ll}/u.test(name) && !isPinyinName(name)) continue
        const begins = !(name && match[0].startsWith(name)) || mayBegin(line, index, places)
        if (
          begins &&
          schema.safeParse(value).success &&
          mayBeName(value.name) &&
          !isPlace(registry, value.name)
        )
          claim(start, index + match[0].length, value)
      }
    for (const match of line.matchAll(words))
      if (isPersonalName(match[0]) && !isPlace(registry, match[0]))
        claim(match.index, match.index + match[0].length, { name: match[0] })
    for (const match of line.matchAll(pinyin)) {
      const { name = '' } = match.groups ?? {}
      if (isPinyinName(name) && !isPlace(registry, name))
        claim(match.index, match.index + match[0].length, { name })
    }
    return claims.sort((one, other) => one.start - other.start)
  },
  validate: (text): Outcome<Person> => {
    const value = read(text)
    if (!value.name && !value.title) return { kind: 'problem', problem: notice('programme.person.empty') }
    return schema.safeParse(value).success
      ? { kind: 'value', value }
      : { kind: 'problem', problem: notice('programme.person.long', { maximum }) }
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (person, { translate }) => {
    const { name = '', title = '' } = person
    const natural =
      translate.locale === 'zh-CN'
        ? [`${name}${title}`, `${title}${name}`]
        : [title ? undefined : name, name ? undefined : title]
    return natural.find((shown) => shown && isSame(read(shown), person)) ?? write(person)
  },
  write,
  parts: {
    name: ['head', 'leader', 'name', '带队', '带队领导', '领队', '负责人', '姓名'],
    title: ['title', 'post', 'position', '职务', '职位'],
  },
  compose: (parts, current) => {
    const typed = parts.name === undefined ? undefined : read(parts.name)
    return write(personOf(typed ? typed.name : current?.name, parts.title ?? typed?.title ?? current?.title))
  },
})

/** A title begins with the first place that it names, and with the whole of its name: 泰安市 of 泰安市岱岳区区长. */
const startOfTitle = (index: number, title: string, places: readonly NameClaim[]): number =>
  (/^\p{Script=Han}/u.test(title) &&
    places.find(({ start, end }) => end > index && start < index + title.length)?.start) ||
  index

const mayBegin = (line: string, index: number, places: readonly NameClaim[]): boolean =>
  boundary.test(line.slice(0, index)) || places.some(({ end }) => end === index)

/** `Wang Jianguo (Vice Mayor)`; brackets stay, empty, where a name or title alone would be read as something else. */
const write = (person: Person): string => {
  const { name = '', title = '' } = person
  const alone = name || title
  return (!name || !title) && isSame(read(alone), person) ? alone : `${name} (${title})`.trim()
}

const read = (text: string): Person => {
  const folded = text.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  const written = /^(?<name>[^()]*)\((?<title>[^()]*)\)$/u.exec(folded)?.groups
  if (written) return personOf(written.name, written.title)
  const words = folded.replace(/[()]/gu, ' ').replace(leadingWords, '').trim()
  for (const telling of tellingsOf(words)) {
    const told = new RegExp(`^(?:${telling.source})$`, 'u').exec(words)?.groups
    if (told && mayBeName(told.name)) return personOf(told.name, told.title)
  }
  if (onlyTitle.test(words)) return personOf(undefined, words)
  return words.includes(', ')
    ? readListed(words)
    : personOf(words.replace(new RegExp(`${leads}$`, 'u'), ''), undefined)
}

/** `Wang Jianguo, Vice Mayor` and `王建国, 副市长`, with titles of any kind. */
const readListed = (words: string): Person => {
  const comma = words.indexOf(', ')
  return personOf(words.slice(0, comma), words.slice(comma + 2))
}

const personOf = (name: string | undefined, title: string | undefined): Person => {
  const [plainName, plainTitle] = [name, title].map((words) => words?.replace(/[\s()（）]+/gu, ' ').trim())
  return { ...(plainName && { name: plainName }), ...(plainTitle && { title: plainTitle }) }
}

const isSame = (one: Person, other: Person): boolean => one.name === other.name && one.title === other.title

/** What the grammar takes for a Chinese name may be the beginning of a title: 石柱县 of 石柱县委书记. */
const mayBeName = (word: string | undefined): boolean =>
  word === undefined || /^\p{Script=Latin}/u.test(word) || onlySurname.test(word) || isPersonalName(word)

const isPlace = (registry: Registry, word: string | undefined): boolean =>
  word !== undefined && registry.find(word).some(({ start }) => start === 0)
