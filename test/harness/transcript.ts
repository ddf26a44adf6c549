import { readdirSync, readFileSync } from 'node:fs'

/**
 * A conversation as a Markdown file, read like a chat and run against every platform:
 *
 * ```
 * # Title
 * platforms: console, telegram            (all when absent)
 * ways: all                               (by polling and by Socket Mode too, not by webhook and HTTP only)
 * language: en                            (zh-CN when absent)
 * > /visit 3月5日至7日 济南→武隆 12人       somebody types a line
 * > 加入 <code>                             … with the last invitation code that was said
 * > [同一次互访]                           presses a button of the last card
 * > {people: 12, purpose: 考察}            fills in and submits the form that is open (Slack's modals)
 * V-2025-0001                             the answer holds these words, in this order
 * ! 出错                                   and not these
 * @ clock 2025-03-10T09:00                the clock moves and what is due is sent
 * @ room 武隆                              the talk goes on in a channel bound to the pair
 * @ private                               … in a private chat
 * @ as 李明                               somebody else goes on, or again who spoke before; `admin` is the first
 * @ restart                               the program is stopped and started again
 * ```
 */
export type Step =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'press'; readonly label: string }
  | { readonly kind: 'submit'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'clock'; readonly time: string }
  | { readonly kind: 'room'; readonly pair: string }
  | { readonly kind: 'private' }
  | { readonly kind: 'as'; readonly name: string }
  | { readonly kind: 'restart' }

export interface Turn {
  readonly step: Step
  readonly line: number
  readonly expected: readonly string[]
  readonly unexpected: readonly string[]
}

export interface Transcript {
  readonly file: string
  readonly title: string
  readonly platforms: readonly string[] | undefined
  /** Whether it is also played on the ways that only a few conversations need to take. */
  readonly everyWay: boolean
  readonly locale: 'zh-CN' | 'en'
  readonly turns: readonly Turn[]
}

/** `people: 12, purpose: 考察`. */
const readValues = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(', ')
      .filter((pair) => pair.includes(': '))
      .map((pair) => [pair.slice(0, pair.indexOf(': ')), pair.slice(pair.indexOf(': ') + 2)]),
  )

const readStep = (line: string): Step | undefined => {
  const pressed = /^> \[(.+)\]$/.exec(line)
  if (pressed?.[1]) return { kind: 'press', label: pressed[1] }
  const filled = /^> \{(.*)\}$/.exec(line)
  if (filled?.[1] !== undefined) return { kind: 'submit', values: readValues(filled[1]) }
  const edited = /^> \(edit\) (.+)$/.exec(line)
  if (edited?.[1]) return { kind: 'edit', text: edited[1] }
  if (line.startsWith('> ')) return { kind: 'say', text: line.slice(2) }
  const [, word, rest = ''] = /^@ (\w+) ?(.*)$/.exec(line) ?? []
  switch (word) {
    case 'clock':
      return { kind: 'clock', time: rest }
    case 'room':
      return { kind: 'room', pair: rest }
    case 'private':
      return { kind: 'private' }
    case 'as':
      return { kind: 'as', name: rest }
    case 'restart':
      return { kind: 'restart' }
    default:
      return undefined
  }
}

export const parseTranscript = (file: string, content: string): Transcript => {
  const turns: { step: Step; line: number; expected: string[]; unexpected: string[] }[] = []
  let title = file
  let platforms: string[] | undefined
  let everyWay = false
  let locale: 'zh-CN' | 'en' = 'zh-CN'
  for (const [index, raw] of content.split('\n').entries()) {
    const line = raw.trimEnd()
    const step = readStep(line)
    if (step) turns.push({ step, line: index + 1, expected: [], unexpected: [] })
    else if (line.startsWith('# ')) title = line.slice(2)
    else if (line.startsWith('platforms: ')) platforms = line.slice(11).split(', ')
    else if (line === 'ways: all') everyWay = true
    else if (line === 'language: en') locale = 'en'
    else if (line.startsWith('! ')) turns.at(-1)?.unexpected.push(line.slice(2))
    else if (line !== '' && !line.startsWith('#')) {
      const turn = turns.at(-1)
      if (!turn) throw new Error(`${file}:${index + 1}: words before the first turn`)
      turn.expected.push(line)
    }
  }
  return { file, title, platforms, everyWay, locale, turns }
}

const directory = new URL('../transcripts/', import.meta.url)

export const readTranscripts = (): Transcript[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => parseTranscript(file, readFileSync(new URL(file, directory), 'utf8')))

/** One person in one place of a running program, on one platform. */
export interface Stage {
  /** Each step resolves with everything the program said because of it, as plain text, oldest first. */
  perform(step: Step): Promise<readonly string[]>
  /** Back to where it began: the first person, in the first place, before the first word. */
  reset(): Promise<void>
  /** What the program logged as a warning or worse. */
  problems(): readonly string[]
  stop(): Promise<void>
}

const bare = (text: string) => text.replace(/\s+/g, ' ')

/** Plays a transcript; throws with the file and line where the program said something else. */
export const play = async (transcript: Transcript, stage: Stage): Promise<void> => {
  let code = ''
  for (const { step, line, expected, unexpected } of transcript.turns) {
    const performed = step.kind === 'say' ? { ...step, text: step.text.replace('<code>', code) } : step
    const said = bare((await stage.perform(performed)).join('\n'))
    code = /(?<![\w-])[\w-]{22}(?![\w-])/.exec(said)?.[0] ?? code
    const where = [`${transcript.file}:${line}`, `said: ${said}`, ...stage.problems()].join('\n')
    let from = 0
    for (const words of expected) {
      const at = said.indexOf(bare(words), from)
      if (at < 0)
        throw new Error(
          `expected “${words}” (${said.includes(bare(words)) ? 'earlier than what stands above it' : 'not said'}) ${where}`,
        )
      from = at + bare(words).length
    }
    for (const words of unexpected)
      if (said.includes(bare(words))) throw new Error(`unexpected “${words}” ${where}`)
  }
}
