import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../../core/field.ts'
import { notice } from '../../core/i18n.ts'
import { chineseName, isPersonalName, latinName } from '../people.ts'
import type { Registry } from '../registry.ts'
import { chineseTitle, latinTitle } from '../titles.ts'

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

const leads = '(?:带队|率队|领队|率团|带团|率领|一行)'
const by = '(?:由)?'
const title = `(?<title>${chineseTitle})`
const name = `(?<name>${chineseName})`

/** How the head of a delegation is told, the fuller ways first. */
const tellings = [
  new RegExp(`${by}${title}\\s?${name}(?:同志)?${leads}?`, 'gu'),
  new RegExp(`(?<!\\p{Script=Han})${by}${name}(?:同志)?\\s?${title}${leads}?`, 'gu'),
  new RegExp(`(?<!\\p{Script=Han})${by}${name}(?:同志)?${leads}`, 'gu'),
  new RegExp(`${by}${title}${leads}`, 'gu'),
  new RegExp(
    `(?<=^|[\\s,;.])(?:[Ll]ed|[Hh]eaded) by (?:the )?(?<title>${latinTitle}),? (?<name>${latinName})(?!\\p{L})`,
    'gu',
  ),
  new RegExp(
    `(?<=^|[\\s,;.])(?:[Ll]ed|[Hh]eaded) by (?<name>${latinName}),? (?:the )?(?<title>${latinTitle})(?!\\p{L})`,
    'gu',
  ),
  new RegExp(`(?<=^|[\\s,;.])(?:[Ll]ed|[Hh]eaded) by (?:the )?(?<title>${latinTitle})(?![\\p{L}])`, 'gu'),
  new RegExp(`(?<=^|[\\s,;.])(?:[Ll]ed|[Hh]eaded) by (?<name>${latinName})(?!\\p{L})`, 'gu'),
  new RegExp(`(?<=^|[\\s,;.])(?<title>${latinTitle}),? (?<name>${latinName})(?!\\p{L})`, 'gu'),
]
const words = /(?<![\p{L}\p{N}])\p{Script=Han}{2,4}(?![\p{L}\p{N}])/gu

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
    for (const telling of tellings)
      for (const match of line.matchAll(telling)) {
        const value = personOf(match.groups?.name, match.groups?.title)
        if (schema.safeParse(value).success && mayBeName(value.name) && !isPlace(registry, value.name))
          claim(match.index, match.index + match[0].length, value)
      }
    for (const match of line.matchAll(words))
      if (isPersonalName(match[0]) && !isPlace(registry, match[0]))
        claim(match.index, match.index + match[0].length, { name: match[0] })
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
  for (const telling of tellings) {
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
  word === undefined || /^\p{Script=Latin}/u.test(word) || isPersonalName(word)

const isPlace = (registry: Registry, word: string | undefined): boolean =>
  word !== undefined && registry.find(word).some(({ start }) => start === 0)
