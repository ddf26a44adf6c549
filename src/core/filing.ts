import { actions, type Block, type CardAction, text } from './card.ts'
import type { Command, Context } from './command.ts'
import type { Commands } from './commands.ts'
import type { FileEntry } from './fields/file.ts'
import { fileLimits } from './files.ts'
import { formButton } from './form/button.ts'
import { type FormField, fieldsOf } from './form/field.ts'
import { fileFields } from './form/files.ts'
import { ownNote } from './form/own-note.ts'
import type { Desk } from './reply.ts'
import type { Entries, Press } from './request.ts'
import { fold } from './text.ts'

/** Hours that files wait for somebody to say where they go; the buttons below them work longer. */
const hoursHeld = 2

/** Buttons beside that of a command which is made for such files: it is meant, as likely as not. */
const mostBeside = 4

interface Taker<C extends Context> {
  readonly command: Command<C>
  readonly field: FormField
  /** The field that says which record. */
  readonly reference: FormField | undefined
  /** Whether it takes only files of a few kinds, of which these are. */
  readonly isForThese: boolean
  /** Whether it needs nothing but the record. */
  readonly needsOnlyReference: boolean
}

/** The commands that the person may give files to; those that want others than these are none. */
const takersOf = <C extends Context>(
  { caller, reading }: C,
  commands: Commands<C>,
  files: readonly FileEntry[] = [],
): Taker<C>[] =>
  commands.all.flatMap((command) => {
    const [field] = caller.may(command.access) ? fileFields(command.form, reading) : []
    if (!field) return []
    const isFit = files.length === 0 || field.type.validate(field.type.write(files), reading).kind === 'value'
    if (!isFit) return []
    const fields = fieldsOf(command.form)
    const reference = fields.find(({ type }) => type.name === 'reference')
    const needsOnlyReference =
      reference !== undefined && fields.every((one) => !one.required || one === reference || one === field)
    const control = field.type.ask(reading)
    const isForThese = control.kind === 'file' && control.extensions !== undefined
    return [{ command, field, reference, isForThese, needsOnlyReference }]
  })

/** The records that some words name, as they are typed into a field; each once. */
const namedIn = ({ reading }: Context, reference: FormField, words: string): string[] => {
  const written = reference.type
    .recognise(fold(words), reading)
    .flatMap(({ outcome }) => (outcome.kind === 'value' ? [reference.type.write(outcome.value)] : []))
  return [...new Set(written)]
}

/** A person's files of one conversation wait together. */
const heldBy = ({ request }: Context, { drafts }: Desk) => ownNote(drafts, request, 'held files')

const heldFiles = async (context: Context, desk: Desk): Promise<string | undefined> =>
  (await heldBy(context, desk).find())?.entries.files

/** Files that wait are given a place by a button that carries one of them; any other leaves them waiting. */
export const releaseFiles = async (context: Context, desk: Desk, { values }: Press): Promise<void> => {
  const held = await heldBy(context, desk).find()
  const waiting = held?.entries.files?.split('\n') ?? []
  const isTaken = Object.values(values).some((entry) =>
    entry.split('\n').some((file) => waiting.includes(file)),
  )
  if (held && isTaken) await desk.drafts.remove(held.id)
}

/** Keeps a request's files, behind those that wait already, until the person says where they go. */
export const holdFiles = async <C extends Context>(
  context: C,
  desk: Desk,
  commands: Commands<C>,
): Promise<void> => {
  const { request, clock, locale } = context
  const [taker] = takersOf(context, commands, request.files)
  if (!taker || !request.files?.length) return
  const before = (await heldFiles(context, desk))?.split('\n') ?? []
  const all = [...new Set([...before, ...taker.field.type.write(request.files).split('\n')])]
  await heldBy(context, desk).save({
    command: taker.command.name,
    locale,
    entries: { files: all.slice(-fileLimits.perRequest).join('\n') },
    expiresAt: new Date(clock.now().getTime() + hoursHeld * 3_600_000),
  })
}

/** What can be done with a request's files: first with the record that the words beside them name. */
export const offerFiles = async <C extends Context>(
  context: C,
  desk: Desk,
  commands: Commands<C>,
  words = '',
): Promise<Block[]> => {
  const { request, translate } = context
  const { files = [] } = request
  if (files.length === 0) return []
  await holdFiles(context, desk, commands)
  // What is made for such files is more likely meant than what takes any.
  const takers = takersOf(context, commands, files).sort(
    (one, other) => Number(other.isForThese) - Number(one.isForThese),
  )
  const named = new Map<string, CardAction>()
  const made: CardAction[] = []
  const others: CardAction[] = []
  for (const { command, field, reference, isForThese, needsOnlyReference } of takers) {
    const entries: Entries = { [field.name]: field.type.write(files) }
    const records = reference ? namedIn(context, reference, words) : []
    if (reference && needsOnlyReference)
      // Of several commands that would do for a record the first is meant.
      for (const record of records.filter((one) => !named.has(one))) {
        const about = { ...entries, [reference.name]: record }
        named.set(record, formButton(translate('core.file.to', { record }), command.name, about))
      }
    const [only] = records.length === 1 ? records : []
    const known = reference && only !== undefined ? { [reference.name]: only } : {}
    if (needsOnlyReference && records.length > 0) continue
    const button = formButton(translate(command.summary), command.name, { ...entries, ...known })
    if (isForThese) made.push({ ...button, style: 'primary' })
    else others.push(button)
  }
  const said = translate('core.file.what', { count: files.length, takers: takers.length })
  const beside = [...named.values(), ...others]
  return [text(said), actions(...made, ...(made.length > 0 ? beside.slice(0, mostBeside) : beside))]
}

/** The button that files what waits with the record that some words name. Undefined when nothing waits, or none is named. */
export const filingOf = async <C extends Context>(
  context: C,
  desk: Desk,
  commands: Commands<C>,
  words: string,
): Promise<CardAction | undefined> => {
  const held = await heldFiles(context, desk)
  if (held === undefined) return undefined
  for (const { command, field, reference, needsOnlyReference } of takersOf(context, commands)) {
    if (!reference || !needsOnlyReference) continue
    const [record, ...more] = namedIn(context, reference, words)
    if (record === undefined || more.length > 0) continue
    const entries = { [field.name]: held, [reference.name]: record }
    return formButton(context.translate('core.file.to', { record }), command.name, entries)
  }
  return undefined
}
