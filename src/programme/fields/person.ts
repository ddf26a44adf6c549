import { z } from 'zod'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { isPlaceholder } from '../../core/line/placeholders.ts'
import type { Locale } from '../../core/request.ts'
import { wordsBefore } from '../../core/text.ts'
import {
  type ChinesePerson,
  chineseBystanders,
  chinesePersons,
  leads,
  readChinese,
} from '../people/chinese.ts'
import { latinBystanders, latinPersons } from '../people/latin.ts'
import { isPinyinName, pinyinName } from '../people/pinyin.ts'
import { andOthers, leadingTogether, orAnother, severalIn } from '../people/several.ts'
import { chineseTitle, latinTitle } from '../people/titles.ts'
import { keptTitle, titleIn } from '../people/vocabulary.ts'
import type { NameClaim, Registry } from '../places/registry.ts'

export interface Person {
  readonly name?: string | undefined
  readonly title?: string | undefined
}

/** Whether a value is a person of whom only the name is known. */
export const isUntitled = (value: unknown): boolean => {
  const read = schema.safeParse(value)
  return read.success && read.data.name !== undefined && read.data.title === undefined
}

/** The title of a person, if a value is one that has any. */
export const titleOf = (value: unknown): string | undefined => schema.safeParse(value).data?.title

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

const leading = '(?: (?:leads|led|will lead|is leading)(?!\\p{L}))?'
const pinyin = new RegExp(
  `(?<=(?:^|[,;(\\0])\\s?)(?<name>${pinyinName})(?=${leading}\\s*(?:$|[,;.)\\0]))${leading}`,
  'gu',
)
/** In the middle of a sentence a name begins where something else plainly ends: 武隆区李明区长, 12人王建国带队. */
const boundary =
  /(?:^|\P{Script=Han}|[人名位日号天午送陪接]|我[省市区县镇乡局]|是|由|改|[换改]成|改为|级干部|级领导)$/u
/** 联系人：李明: named for something else than to lead. */
const otherRole =
  /(?:联系人|联络人|经办人|填[报表]人|(?:陪同|随行)(?:人员|领导)?|审核人|报送人|记录人|司机|驾驶员|翻译|抄送|(?<![a-z])(?:contact|driver|interpreter)(?: person)?)\s?[:：是为]?\s?(?:\p{Script=Han}{2,4}[、,和])*$/iu

/** 王局长不去了: who does not come leads nobody. */
const absent = /^(?:临时|因故|因病|因事)?(?:不(?:去|来|参加|带队|能)|没(?:空|时间)|无法|请假|来不了|去不了)/u

const onlyTitle = new RegExp(`^(?:${chineseTitle}|${latinTitle})$`, 'iu')
const leadingWords = /^(?:由|(?:led|headed) by (?:the )?)/iu

