import { z } from 'zod'
import { isPicture, type StoredFile, storedFileSchema } from './files.ts'

/** How a text should feel: a hint that a renderer may turn into a mark or a colour. */
export const toneSchema = z.enum(['plain', 'quiet', 'success', 'warning', 'problem'])

export const actionSchema = z.object({
  label: z.string(),
  press: z.object({ action: z.string(), values: z.record(z.string(), z.string()) }),
  style: z.enum(['primary', 'danger']).optional(),
  /** Shown, where the platform can, but not to be pressed: what it did no longer applies, or does not yet. */
  disabled: z.boolean().optional(),
})

export const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), text: z.string() }),
  z.object({ type: z.literal('text'), text: z.string(), tone: toneSchema.optional() }),
  z.object({ type: z.literal('facts'), facts: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({
    type: z.literal('list'),
    ordered: z.boolean().optional(),
    items: z.array(z.object({ text: z.string(), detail: z.string().optional() })),
  }),
  z.object({
    type: z.literal('table'),
    columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'right']).optional() })),
    rows: z.array(z.array(z.string())),
  }),
  /** `done` and `total` in the same unit; done may exceed total (completion above 100 %). `value` is the text shown. */
  z.object({
    type: z.literal('progress'),
    label: z.string(),
    done: z.number(),
    total: z.number(),
    value: z.string(),
  }),
  /** `alt` says in words what is to be seen; may be empty. */
  z.object({ type: z.literal('image'), file: storedFileSchema, alt: z.string() }),
  z.object({ type: z.literal('file'), file: storedFileSchema }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('actions'), actions: z.array(actionSchema) }),
  z.object({ type: z.literal('link'), text: z.string(), url: z.string() }),
])

/** A message in no platform's words. Every string is data, already in the reader's language: only a renderer adds markup. */
export const cardSchema = z.object({
  blocks: z.array(blockSchema),
  /** One line for notifications; the first words of the card when absent. */
  summary: z.string().optional(),
})

export type Tone = z.infer<typeof toneSchema>
export type CardAction = z.infer<typeof actionSchema>
export type Block = z.infer<typeof blockSchema>
export type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>
export type Card = z.infer<typeof cardSchema>

export const heading = (text: string): Block => ({ type: 'heading', text })
export const text = (words: string, tone?: Tone): Block => ({
  type: 'text',
  text: words,
  ...(tone && { tone }),
})
export const facts = (
  ...entries: ReadonlyArray<readonly [label: string, value: string] | undefined>
): Block => ({
  type: 'facts',
  facts: entries.filter((entry) => entry !== undefined).map(([label, value]) => ({ label, value })),
})
/** A stored file as what it is: a picture to be seen, or a document. */
export const fileBlock = (file: StoredFile, alt = ''): Block =>
  isPicture(file.mediaType) ? { type: 'image', file, alt } : { type: 'file', file }
export const divider: Block = { type: 'divider' }
export const actions = (...buttons: CardAction[]): Block => ({ type: 'actions', actions: buttons })

/** Buttons, if there are any. */
export const offered = (buttons: readonly CardAction[]): Block | false =>
  buttons.length > 0 && actions(...buttons)

/** Turns the page of a card: the line's answer takes the card's place. */
export const pageAction = (label: string, line: string): CardAction => ({
  label,
  press: { action: 'line', values: { text: line, replace: 'yes' } },
})

/** A button that types a command line for the person who presses it. */
export const lineAction = (label: string, line: string, style?: CardAction['style']): CardAction => ({
  label,
  press: { action: 'line', values: { text: line } },
  ...(style && { style }),
})

export const card = (...blocks: ReadonlyArray<Block | undefined | false>): Card => ({
  blocks: blocks.filter((block): block is Block => Boolean(block)),
})

/** The buttons of a card. */
export const actionsOf = ({ blocks }: Card): CardAction[] =>
  blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))

/** The card without the buttons of some kind. */
export const withoutPresses = (whole: Card, isLeft: (press: CardAction['press']) => boolean): Card => ({
  ...whole,
  blocks: whole.blocks.flatMap((block): Block[] => {
    if (block.type !== 'actions') return [block]
    const kept = block.actions.filter(({ press }) => !isLeft(press))
    return kept.length > 0 ? [{ ...block, actions: kept }] : []
  }),
})

/** The card as it stays behind when a newer one takes over: it says what it said, and nothing on it can be pressed. */
export const withoutActions = (whole: Card): Card => withoutPresses(whole, () => true)
