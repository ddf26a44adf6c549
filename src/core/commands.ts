import { distance } from 'fastest-levenshtein'
import type { Command, Context, Feature, Finder } from './command.ts'
import type { Translator } from './i18n.ts'
import type { MenuEntry } from './ports.ts'
import { fold } from './text.ts'

/** What a line asks for: a command and the words after its name. */
export interface Match<C extends Context> {
  readonly command: Command<C>
  readonly rest: string
  /** What is to be done was said, and is not what the noun alone stands for. */
  readonly named: boolean
}

/** Every command of the program, by its words in every language. */
export interface Commands<C extends Context> {
  readonly all: ReadonlyArray<Command<C>>
  /** The command that explains the others. */
  readonly help: Command<C> | undefined
  readonly finders: ReadonlyArray<Finder<C>>
  named(name: string): Command<C> | undefined
  /** `exact`: only a whole first word counts, not `互访3月5日`. */
  match(line: string, exact?: boolean): Match<C> | undefined
  /** Whole lines for one that says what is to be done and not of what (导出 台账): with each noun that knows the verb. */
  doing(line: string): readonly string[]
  /** The first words nearest to a mistyped one, best first. */
  nearest(word: string): readonly string[]
  menu(translate: Translator): readonly MenuEntry[]
  /** The words that a line which is still being typed may go on with, and what each leads to: a first word, or a verb after one. */
  words(line: string): ReadonlyArray<{ readonly word: string; readonly leadsTo: ReadonlyArray<Command<C>> }>
}

interface Noun<C extends Context> {
  readonly verbs: Map<string, Command<C>>
  byDefault: Command<C> | undefined
}

const firstWord = (line: string): [word: string, rest: string] => {
  const word = /^\S*/.exec(line)?.[0] ?? ''
  return [word, line.slice(word.length).trimStart()]
}

/** The first word of a command's name. */
export const nounOf = (name: string): string => name.split(' ')[0] ?? name

/** A Chinese word may be followed by the next one without a space. */
const isChinese = (word: string) => /^\p{Script=Han}+$/u.test(word)

/** Whether words go on from the noun without a space or a mark between. */
const isGlued = (line: string, rest: string): boolean => {
  const before = line.trim().slice(0, line.trim().length - rest.length)
  return rest !== '' && /\p{L}$/u.test(before) && /^\p{L}/u.test(rest)
}

/** The longest of some Chinese words that another begins with. */
const longestPrefix = (words: Iterable<string>, word: string): string | undefined =>
  [...words]
    .filter((known) => isChinese(known) && word.startsWith(known))
    .sort((a, b) => b.length - a.length)[0]

/** Letters that may be wrong, missing or swapped: one in a Chinese or very short word, two in a longer one. */
const mistakesAllowed = (word: string) => (isChinese(word) || word.length < 4 ? 1 : 2)

/** What a command reads: the words behind its verb, and the verb where that says something itself. */
const behind = <C extends Context>({ says }: Command<C>, rest: string, verb: string): string => {
  const words = rest.slice(verb.length).trim()
  return says?.includes(verb.toLowerCase()) ? `${verb} ${words}`.trim() : words
}