/** The head of a delegation: a name, a title or both. A title of the vocabulary is kept in Chinese, and shown in the reader's language; in Chinese a surname goes before it (王主任). */
export const personField = (registry: Registry): FieldType<Person> => {
  const personOf = (name: string | undefined, title: string | undefined): Person => {
    const [plainName, plainTitle] = [name, title].map((words) => words?.replace(/[\s()（）]+/gu, ' ').trim())
    return {
      ...(plainName && { name: plainName }),
      ...(plainTitle && { title: keptTitle(registry, plainTitle) }),
    }
  }

  const read = (text: string): Person => {
    const folded = text.normalize('NFKC').replace(/\s+/gu, ' ').trim()
    const written = /^(?<name>[^()]*)\((?<title>[^()]*)\)$/u.exec(folded)?.groups
    if (written) return personOf(written.name, written.title)
    const words = folded.replace(/[()]/gu, ' ').replace(leadingWords, '').trim()
    const told = readChinese(words) ?? readLatin(words)
    if (told) return personOf(told.name, told.title)
    if (onlyTitle.test(words)) return personOf(undefined, words)
    return words.includes(', ')
      ? readListed(words)
      : (readMixed(words) ?? personOf(words.replace(new RegExp(`${leads}$`, 'u'), ''), undefined))
  }

  /** `Wang Jianguo, Vice Mayor` and `王建国, 副市长`, with titles of any kind. */
  const readListed = (words: string): Person => {
    const comma = words.indexOf(', ')
    return personOf(words.slice(0, comma), words.slice(comma + 2))
  }

  /** 副市长Wang Jianguo: a Chinese title before a name in Latin letters. */
  const readMixed = (words: string): Person | undefined => {
    const { title, name } =
      /^(?<title>\p{Script=Han}+)(?<name>\p{Script=Latin}.*)$/u.exec(words)?.groups ?? {}
    return title && name && onlyTitle.test(title) ? personOf(name, title) : undefined
  }

  /** `Wang Jianguo (副市长)`; brackets stay, empty, where a name or title alone would be read as something else. */
  const write = (person: Person): string => {
    const { name = '', title = '' } = person
    const alone = name || title
    return (!name || !title) && isSame(read(alone), person) ? alone : `${name} (${title})`.trim()
  }

  const shownIn = (person: Person, locale: Locale): string => {
    const { name = '' } = person
    const title = person.title === undefined ? '' : titleIn(registry, person.title, locale)
    const inChinese = [...name].length === 1 ? `${name}${title}` : `${title}${name}`
    const natural = locale === 'en' ? [name, title].filter((words) => words !== '').join(', ') : inChinese
    const spaced = /\p{Script=Latin}$/u.test(title) && locale === 'zh-CN' ? `${title} ${name}` : natural
    const bracketed = `${name} (${title})`.trim()
    return [spaced, bracketed].find((shown) => isSame(read(shown), person)) ?? write(person)
  }

  /** led by tbc: nobody. */
  const known = (value: Person): Outcome<Person> => {
    const unknown = [value.name, value.title].find((words) => words !== undefined && isPlaceholder(words))
    return unknown === undefined
      ? understood(value)
      : problemOf(notice('fields.placeholder', { text: quoted(unknown) }))
  }

  const recognise = (line: string): Claim<Person>[] => {
    const claims: Claim<Person>[] = []
    const claim = (start: number, end: number, value: Person) => {
      if (!schema.safeParse(value).success || isPlace(registry, value.name)) return false
      if (claims.some((other) => start < other.end && other.start < end)) return false
      claims.push({ start, end, outcome: known(value) })
      return true
    }
    for (const { 0: words, index, groups } of line.matchAll(leadingTogether)) {
      const values = severalIn(groups?.names ?? '').map(read)
      const outcome = { kind: 'choice', values } as const
      if (values.length > 1) claims.push({ start: index, end: index + words.length, outcome })
    }
    const places = registry.find(line)
    for (const found of chinesePersons(line)) {
      const { start, title } = titled(line, found, places)
      const value = personOf(found.name, title)
      if (otherRole.test(wordsBefore(line, found.start)) || absent.test(line.slice(found.end))) continue
      if (found.alone && /\p{Script=Han}$/u.test(wordsBefore(line, start))) continue
      if (!found.beginsWithTitle && !mayBegin(line, found.start, places)) continue
      if (claim(start, found.end, value) && found.also) claim(found.also.start, found.also.end, value)
    }
    if (/[a-z]{2}/iu.test(line)) {
      for (const { start, end, name, title } of latinPersons(line)) {
        if (!claim(start, end, personOf(name, title))) continue
        // Li Ming or Wang Qiang: both are offered.
        const { 0: words = '', groups } = orAnother.exec(line.slice(end)) ?? {}
        const from = end + words.length - words.trimStart().length
        if (words !== '') claim(from, end + words.length, { name: groups?.name })
      }
      for (const match of line.matchAll(pinyin)) {
        const { name = '' } = match.groups ?? {}
        if (isPinyinName(name) && !otherRole.test(wordsBefore(line, match.index)))
          claim(match.index, match.index + match[0].length, { name })
      }
    }
    return claims.sort((one, other) => one.start - other.start)
  }

  return {
    name: 'person',
    schema,
    recognise,
    resembles: (line) => [
      ...chineseBystanders(line),
      ...officials(line),
      ...latinBystanders(line),
      ...offices(line, registry),
    ],
    validate: (text): Outcome<Person> => {
      const [first, ...others] = severalIn(text)
      const isFirst = first !== undefined && others.length > 0
      if (isFirst && !andOthers.test(text.trim()))
        return { kind: 'choice', values: [first, ...others].map(read) }
      const value = read(isFirst ? first : text)
      if (!value.name && !value.title) return { kind: 'problem', problem: notice('programme.person.empty') }
      return schema.safeParse(value).success
        ? known(value)
        : { kind: 'problem', problem: notice('programme.person.long', { maximum }) }
    },
    ask: () => ({ kind: 'text', multiline: false }),
    show: (person, { translate }) => shownIn(person, translate.locale),
    write,
    parts: {
      name: ['head', 'leader', 'name', '带队', '带队领导', '领队', '负责人', '姓名'],
      title: ['title', 'post', 'position', '职务', '职位'],
    },
    compose: (parts, current) => {
      const typed = parts.name === undefined ? undefined : read(parts.name)
      return write(
        personOf(typed ? typed.name : current?.name, parts.title ?? typed?.title ?? current?.title),
      )
    },
  }
}

