import type { types } from '@slack/bolt'
import { z } from 'zod'
import { extensions } from '../../core/files.ts'
import type { Control } from '../../core/form/field.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { FieldView, FormView } from '../../core/ports.ts'
import { type Entries, type Locale, locales } from '../../core/request.ts'
import { isDay } from '../../core/time/day.ts'
import { limits, shorten } from './limits.ts'
import { type Origin, originSchema } from './origin.ts'
import { fileSchema, type SharedFile } from './payloads.ts'
import { clean, plain } from './text.ts'

/** All modals of the bot are forms. */
export const formCallback = 'form'

/** What a modal carries for its submission. */
const metadataSchema = z.object({
  draft: z.string(),
  command: z.string(),
  locale: z.enum(locales),
  origin: originSchema,
  /** What the form is about: there is no input for it. */
  given: z.record(z.string(), z.string()).default({}),
})
export type FormMetadata = z.infer<typeof metadataSchema>

/** A range is asked for with two date pickers; the second stands in a block of this name. */
const endOf = (name: string) => `${name}..`

type Element = types.InputBlock['element']

const textInput = (value: string, multiline: boolean): types.PlainTextInput => ({
  type: 'plain_text_input',
  action_id: 'text',
  multiline: multiline || value.includes('\n'),
  ...(value !== '' && value.length <= limits.inputText && { initial_value: value }),
})

const datePicker = (value: string): types.Datepicker => ({
  type: 'datepicker',
  action_id: 'date',
  ...(isDay(value) && { initial_date: value }),
})

const select = (field: FieldView): Element => {
  const { control, value } = field
  // More than Slack shows, or nothing to choose from: the name is typed.
  if (
    control.kind !== 'choice' ||
    control.options.length === 0 ||
    control.options.length > limits.selectOptions ||
    control.options.some((option) => option.value.length > limits.optionValue)
  )
    return textInput(value, false)
  const options = control.options.map((option) => ({
    text: plain(shorten(clean(option.label), limits.optionText)),
    value: option.value,
  }))
  const initial = options.find((option) => option.value === value)
  return { type: 'static_select', action_id: 'choice', options, ...(initial && { initial_option: initial }) }
}

const input = (
  name: string,
  field: FieldView,
  label: string,
  element: Element,
  optional: boolean,
): types.InputBlock => ({
  type: 'input',
  block_id: name,
  label: plain(shorten(clean(label), limits.inputLabel)),
  ...(field.example !== '' && { hint: plain(shorten(clean(field.example), limits.inputLabel)) }),
  optional,
  element,
})

/** Files can only be added: those that are there already stand above. */
const fileInput = ({ most, extensions: only }: Extract<Control, { kind: 'file' }>): types.FileInput => ({
  type: 'file_input',
  action_id: 'files',
  filetypes: only ? [...only] : [...new Set([...Object.values(extensions), 'jpeg'])],
  max_files: Math.max(1, Math.min(most, limits.inputFiles)),
})

const inputs = (field: FieldView, locale: Locale): types.InputBlock[] => {
  const { name, label, value, control, required } = field
  const one = (element: Element) => [input(name, field, label, element, !required)]
  if (control.kind === 'text') return one(textInput(value, control.multiline))
  if (control.kind === 'choice') return one(select(field))
  if (control.kind === 'file')
    return [input(name, field, label, fileInput(control), !required || value !== '')]
  const [start = '', end = ''] = value.split('..')
  // A period in words (今年, Q3) cannot stand in a date picker: it is typed again rather than lost.
  if (value !== '' && !isDay(start)) return one(textInput(value, false))
  if (!control.range) return one(datePicker(start))
  const endLabel = translatorOf(locale)('slack.range.end', { label })
  return [
    input(name, field, label, datePicker(start), !required),
    input(endOf(name), { ...field, example: '' }, endLabel, datePicker(end === start ? '' : end), true),
  ]
}