export const createCommands = <C extends Context>(features: ReadonlyArray<Feature<C>>): Commands<C> => {
  const all = features.flatMap((feature) => feature.commands)
  const nouns = new Map<string, Noun<C>>()
  const entryOf = (word: string): Noun<C> => {
    const known = nouns.get(word)
    if (known) return known
    const created: Noun<C> = { verbs: new Map(), byDefault: undefined }
    nouns.set(word, created)
    return created
  }
  const add = (noun: string, verb: string, command: Command<C>) => {
    const entry = entryOf(noun)
    if (verb) entry.verbs.set(verb, command)
    if (!verb || command.byDefault) entry.byDefault = command
  }
  const named = all.map((command) => {
    const [name, ...aliases] = [command.name, ...command.aliases].map(firstWord)
    return { command, noun: name?.[0] ?? '', names: name ? [name, ...aliases] : aliases }
  })
  /** `互访 登记` for `visit log` makes 互访 a word for visit: every verb of visit then follows either. */
  const wordsFor = (noun: string): Set<string> =>
    new Set(
      named
        .filter((other) => other.noun === noun)
        .flatMap(({ names }) => names.filter(([, verb]) => verb).map(([word]) => word)),
    )
  for (const { command, noun, names } of named)
    for (const [word, verb] of names)
      for (const synonym of verb ? wordsFor(noun) : [word]) add(synonym, verb, command)

  /** 互访登记：…: a noun and its verb as one word, and nothing glued to it. */
  const splitWhole = (line: string, word: string): [Noun<C>, string] | undefined => {
    const [both = ''] = /^\p{Script=Han}+/u.exec(word) ?? []
    if (!/^(?:[:：,，]|$)/u.test(word.slice(both.length))) return undefined
    for (const [name, noun] of nouns)
      if (both.startsWith(name) && noun.verbs.has(both.slice(name.length)))
        return [noun, line.slice(name.length)]
    return undefined
  }

  const split = (line: string, exact: boolean): [Noun<C>, string] | undefined => {
    const folded = fold(line)
    const [word] = firstWord(folded)
    const known = nouns.get(word.toLowerCase())
    if (known) return [known, line.slice(word.length).trim()]
    // problem: no water. A key of a form (status: done) is no command.
    const [, headed = ''] = /^([a-z]+):$/u.exec(word.toLowerCase()) ?? []
    const noted = nouns.get(headed)
    if (noted?.byDefault && noted.byDefault.effect !== 'read') return [noted, line.slice(word.length).trim()]
    if (exact) return splitWhole(line, word)
    const prefix = longestPrefix(nouns.keys(), word)
    const noun = prefix === undefined ? undefined : nouns.get(prefix)
    return prefix !== undefined && noun ? [noun, line.slice(prefix.length).trim()] : undefined
  }

  /** `/export visits 2025`, /导出 互访: behind a slash the verb may come before its noun, and the noun be several. */
  const nounFirst = (line: string, exact: boolean): string => {
    const begin = exact ? /^[/／]?(\S+)\s+(\S+)(.*)$/su : /^[/／](\S+)\s+(\S+)(.*)$/su
    const [whole, verb, noun, rest] = begin.exec(line) ?? []
    if (whole === undefined || verb === undefined || noun === undefined) return line
    if (nouns.has(fold(verb).toLowerCase())) return line
    const word = fold(noun).toLowerCase()
    const known = [word, word.replace(/s$/u, '')].find((one) =>
      nouns.get(one)?.verbs.has(fold(verb).toLowerCase()),
    )
    return known === undefined ? line : `/${known} ${verb}${rest}`
  }

  const matchOf = (line: string, exact = false): Match<C> | undefined => {
    const found = split(nounFirst(line.trim(), exact).replace(/^[/／]/, ''), exact)
    if (!found) return undefined
    const [noun, rest] = found
    const [verb] = firstWord(fold(rest))
    const named = noun.verbs.get(verb.toLowerCase())
    const other = named?.instead?.(fold(rest))
    if (other !== undefined)
      return matchOf(`/${nounOf(named?.name ?? '')} ${other}${rest.slice(verb.length)}`)
    if (named) return { command: named, rest: behind(named, rest, verb), named: true }
    const joined = longestPrefix(noun.verbs.keys(), verb)
    const prefixed = joined === undefined ? undefined : noun.verbs.get(joined)
    if (joined !== undefined && prefixed)
      return { command: prefixed, rest: behind(prefixed, rest, joined), named: true }
    const command = noun.byDefault ?? [...noun.verbs.values()][0]
    // 议题：产业协作 fills in a key of a form: what only shows something is given nothing.
    if (command?.effect === 'read' && /^[:：]/u.test(rest)) return undefined
    // 期限推到5月10日: a noun that stands for nothing by itself names no command of its own.
    if ((!noun.byDefault || command?.apart) && isGlued(line, rest)) return undefined
    return command && { command, rest, named: false }
  }

  return {
    all,
    help: all.find(({ explains }) => explains),
    finders: features.flatMap(({ finder }) => finder ?? []),
    named: (name) => all.find((command) => command.name === name),
    match: matchOf,
    doing: (line) => {
      const [word, rest] = firstWord(line.trim().replace(/^[/／]/, ''))
      const verb = fold(word).toLowerCase()
      const begun = named.flatMap(({ names }) => names.filter((name) => name[1] === verb).slice(0, 1))
      return begun.map(([noun]) => `${noun} ${word} ${rest}`.trim())
    },
    nearest: (word) => {
      const typed = fold(word).toLowerCase().replace(/^\//, '')
      return [...nouns.keys()]
        .map((noun) => ({ noun, mistakes: distance(typed, noun) }))
        .filter(({ noun, mistakes }) => mistakes <= mistakesAllowed(typed) && mistakes < noun.length)
        .sort((a, b) => a.mistakes - b.mistakes)
        .map(({ noun }) => noun)
        .slice(0, 3)
    },
    menu: (translate) => {
      const entries = new Map<string, MenuEntry>()
      for (const command of all) {
        const [word, verb] = firstWord(command.name)
        if (!verb || command.byDefault || !entries.has(word))
          entries.set(word, { word, summary: translate(command.summary), access: command.access })
      }
      return [...entries.values()]
    },
    words: (line) => {
      const typed = line.trimStart().replace(/^[/／]/, '')
      const isFirst = !/\s/.test(typed)
      const [noun, rest = ''] = split(typed, false) ?? []
      const isSecond = noun && (isFirst ? rest !== '' : /\s$/.test(typed) ? rest === '' : /^\S+$/.test(rest))
      return [
        ...(isFirst
          ? [...nouns].map(([word, { verbs, byDefault }]) => [word, byDefault, ...verbs.values()] as const)
          : []),
        ...(isSecond ? [...noun.verbs].map(([word, command]) => [word, command] as const) : []),
      ].map(([word, ...commands]) => ({ word, leadsTo: commands.filter((command) => command !== undefined) }))
    },
  }
}
