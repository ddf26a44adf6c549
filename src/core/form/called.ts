import { actions, type Block, card, lineAction, text } from '../card.ts'
import type { Command, Context, Finder, Found } from '../command.ts'
import { quoted } from '../fields/outcome.ts'
import { readLine } from '../line/line.ts'
import { type Routed, reply } from '../reply.ts'
import { type Form, type FormField, fieldsOf, type Reading } from './field.ts'
import type { Filled } from './filled.ts'
import type { OpenForm } from './open-form.ts'
import { mistyped } from './said.ts'

/** Words of a line, with a record's reference in the place of what it is called. */
interface Called {
  readonly words: string
}

/** Words that several records are called by, or perhaps one: whoever typed them says which. */
interface Unsure {
  readonly said: string
  readonly found: readonly Found[]
  /** The words with one of them in the place of what was said. */
  wordsWith(reference: string): string
}

/** Fewer letters than these begin too many names by chance. */
const fewestLetters = 3

const isName = (said: string): boolean =>
  !mistyped.test(said) &&
  (/\p{Script=Han}{2}/u.test(said) || (said.match(/\p{L}/gu)?.length ?? 0) >= fewestLetters)

const finderOf = <C extends Context>(
  finders: ReadonlyArray<Finder<C>>,
  { type }: FormField,
): Finder<C> | undefined => finders.find(({ prefix }) => type.kinds?.().includes(prefix))

/** The longest beginning of some words that something is called by. */
const findIn = async <C extends Context>(
  context: C,
  finder: Finder<C>,
  said: string,
): Promise<{ readonly said: string; readonly found: readonly Found[] } | undefined> => {
  const ends = [...said.matchAll(/(?<=\S)(?=[\s,，、]|$)/gu)].map(({ index }) => index)
  for (const end of ends.reverse()) {
    const name = said.slice(0, end)
    const found = isName(name) ? await finder.find(context, name) : []
    if (found.length > 0) return { said: name, found }
  }
  return undefined
}

/**
 * Where a form takes a record and no reference stands in the words, looks for one that is called by words which no other field
 * took: 项目 进度 蔬菜大棚 65%.
 */
export const calledIn = async <C extends Context>(
  context: C,
  finders: ReadonlyArray<Finder<C>>,
  { form }: Command<C>,
  typed: string,
  reading: Reading,
): Promise<Called | Unsure | undefined> => {
  const field = fieldsOf(form).find((one) => finderOf(finders, one))
  const finder = field && finderOf(finders, field)
  if (!field || !finder || typed.trim() === '') return undefined
  const { entries, loose } = readLine(form, typed, reading)
  if (entries[field.name]) return undefined
  for (const { start, end } of loose) {
    const run = typed.slice(start, end)
    const named = await findIn(context, finder, run)
    if (!named) continue
    const { said, found } = named
    const wordsWith = (reference: string) =>
      `${typed.slice(0, start)}${reference}${typed.slice(start + said.length)}`
    const [only, ...more] = found
    // What stands first, or alone, is what a line is about.
    const isMeant = typed.slice(0, start).trim() === '' || said === run
    return only && more.length === 0 && isMeant
      ? { words: wordsWith(only.reference) }
      : { said, found, wordsWith }
  }
  return undefined
}

/** Which of several is meant: each button is the whole line with its reference. */
export const askWhich = <C extends Context>(
  context: C,
  command: Command<C>,
  { said, found, wordsWith }: Unsure,
): Routed =>
  reply(context, {
    card: card(
      text(context.translate('core.called.which', { text: quoted(said), count: found.length })),
      actions(
        ...found.map(({ reference, label }) => lineAction(label, `/${command.name} ${wordsWith(reference)}`)),
      ),
    ),
  })

/** The same of an answer to the question for a record. */
export const whichOf = (
  { translate }: Context,
  { id, asking = '' }: OpenForm,
  said: string,
  found: readonly Found[],
): Block[] => [
  text(translate('core.called.which', { text: quoted(said), count: found.length })),
  actions(
    ...found.map(({ reference, label }) => ({
      label,
      press: { action: 'form.answer', values: { draft: id, field: asking, value: reference } },
    })),
  ),
]

/** In characters: what is longer is a sentence. */
const longestName = 30

/** What is called by a whole line, where that asks for nothing else: each button shows one. */
export const offeredNames = async <C extends Context>(
  context: C,
  finders: ReadonlyArray<Finder<C>>,
  line: string,
): Promise<Block[]> => {
  const said = line.trim()
  if (!isName(said) || [...said].length > longestName) return []
  const found: Found[] = []
  for (const finder of finders) found.push(...(await finder.find(context, said)))
  return found.length === 0
    ? []
    : [
        text(context.translate('core.called.which', { text: quoted(said), count: found.length })),
        actions(...found.map(({ reference, label }) => lineAction(label, reference))),
      ]
}

/** What the records that a form names are called: nobody knows them by their references. */
export const namesIn = async <C extends Context>(
  context: C,
  finders: ReadonlyArray<Finder<C>>,
  form: Form,
  filled: Filled,
): Promise<Block[]> => {
  const names: Block[] = []
  for (const field of fieldsOf(form)) {
    const outcome = filled[field.name]?.outcome
    if (outcome?.kind !== 'value') continue
    const reference = field.type.write(outcome.value)
    const name = await finderOf(finders, field)?.named(context, reference)
    if (name !== undefined) names.push(text(context.translate('core.called.named', { reference, name })))
  }
  return names
}

/** What an answer to the question for a record calls it by: the records that are called so. */
export const calledAs = async <C extends Context>(
  context: C,
  finders: ReadonlyArray<Finder<C>>,
  form: Form,
  asked: string | undefined,
  typed: string,
): Promise<readonly Found[]> => {
  const field = fieldsOf(form).find(({ name }) => name === asked)
  const finder = field && finderOf(finders, field)
  const said = typed.trim()
  return finder && isName(said) ? finder.find(context, said) : []
}