/** `name <id>` in lines is how the core writes files; their names are for people. */
const filesAlready = ({ control, value }: FieldView): types.KnownBlock[] =>
  control.kind !== 'file' || value === ''
    ? []
    : value.split('\n').map((line) => {
        const name = clean(line.replace(/\s*<[^<>]*>$/, ''))
        return { type: 'context', elements: [plain(shorten(`📎 ${name}`, limits.contextText))] }
      })

/** A form as a modal. Its blocks are named after the fields, so that errors find their place. */
export const modalOf = (form: FormView, locale: Locale, origin: Origin): types.ModalView => {
  const { draft, command } = form
  // Files that the form has already stay with it: the input is for more.
  const known = form.fields.filter(({ control, value }) => control.kind === 'file' && value !== '')
  const given = Object.fromEntries([...form.given, ...known].map(({ name, value }) => [name, value]))
  const metadata = (kept: Origin) =>
    JSON.stringify({ draft, command, locale, origin: kept, given } satisfies FormMetadata)
  // The submission brings no trigger of its own, and an old one is worth nothing.
  const { trigger: _trigger, ...kept } = origin
  const { responseUrl: _responseUrl, ...least } = kept
  const whole = metadata(kept)
  const about = form.given.map(({ label, value }): types.KnownBlock => {
    const words = shorten(`${clean(label)} ${clean(value)}`, limits.contextText)
    return { type: 'context', elements: [plain(words)] }
  })
  const notes = (form.notes ?? []).map(
    (words): types.KnownBlock => ({
      type: 'context',
      elements: [plain(shorten(`⚠️ ${clean(words)}`, limits.contextText))],
    }),
  )
  const inputBlocks = form.fields.flatMap((field): types.KnownBlock[] => {
    const problem: types.KnownBlock[] = field.problem
      ? [{ type: 'context', elements: [plain(shorten(`⚠️ ${clean(field.problem)}`, limits.contextText))] }]
      : []
    return [...problem, ...filesAlready(field), ...inputs(field, locale)]
  })
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(shorten(clean(form.title), limits.viewTitle)),
    submit: plain(shorten(clean(form.submit), limits.viewTitle)),
    close: plain(shorten(clean(form.cancel), limits.viewTitle)),
    private_metadata: whole.length <= limits.viewMetadata ? whole : metadata(least),
    blocks: [...notes, ...about, ...inputBlocks],
  }
}

const stateSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_date: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
      files: z.array(fileSchema).nullish(),
    }),
  ),
)

/** A form without anything readable is one that was left empty. */
const filledIn = (state: unknown) => stateSchema.safeParse(state).data ?? {}

/** The files that were put into a form, by field. */
export const filesOf = (state: unknown): ReadonlyArray<{ field: string; files: readonly SharedFile[] }> =>
  Object.entries(filledIn(state)).map(([field, actions]) => ({
    field,
    files: Object.values(actions).flatMap(({ files }) => files ?? []),
  }))

/** What was filled in, by field; an empty text where a field was left empty. */
export const entriesOf = (state: unknown): Entries => {
  const typed = new Map(
    Object.entries(filledIn(state)).flatMap(([block, actions]): Array<[string, string]> => {
      const [filled] = Object.values(actions)
      if (filled?.files) return []
      return [[block, filled?.value ?? filled?.selected_date ?? filled?.selected_option?.value ?? '']]
    }),
  )
  const entries: Record<string, string> = {}
  for (const [name, value] of typed) {
    if (name.endsWith('..')) continue
    const end = typed.get(endOf(name)) ?? ''
    entries[name] = end === '' || end === value ? value : `${value}..${end}`
  }
  return entries
}

export const metadataOf = (text: string): FormMetadata | undefined => {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Problems by block: Slack refuses an answer that names a block which is not there, so such a problem goes to the first one. */
export const errorsOf = (
  problems: Readonly<Record<string, string>>,
  entries: Entries,
): Record<string, string> | undefined => {
  const [first] = Object.keys(entries)
  const errors: Record<string, string> = {}
  for (const [name, problem] of Object.entries(problems)) {
    const block = name in entries ? name : first
    if (block === undefined) continue
    errors[block] = errors[block] === undefined ? problem : `${errors[block]} ${problem}`
  }
  return Object.keys(errors).length > 0 ? errors : undefined
}