/** 武隆区发改委主任张伟: whoever is named with a post beside the one who leads. */
const officials = (line: string) =>
  [...chinesePersons(line), ...(/[a-z]{2}/iu.test(line) ? latinPersons(line) : [])].filter(
    ({ name, title }) => name !== undefined && title !== undefined,
  )

/** 济南市教育局, 武隆区政府: a body without its head. */
const offices = (line: string, registry: Registry) =>
  registry.find(line).flatMap(({ start, end }) => {
    const rest = body.exec(line.slice(end))?.[0]
    const stands = !/\p{Script=Han}$/u.test(wordsBefore(line, start))
    return rest !== undefined && stands ? [{ start, end: end + rest.length }] : []
  })

const body =
  /^(?:[省市区县])?(?:\p{Script=Han}{0,8}?(?:局|委|办|厅|部|院|政府|集团|公司|中心|代表团|考察团))?(?:领导|干部|同志)?(?:带队|率队|率团)?(?![\p{Script=Han}—–·-])/u

/** A title begins with the first place that it names, and with the whole of its name: 泰安市 of 泰安市岱岳区区长. */
const titled = (
  line: string,
  { start, title = '', beginsWithTitle }: ChinesePerson,
  places: readonly NameClaim[],
): { readonly start: number; readonly title: string } => {
  if (!beginsWithTitle) return { start, title }
  const at = /^由/u.test(line.slice(start)) ? start + 1 : start
  const place = places.find((one) => one.end > at && one.start < at + title.length)
  return place && place.start < at
    ? { start: place.start, title: `${line.slice(place.start, at)}${title}` }
    : { start, title }
}

const mayBegin = (line: string, index: number, places: readonly NameClaim[]): boolean =>
  boundary.test(wordsBefore(line, index)) || places.some(({ end }) => end === index)

const readLatin = (words: string): { name?: string | undefined; title?: string | undefined } | undefined => {
  const [only, ...more] = latinPersons(words)
  return only && more.length === 0 && only.start === 0 && only.end === words.length ? only : undefined
}

const isSame = (one: Person, other: Person): boolean => one.name === other.name && one.title === other.title

const isPlace = (registry: Registry, word: string | undefined): boolean =>
  word !== undefined && registry.find(word).some(({ start }) => start === 0)
